// A private network: a network namespace for the scenario's host and, where it has services elsewhere, a
// second one for them, joined by a pair of veth devices. Neither has a way out. The process itself moves into
// the first; both are gone when it ends, however it ends.
#pragma once

#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "sim/experiment/live_measurement.hpp"
#include "sim/live/done.hpp"
#include "sim/live/file_descriptor.hpp"
#include "sim/scenario/scenario.hpp"

namespace portsim {

// In words for the user: what was tried, and what is needed.
using NoNetwork = std::string;

class PrivateNetwork {
 public:
  // With the addresses of the scenario's host and of its services.
  static tl::expected<PrivateNetwork, NoNetwork> make(const Scenario&);

  NamespaceKind kind() const { return kind_; }
  bool has_second_host() const { return static_cast<bool>(services_); }

  // Calls `act` in the services' namespace; what sockets it makes stay there.
  template <class Act>
  auto among_services(Act act) const {
    enter(services_);
    auto result = act();
    enter(host_);
    return result;
  }

 private:
  Done set_up(const Scenario&);
  Done add_services(const std::vector<Ipv4Address>& addresses);
  Done wait_until_joined(Ipv4Address service) const;
  static void enter(const FileDescriptor& name_space);

  NamespaceKind kind_ = NamespaceKind::of_user;
  FileDescriptor host_;
  FileDescriptor services_;
};

// Where a scenario's service is: its destinations.
std::vector<Endpoint> destinations_of(const Service&);

}  // namespace portsim
