#include "sim/report/failures_text.hpp"

#include <fmt/format.h>

namespace portsim {

SampleSize sample_of(const Scenario& scenario, const Results& results) {
  return {results.replications, results.replications, scenario.confidence};
}

std::string failures_text(double attempts, double failures, const Estimate& fraction, SampleSize sample) {
  const EstimateText estimate = percent_estimate(fraction, sample);
  const std::string connects = counted(attempts, "connect");
  if (attempts == 0) {
    return fmt::format("no connect was attempted in {}", counted(sample.replications, "replication"));
  }
  if (failures == 0) {
    return fmt::format("none of {} failed ({})", connects, estimate.certainty);
  }
  return fmt::format("{} of {} fail ({})", estimate.value, connects, estimate.certainty);
}

std::string first_failure_text(const FirstFailure& first, const Scenario& scenario) {
  const EstimateText seconds =
      seconds_estimate(*first.seconds, {first.runs_with_failure, first.runs, scenario.confidence});
  const bool is_in_warm_up = first.seconds->mean < in_seconds(scenario.warm_up);
  return fmt::format("first after {}{} ({})", seconds.value, is_in_warm_up ? ", in the warm-up" : "",
                     seconds.certainty);
}

}  // namespace portsim
