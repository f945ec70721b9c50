#include "sim/host/destination.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "sim/scenario/own_address.hpp"

namespace portsim {

namespace {

constexpr Ipv4Address loopback_address{127, 0, 0, 1};

}  // namespace

Ipv4Address address_of(const Host& host, AddressIndex address) {
  return address < host.addresses.size() ? host.addresses[address] : loopback_address;
}

std::string name_of(const RemoteIndex& remote, const std::vector<Service>& services) {
  const Service& service = services[remote.service];
  return service.count == 1 ? service.name : fmt::format("{}[{}]", service.name, remote.which + 1);
}

Endpoint endpoint_of(const Service& service, const RemoteIndex& remote) {
  return {Ipv4Address{service.endpoint.address.bits() + remote.which}, service.endpoint.port};
}

AddressIndex source_address(const Host& host, const Service& service, const RemoteIndex& remote) {
  if (!host.behaviour.knows_both_ends() || !runs_on(host, service)) return 0;
  const Ipv4Address destination = endpoint_of(service, remote).address;
  const Ipv4Address source = is_loopback(destination) ? loopback_address : destination;
  const auto found = std::find(host.addresses.begin(), host.addresses.end(), source);
  return static_cast<AddressIndex>(found - host.addresses.begin());
}

}  // namespace portsim
