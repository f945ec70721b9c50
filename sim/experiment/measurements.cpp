#include "sim/experiment/measurements.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace portsim {

namespace {

void add_counts(std::vector<Measurement>& found, const std::string& prefix, double attempts, double failures,
                double requests) {
  found.push_back({prefix + "attempts", Estimate{attempts}});
  found.push_back({prefix + "failures", Estimate{failures}});
  found.push_back({prefix + "requests", Estimate{requests}});
}

void add_fractions(std::vector<Measurement>& found, const std::string& prefix,
                   const Estimate& failure_fraction, const Estimate& loss_fraction,
                   const FailureTime& first_failure) {
  found.push_back({prefix + "failure_fraction", failure_fraction});
  found.push_back({prefix + "loss_fraction", loss_fraction});
  found.push_back({prefix + "time_to_first_failure", first_failure.seconds});
}

void add_theory(std::vector<Measurement>& found, const AnalyticResult& theory) {
  const auto& fraction = theory.failure_fraction;
  const bool has_load = theory.servers > 0;
  found.push_back({"theory.failure_fraction", fraction ? std::optional{Estimate{*fraction}} : std::nullopt});
  const auto& agrees = theory.agrees;  // with the simulated interval: 1 or 0; nothing: they need not
  found.push_back({"theory.agrees", agrees ? std::optional{Estimate{*agrees ? 1.0 : 0.0}} : std::nullopt});
  found.push_back(
      {"theory.offered_load", has_load ? std::optional{Estimate{theory.offered_load}} : std::nullopt});
  found.push_back({"theory.ports", has_load ? std::optional{Estimate{theory.servers}} : std::nullopt});
}

// Of the fullest pool.
double peak_in_use(const std::vector<PoolResult>& pools) {
  double peak = 0;
  for (const PoolResult& pool : pools) peak = std::max(peak, pool.peak_in_use);
  return peak;
}

}  // namespace

std::vector<Measurement> measurements_of(const Scenario& scenario, const Results& results) {
  std::vector<Measurement> found;
  add_fractions(found, "", results.failure_fraction, results.loss_fraction, results.first_failure);
  found.push_back(
      {"runs_with_failure", Estimate{static_cast<double>(results.first_failure.runs_with_failure)}});
  add_counts(found, "", results.attempts, results.failures, results.requests);
  found.push_back({"peak_in_use", Estimate{peak_in_use(results.pools)}});
  add_theory(found, results.analytic);
  if (scenario.workloads.size() == 1) return found;
  for (const WorkloadResult& workload : results.workloads) {
    const std::string prefix = fmt::format("workloads.{}.", workload.name);
    add_fractions(found, prefix, workload.failure_fraction, workload.loss_fraction, workload.first_failure);
    add_counts(found, prefix, workload.attempts, workload.failures, workload.requests);
  }
  return found;
}

}  // namespace portsim
