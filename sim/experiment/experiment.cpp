#include "sim/experiment/experiment.hpp"

#include <utility>

#include "sim/experiment/cured.hpp"
#include "sim/experiment/judgement.hpp"
#include "sim/experiment/points.hpp"
#include "sim/experiment/rare_failures.hpp"
#include "sim/experiment/summary.hpp"

namespace portsim {

namespace {

Results replicate(const Scenario& scenario, const ExperimentOptions& options) {
  PointTallies point{.is_whole = false};
  run_points({&scenario}, options, [&](PointTallies&& finished) {
    point = std::move(finished);
    return true;
  });
  Results results = summary_of(scenario, point.tallies);
  results.is_interrupted = !point.is_whole;
  return results;
}

}  // namespace

Results run_experiment(const Scenario& scenario, const ExperimentOptions& options) {
  Results results = replicate(scenario, options);
  if (!results.is_interrupted && are_failures_too_rare(scenario, results)) {
    results.rare_failures = rare_failures(scenario, results, options);
    judge_all(scenario, results);
  }
  if (results.failures == 0 || results.is_interrupted) return results;
  ExperimentOptions silent = options;
  silent.progress = nullptr;
  silent.watches = false;
  for (const HostDefect& found : defects_that_can_show(scenario)) {
    Scenario cured_scenario = cured_of(scenario, found.host, found.defect.defect);
    cured_scenario.replications = results.replications;  // pair by pair
    cured_scenario.precision.reset();
    const Results cured = replicate(cured_scenario, silent);
    if (cured.is_interrupted) break;  // interrupted: the main result is whole
    results.defects.push_back({.host = scenario.hosts[found.host].name,
                               .defect = found.defect,
                               .failure_fraction_cured = cured.failure_fraction,
                               .failures_cured = cured.failures,
                               .share = 1 - cured.failures / results.failures});
  }
  return results;
}

}  // namespace portsim
