// What a planner demands of a prediction: `failure_fraction < 0.1%`.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace portsim {

enum class Metric : std::uint8_t {
  attempts,
  failures,
  failure_fraction,
  loss_fraction,
  time_to_first_failure,  // seconds
};

struct Threshold {
  std::string expression;  // as written
  Metric metric = Metric::failure_fraction;
  std::optional<std::uint32_t> workload;  // nothing: all workloads together
  bool below = true;                      // `<`; false: `>`
  double value = 0;                       // fractions as 0..1, durations in seconds
};

}  // namespace portsim
