// The addresses of all hosts, to look up those that a workload binds to.
#pragma once

#include <algorithm>
#include <optional>
#include <tuple>
#include <vector>

#include "sim/scenario/scenario.hpp"

namespace portsim {

class LocalAddresses {
 public:
  explicit LocalAddresses(const std::vector<Host>& hosts) {
    for (HostIndex host = 0; host < hosts.size(); ++host) {
      const std::vector<Ipv4Address>& addresses = hosts[host].addresses;
      for (AddressIndex i = 0; i < addresses.size(); ++i) sorted_.emplace_back(host, addresses[i], i);
    }
    std::sort(sorted_.begin(), sorted_.end());
  }

  std::optional<AddressIndex> find(HostIndex host, Ipv4Address address) const {
    return first_within(host, address, address);
  }

  // The host's lowest address from `first` to `last`.
  std::optional<AddressIndex> first_within(HostIndex host, Ipv4Address first, Ipv4Address last) const {
    const auto found =
        std::lower_bound(sorted_.begin(), sorted_.end(), std::tuple{host, first, AddressIndex{0}});
    if (found == sorted_.end() || std::get<0>(*found) != host || std::get<1>(*found) > last) {
      return std::nullopt;
    }
    return std::get<2>(*found);
  }

 private:
  std::vector<std::tuple<HostIndex, Ipv4Address, AddressIndex>> sorted_;
};

}  // namespace portsim
