// What is asked of the kernel's network configuration (rtnetlink(7)), in the network namespace that the
// process is in: devices, addresses and routes. Errors are texts for the user.
#pragma once

#include <string>

#include "models/vocabulary/endpoint.hpp"

#include "sim/live/done.hpp"
#include "sim/live/file_descriptor.hpp"

namespace portsim {

struct DevicePair {
  std::string here;
  std::string there;  // in another namespace
};

class Netlink {
 public:
  Netlink();

  // Two devices, each of which receives what the other sends (veth(4)).
  Done add_pair(const DevicePair&, const FileDescriptor& other_namespace);
  Done set_up(const std::string& device);
  Done add_address(const std::string& device, Ipv4Address);
  // Whatever is not an address of this namespace is reached through the device.
  Done add_default_route(const std::string& device);

 private:
  friend class NetlinkRequest;
  FileDescriptor socket_;
};

}  // namespace portsim
