// Feeds the loader whatever libFuzzer thinks of: a scenario, and after a NUL byte an override for it. It must
// neither crash nor hang, and where it refuses it must say why, in words that can be shown.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "sim/scenario/load.hpp"
#include "sim/scenario/problem_text.hpp"

namespace {

// NDEBUG must not take this check away.
void expect(bool holds) {
  if (!holds) std::abort();
}

portsim::ScenarioText scenario_in(std::string_view input) {
  const std::size_t end = input.find('\0');
  portsim::ScenarioText scenario{"fuzz.yaml", std::string{input.substr(0, end)}, {}};
  if (end != std::string_view::npos) scenario.overrides.emplace_back(input.substr(end + 1));
  return scenario;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t count) {
  const auto scenario = portsim::load_scenario(scenario_in({reinterpret_cast<const char*>(bytes), count}));
  if (scenario) {
    expect(!scenario->workloads.empty());
    return 0;
  }
  expect(!scenario.error().empty());
  for (const portsim::Problem& problem : scenario.error()) {
    expect(!problem.message.empty());
    expect(!portsim::describe(problem).empty());
  }
  return 0;
}
