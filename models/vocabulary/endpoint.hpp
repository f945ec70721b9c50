// An IPv4 address, an address with a port, and the four-tuple that names a TCP connection (RFC 9293,
// section 3.4.1).
#pragma once

#include <compare>
#include <cstdint>
#include <string>

#include "models/vocabulary/port.hpp"

namespace portsim {

class Ipv4Address {
 public:
  constexpr explicit Ipv4Address(std::uint32_t bits) : bits_{bits} {}
  constexpr Ipv4Address(std::uint8_t a, std::uint8_t b, std::uint8_t c, std::uint8_t d)
      : bits_{std::uint32_t{a} << 24 | std::uint32_t{b} << 16 | std::uint32_t{c} << 8 | d} {}
  constexpr std::uint32_t bits() const { return bits_; }
  auto operator<=>(const Ipv4Address&) const = default;

 private:
  std::uint32_t bits_;  // host byte order: 10.0.0.1 is 0x0a000001
};

// 127.0.0.0/8: the host itself (RFC 1122, section 3.2.1.3).
constexpr bool is_loopback(Ipv4Address address) {
  return address.bits() >> 24 == 127;
}

std::string to_text(Ipv4Address);  // "10.0.0.1"

struct Endpoint {
  Ipv4Address address;
  Port port;
  auto operator<=>(const Endpoint&) const = default;
};

struct FourTuple {
  Endpoint local;
  Endpoint remote;
  auto operator<=>(const FourTuple&) const = default;
};

}  // namespace portsim
