#include "sim/experiment/comparison.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include <fmt/format.h>

#include "sim/experiment/points.hpp"
#include "sim/experiment/replication_counts.hpp"
#include "sim/experiment/summary.hpp"

namespace portsim {

namespace {

// Both sides of each replication, and how intervals are taken of each side.
struct PairedTallies {
  std::array<Tallies, 2> of;
  IntervalOptions a;
  IntervalOptions b;

  bool is_deterministic() const { return a.is_deterministic && b.is_deterministic; }
};

// Nothing: there is nothing to measure.
using SampleOf = std::optional<RatioSample> (*)(const ReplicationCounts&);

std::optional<RatioSample> failures_of(const ReplicationCounts& counts) {
  return RatioSample{static_cast<double>(counts.failures), static_cast<double>(counts.attempts)};
}

std::optional<RatioSample> losses_of(const ReplicationCounts& counts) {
  return RatioSample{static_cast<double>(counts.lost_requests), static_cast<double>(counts.requests)};
}

std::optional<RatioSample> first_failure_of(const ReplicationCounts& counts) {
  if (!counts.first_failure) return std::nullopt;
  return RatioSample{in_seconds(*counts.first_failure), 1};
}

// Nothing: one of them cannot be measured, or in some replications only.
std::optional<std::vector<PairedSample>> paired_samples(const PairedTallies& tallies, SampleOf sample_of) {
  std::vector<PairedSample> samples;
  PairedSample trials;
  for (std::size_t n = 0; n < tallies.of[0].size(); ++n) {
    const auto a = sample_of(counts_of(tallies.of[0][n]));
    const auto b = sample_of(counts_of(tallies.of[1][n]));
    if (!a || !b) return std::nullopt;
    samples.push_back({*a, *b});
    trials.a.trials += a->trials;
    trials.b.trials += b->trials;
  }
  if (trials.a.trials == 0 || trials.b.trials == 0) return std::nullopt;
  return samples;
}

std::optional<Estimate> where_any(const Estimate& fraction, double trials) {
  return trials > 0 ? std::optional{fraction} : std::nullopt;
}

ComparedMetric compared_fraction(Metric metric, std::optional<Estimate> a, std::optional<Estimate> b,
                                 const PairedTallies& tallies) {
  ComparedMetric compared{metric, a, b, std::nullopt, tallies.is_deterministic()};
  const SampleOf sample_of = metric == Metric::loss_fraction ? losses_of : failures_of;
  if (const auto samples = paired_samples(tallies, sample_of))
    compared.paired = paired_fraction(*samples, tallies.a, tallies.b);
  return compared;
}

ComparedMetric compared_first_failure(const Results& a, const Results& b, const PairedTallies& tallies) {
  ComparedMetric compared{Metric::time_to_first_failure, a.first_failure.seconds, b.first_failure.seconds,
                          std::nullopt, tallies.is_deterministic()};
  if (const auto samples = paired_samples(tallies, first_failure_of))
    compared.paired = paired_ratio(*samples, tallies.a.confidence, compared.is_exact);
  return compared;
}

// The replications that both finished.
std::array<Tallies, 2> run_both(const ScenarioPair& pair, const ExperimentOptions& options) {
  std::array<Tallies, 2> tallies;
  run_points({&pair.a, &pair.b}, options, [&](PointTallies&& done) {
    tallies[done.point] = std::move(done.tallies);
    return true;
  });
  const std::size_t both = std::min(tallies[0].size(), tallies[1].size());
  for (Tallies& side : tallies) side.resize(both);
  return tallies;
}

bool is_good_when_large(Metric metric) {
  return metric == Metric::time_to_first_failure;
}

bool share_a_workload(const Scenario& a, const Scenario& b) {
  return std::any_of(a.workloads.begin(), a.workloads.end(), [&](const Workload& workload) {
    return std::any_of(b.workloads.begin(), b.workloads.end(),
                       [&](const Workload& other) { return other.name == workload.name; });
  });
}

}  // namespace

ScenarioPair pair_of(Scenario a, Scenario b) {
  std::vector<std::string> remarks;
  if (b.seed != a.seed)
    remarks.push_back(fmt::format("B runs with the seed of A, {}, not its own {}.", a.seed, b.seed));
  if (b.replications != a.replications)
    remarks.push_back(
        fmt::format("B has the replications of A, {}, not its own {}.", a.replications, b.replications));
  if (b.confidence.value() != a.confidence.value())
    remarks.push_back(fmt::format("B has the confidence of A, {:g} %.", 100 * a.confidence.value()));
  if (a.precision || b.precision)
    remarks.push_back("A comparison has a fixed number of replications: precision does not count.");
  if (a.observed() != b.observed())
    remarks.push_back(fmt::format("They are observed for different times: A for {:g} s, B for {:g} s.",
                                  in_seconds(a.observed()), in_seconds(b.observed())));
  if (a.warm_up != b.warm_up)
    remarks.push_back(fmt::format("Their warm-ups differ: {:g} s in A, {:g} s in B.", in_seconds(a.warm_up),
                                  in_seconds(b.warm_up)));
  if (!share_a_workload(a, b))
    remarks.push_back("No workload has the same name in both, so they share no random numbers.");
  b.seed = a.seed;
  b.replications = a.replications;
  b.confidence = a.confidence;
  a.precision = b.precision = std::nullopt;
  return {std::move(a), std::move(b), std::move(remarks)};
}

std::optional<BetterSide> better_side(const ComparedMetric& compared, Probability confidence) {
  if (!compared.paired || !compared.paired->is_sure(confidence)) return std::nullopt;
  const double difference = compared.paired->difference.mean;
  if (difference == 0) return std::nullopt;
  return (difference > 0) == is_good_when_large(compared.metric) ? BetterSide::b : BetterSide::a;
}

PairedResults compare(const ScenarioPair& pair, const ExperimentOptions& options) {
  PairedTallies tallies{run_both(pair, options), {}, {}};
  PairedResults comparison{summary_of(pair.a, tallies.of[0]), summary_of(pair.b, tallies.of[1]), {}};
  if (tallies.of[0].empty()) return comparison;
  tallies.a = interval_options(pair.a, tallies.of[0]);
  tallies.b = interval_options(pair.b, tallies.of[1]);
  const auto& [a, b, metrics] = comparison;
  comparison.metrics.push_back(compared_fraction(Metric::failure_fraction,
                                                 where_any(a.failure_fraction, a.attempts),
                                                 where_any(b.failure_fraction, b.attempts), tallies));
  comparison.metrics.push_back(compared_fraction(Metric::loss_fraction,
                                                 where_any(a.loss_fraction, a.requests),
                                                 where_any(b.loss_fraction, b.requests), tallies));
  comparison.metrics.push_back(compared_first_failure(a, b, tallies));
  return comparison;
}

}  // namespace portsim
