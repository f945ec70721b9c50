// A scenario as the running kernel can show it: what it cannot is refused by name, and what differs between
// the two is made the same in both and said.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "sim/experiment/live_measurement.hpp"
#include "sim/experiment/live_twin.hpp"
#include "sim/scenario/scenario.hpp"

namespace portsim {

inline constexpr Duration live_duration_max = 15min;
inline constexpr std::int64_t live_attempts_max = 200'000;
inline constexpr double live_rate_max = 5000;  // attempts in a second
inline constexpr std::size_t live_addresses_max = 256;

using Refusals = std::vector<std::string>;  // in words for the user

// All that no Linux kernel can show, in a moment, on one machine.
Refusals not_for_a_kernel(const Scenario&);

// What is more than may be asked of this machine, as far as the scenario says so itself.
Refusals too_much_to_try(const Scenario&);

// The same, once a simulated run has shown what it asks for. `files_max`: that one process may have open.
Refusals too_much(const Scenario&, const LiveDemand&, std::int64_t files_max);

// How the scenario differs from what is run and predicted.
std::vector<std::string> what_is_different(const Scenario&, const KernelFacts&);

// The scenario on the running kernel: its row of the catalogue, its ticks and its settings, and no round
// trips. The error says why it cannot be.
tl::expected<Scenario, std::string> on_kernel(Scenario, const KernelFacts&, const SettingValues&);

}  // namespace portsim
