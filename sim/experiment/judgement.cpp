#include "sim/experiment/judgement.hpp"

#include <optional>

namespace portsim {

namespace {

Estimate exactly(double value) {
  return {.mean = value, .low = value, .high = value};
}

// Nothing: there was nothing to measure.
std::optional<Estimate> measured(const Threshold& threshold, const Results& results) {
  const WorkloadResult* workload = threshold.workload ? &results.workloads[*threshold.workload] : nullptr;
  switch (threshold.metric) {
    case Metric::attempts:
      return exactly(workload ? workload->attempts : results.attempts);
    case Metric::failures:
      return exactly(workload ? workload->failures : results.failures);
    case Metric::failure_fraction:
      return workload ? workload->failure_fraction : results.failure_fraction;
    case Metric::loss_fraction:
      return workload ? workload->loss_fraction : results.loss_fraction;
    case Metric::time_to_first_failure:
      return (workload ? workload->first_failure : results.first_failure).seconds;
  }
  return std::nullopt;
}

bool straddles(const Estimate& estimate, double value) {
  return estimate.low && estimate.high && *estimate.low < value && value < *estimate.high;
}

}  // namespace

ThresholdResult judge(const Threshold& threshold, const Results& results) {
  const std::optional<Estimate> estimate = measured(threshold, results);
  if (!estimate) return {.threshold = threshold, .value = std::nullopt, .met = !threshold.below};
  return {.threshold = threshold,
          .value = estimate->mean,
          .met = threshold.below ? estimate->mean < threshold.value : estimate->mean > threshold.value,
          .uncertain = straddles(*estimate, threshold.value)};
}

}  // namespace portsim
