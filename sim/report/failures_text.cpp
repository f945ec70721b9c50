#include "sim/report/failures_text.hpp"

#include <fmt/format.h>

namespace portsim {

namespace {

std::string within_run_text(const std::optional<double>& seconds) {
  return seconds ? seconds_text(*seconds) : "a time after the run";
}

std::string part_of_runs(double probability) {
  return probability == 0.5 ? "half" : fmt::format("{:g} %", 100 * probability);
}

}  // namespace

SampleSize sample_of(const Scenario& scenario, const Results& results) {
  SampleSize sample{results.replications, results.replications, scenario.confidence};
  if (const auto& means = results.batch_means) {
    sample.batches = means->batches;
    sample.batch_length = means->length;
  }
  return sample;
}

SampleSize sample_of(const FailureTime& time, const Scenario& scenario) {
  return {time.runs_with_failure, time.runs, scenario.confidence};
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

std::string first_failure_text(const FailureTime& first, const Scenario& scenario) {
  const EstimateText seconds = seconds_estimate(*first.seconds, sample_of(first, scenario));
  const bool is_in_warm_up = first.seconds->mean < in_seconds(scenario.warm_up);
  return fmt::format("first after {}{} ({})", seconds.value, is_in_warm_up ? ", in the warm-up" : "",
                     seconds.certainty);
}

std::string first_failure_quantiles_text(const FailureTime& first, const Scenario& scenario) {
  std::string text;
  for (const QuantileEstimate& quantile : first.quantiles) {
    if (!quantile.coverage || !quantile.low) continue;
    const bool is_first = text.empty();
    text += fmt::format("{}{}{} by {} ({}{} to {})", is_first ? "" : ", ", part_of_runs(quantile.probability),
                        is_first ? " of the runs fail" : "", within_run_text(quantile.value),
                        is_first ? confidence_text(scenario.confidence) + " interval " : "",
                        within_run_text(quantile.low), within_run_text(quantile.high));
  }
  return text;
}

std::string any_failure_text(const FailureTime& first, const Scenario& scenario) {
  const bool differs = first.runs_with_failure > 0 && first.runs_with_failure < first.runs;
  if (!first.any_failure || !differs) return "";
  const EstimateText any =
      percent_estimate(*first.any_failure, {first.runs, first.runs, scenario.confidence});
  return fmt::format("{} of the runs have any failure ({})", any.value, any.certainty);
}

std::string recovery_text(const Recovery& recovery, const Scenario& scenario) {
  const FailureTime& last = recovery.last_failure;
  const bool has_recovered = recovery.runs_recovered > 0;
  if (!last.seconds || (!has_recovered && scenario.timeline.empty())) return "";
  const EstimateText seconds = seconds_estimate(*last.seconds, sample_of(last, scenario));
  const std::string text = fmt::format("last after {} ({}): ", seconds.value, seconds.certainty);
  if (!has_recovered) return text + "it does not recover by the end of the run";
  const std::string lease = seconds_text(in_seconds(*recovery.proved_by));
  if (recovery.runs_recovered == last.runs_with_failure) {
    const double rest = in_seconds(scenario.duration) - last.seconds->mean;
    return fmt::format(
        "{}it recovers, as no connect fails in the {} that are left, and every port is back in {}", text,
        seconds_text(rest), lease);
  }
  return fmt::format("{}{} of {} replications recover, where none fails for {}, in which every port is back",
                     text, recovery.runs_recovered, last.runs_with_failure, lease);
}

}  // namespace portsim
