#include "sim/report/rare_json.hpp"

#include <cstddef>

#include "sim/report/estimate_json.hpp"

namespace portsim {
namespace {

Json levels_json(const RareFailures& rare) {
  Json rows = Json::array();
  for (const SplitLevel& level : rare.levels)
    rows.push_back({{"ports_in_use", level.ports}, {"trials", level.trials}});
  return rows;
}

Json estimate_json(const std::optional<Estimate>& estimate, Probability confidence) {
  return fraction_json(estimate.value_or(Estimate{}), estimate ? 1 : 0, confidence);
}

}  // namespace

Json rare_failures_json(const Scenario& scenario, const Results& results) {
  if (!results.rare_failures) return nullptr;
  const RareFailures& rare = *results.rare_failures;
  Json workloads = Json::array();
  for (std::size_t n = 0; n < rare.of_workloads.size(); ++n) {
    workloads.push_back({{"name", scenario.workloads[n].name},
                         {"failure_fraction", estimate_json(rare.of_workloads[n], scenario.confidence)}});
  }
  return {{"method", "RESTART"},
          {"failure_fraction", estimate_json(rare.failure_fraction, scenario.confidence)},
          {"replications", rare.replications},
          {"levels", levels_json(rare)},
          {"ports", rare.ports},
          {"ports_in_use_max", rare.climbed_to},
          {"attempts_total", rare.attempts},
          {"attempts_without_splitting", value_or_null(rare.plain_attempts)},
          {"workloads", workloads}};
}

}  // namespace portsim
