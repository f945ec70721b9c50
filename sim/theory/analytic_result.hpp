// What theory says of a scenario, as a value that is laid beside the simulated estimate.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace portsim {

// How a simulated failure fraction is to be held against the theory's.
enum class Comparison : std::uint8_t {
  none,             // the two need not agree; the note says why
  within_interval,  // the interval should contain the theory's figure
  exactly,          // nothing is random: both count the same attempts
};

// What theory says of the same scenario, all pools together.
struct AnalyticResult {
  std::string model;            // "Erlang B"; empty where no closed form applies, and the note says why
  double offered_load = 0;      // erlangs
  double servers = 0;           // ports
  double offered_rate = 0;      // attempts per second, over the run
  double offered_rate_max = 0;  // attempts per second of all clients together, when it is largest
  double sustainable_rate = 0;  // ports over mean lease, per second; of the pool that fills first
  std::optional<double> failure_fraction;
  std::optional<double> failure_fraction_min{};  // where a run may lie between this and the figure
  Comparison comparison = Comparison::none;
  std::optional<bool> agrees;  // with the simulated interval; nothing: they need not
  std::string note;            // why they agree, or need not
};

}  // namespace portsim
