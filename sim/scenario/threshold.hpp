// What a planner demands of a prediction: `failure_fraction < 0.1%`.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace portsim {

enum class Metric : std::uint8_t {
  attempts,
  failures,
  failure_fraction,
  loss_fraction,
  time_to_first_failure,  // seconds
};

// The word of the scenario language.
constexpr std::string_view name_of(Metric metric) {
  constexpr std::string_view names[] = {"attempts", "failures", "failure_fraction", "loss_fraction",
                                        "time_to_first_failure"};
  return names[static_cast<std::size_t>(metric)];
}

struct Threshold {
  std::string expression;  // as written
  Metric metric = Metric::failure_fraction;
  std::optional<std::uint32_t> workload;  // nothing: all workloads together
  bool below = true;                      // `<`; false: `>`
  double value = 0;                       // fractions as 0..1, durations in seconds
};

}  // namespace portsim
