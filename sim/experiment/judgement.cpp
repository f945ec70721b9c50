#include "sim/experiment/judgement.hpp"

#include <algorithm>
#include <optional>

namespace portsim {

namespace {

Estimate exactly(double value) {
  return {.mean = value, .low = value, .high = value};
}

bool straddles(const Estimate& estimate, double value) {
  return estimate.low && estimate.high && *estimate.low < value && value < *estimate.high;
}

std::optional<Estimate> rare_failure_fraction(std::optional<std::uint32_t> of, const Results& results) {
  if (!results.rare_failures || !results.rare_failures->failure_fraction) return std::nullopt;
  return of ? results.rare_failures->of_workloads[*of] : results.rare_failures->failure_fraction;
}

}  // namespace

std::optional<Estimate> measured(Metric metric, std::optional<std::uint32_t> of, const Results& results) {
  const WorkloadResult* workload = of ? &results.workloads[*of] : nullptr;
  switch (metric) {
    case Metric::attempts:
      return exactly(workload ? workload->attempts : results.attempts);
    case Metric::failures:
      return exactly(workload ? workload->failures : results.failures);
    case Metric::failure_fraction:
      if (const auto rare = rare_failure_fraction(of, results)) return rare;
      return workload ? workload->failure_fraction : results.failure_fraction;
    case Metric::loss_fraction:
      return workload ? workload->loss_fraction : results.loss_fraction;
    case Metric::time_to_first_failure:
      return (workload ? workload->first_failure : results.first_failure).seconds;
  }
  return std::nullopt;
}

ThresholdResult judge(const Threshold& threshold, const Results& results) {
  const std::optional<Estimate> estimate = measured(threshold.metric, threshold.workload, results);
  if (!estimate) return {.threshold = threshold, .value = std::nullopt, .met = !threshold.below};
  return {.threshold = threshold,
          .value = estimate->mean,
          .met = threshold.below ? estimate->mean < threshold.value : estimate->mean > threshold.value,
          .uncertain = straddles(*estimate, threshold.value)};
}

void judge_all(const Scenario& scenario, Results& results) {
  results.thresholds.clear();
  for (const Threshold& threshold : scenario.thresholds)
    results.thresholds.push_back(judge(threshold, results));
}

bool meets_all(const Results& results) {
  return std::all_of(results.thresholds.begin(), results.thresholds.end(),
                     [](const ThresholdResult& threshold) { return threshold.met; });
}

bool is_about_all_failures(const Threshold& threshold) {
  return threshold.metric == Metric::failure_fraction && !threshold.workload;
}

}  // namespace portsim
