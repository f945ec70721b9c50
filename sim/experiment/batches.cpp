#include "sim/experiment/batches.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "sim/experiment/longest_lease.hpp"
#include "sim/statistics/batch_means.hpp"
#include "sim/theory/law_conditions.hpp"

namespace portsim {

namespace {

// What became of a port is forgotten within a few leases.
constexpr int leases_in_batch_min = 2;

Duration length_of(const Scenario& scenario, int together) {
  return scenario.observed() / batches_counted * together;
}

BatchMeans none_because(std::string reason) {
  return {.batches = 0, .why_none = std::move(reason)};
}

}  // namespace

bool is_cut_into_batches(const Scenario& scenario) {
  return scenario.replications == 1 && !scenario.precision && has_long_run(scenario) &&
         scenario.observed() / batches_counted > Duration::zero();
}

SimTime end_of_batch(const Scenario& scenario, int n) {
  return SimTime{scenario.warm_up} + length_of(scenario, 1) * (n + 1);
}

std::optional<BatchMeans> batch_means_of(const Scenario& scenario, const Tallies& tallies) {
  if (tallies.size() != 1 || tallies.front().batches.empty()) return std::nullopt;
  const std::vector<RatioSample> samples =
      batch_samples(tallies.front(), {0, scenario.workloads.size()},
                    {&ConnectCounts::failures, &ConnectCounts::attempts}, 1);
  const auto is_plain = [](const RatioSample& sample) {
    return sample.events == 0 || sample.events == sample.trials;
  };
  if (std::all_of(samples.begin(), samples.end(), is_plain)) return std::nullopt;
  const Duration lease = *longest_lease(scenario);
  if (scenario.warm_up < lease)
    return none_because(
        fmt::format("the run is counted while its ports are still filling; with a warm_up of "
                    "{} or more its batches would have one",
                    as_seconds(in_seconds(lease))));
  int at_least = 1;
  while (length_of(scenario, at_least) < leases_in_batch_min * lease && at_least < batches_counted)
    at_least *= 2;
  if (at_least * batches_min > batches_counted)
    return none_because(
        fmt::format("the run is too short for {} batches of {} leases each; one of {}, or more replications, "
                    "would have one",
                    batches_min, leases_in_batch_min,
                    as_seconds(in_seconds(scenario.warm_up + batches_min * leases_in_batch_min * lease))));
  const auto together = uncorrelated_together(samples, at_least);
  if (!together)
    return none_because(
        fmt::format("{} batches of the run, {} each, are correlated; a longer one, or more replications, "
                    "would have one",
                    batches_min, as_seconds(in_seconds(length_of(scenario, batches_counted / batches_min)))));
  return BatchMeans{.batches = batches_counted / *together, .length = length_of(scenario, *together)};
}

}  // namespace portsim
