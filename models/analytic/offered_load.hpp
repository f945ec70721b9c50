// Traffic offered to a group of ports: attempts per second times the mean time that a connection keeps its
// port. Measured in erlangs, it is the mean number of ports that would be in use if none were ever refused.
#pragma once

#include <compare>

namespace portsim {

struct OfferedLoad {
  double erlangs = 0;
  auto operator<=>(const OfferedLoad&) const = default;
};

constexpr OfferedLoad operator+(OfferedLoad a, OfferedLoad b) {
  return {a.erlangs + b.erlangs};
}

}  // namespace portsim
