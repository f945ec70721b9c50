// Where connections of a host lead, by index: one of a service's destinations, from one of the host's
// addresses.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <vector>

#include "models/vocabulary/endpoint.hpp"

#include "sim/scenario/scenario.hpp"

namespace portsim {

// One of a service's destinations.
struct RemoteIndex {
  ServiceIndex service = 0;
  std::uint32_t which = 0;  // below the service's count
  auto operator<=>(const RemoteIndex&) const = default;
};

// What tells four-tuples with the same port apart.
struct LocalDestination {
  AddressIndex address = 0;
  RemoteIndex remote{};
  auto operator<=>(const LocalDestination&) const = default;
};

// One of the host's addresses; the index behind the last is 127.0.0.1.
Ipv4Address address_of(const Host&, AddressIndex);

// "imap", or of several "imap[17]".
std::string name_of(const RemoteIndex&, const std::vector<Service>&);

Endpoint endpoint_of(const Service&, const RemoteIndex&);

// From which address the system connects there, where the application binds to none: to itself from the
// address that it connects to, and to 127.0.0.0/8 from 127.0.0.1.
AddressIndex source_address(const Host&, const Service&, const RemoteIndex&);

}  // namespace portsim
