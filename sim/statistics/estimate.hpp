// A number found by simulation, with how certain it is.
#pragma once

#include <optional>

namespace portsim {

struct Estimate {
  double mean = 0;
  std::optional<double> low{};  // nothing: a single replication has no interval
  std::optional<double> high{};
  bool is_upper_bound = false;  // nothing was seen: [0, high] is one-sided
};

}  // namespace portsim
