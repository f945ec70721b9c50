// TCP port numbers and ranges of them.
#pragma once

#include <compare>
#include <cstdint>

namespace portsim {

class Port {  // a TCP port number, 0..65535
 public:
  constexpr explicit Port(std::uint16_t number) : number_{number} {}
  constexpr std::uint16_t number() const { return number_; }
  auto operator<=>(const Port&) const = default;

 private:
  std::uint16_t number_;
};

// How many ports, or which port of a range counted from its first: the engine works on these.
using PortCount = std::uint32_t;
using PortOffset = std::uint32_t;

struct PortRange {  // both ends included, as operating systems document it
  Port first;
  Port last;

  constexpr PortCount size() const { return PortCount{last.number()} - first.number() + 1; }
  constexpr Port at(PortOffset offset) const {
    return Port{static_cast<std::uint16_t>(first.number() + offset)};
  }
  auto operator<=>(const PortRange&) const = default;
};

}  // namespace portsim
