#include "sim/experiment/live_twin.hpp"

#include <algorithm>
#include <atomic>
#include <mutex>

#include "sim/experiment/parallel.hpp"
#include "sim/experiment/twin_tally.hpp"
#include "sim/host/observed_simulation.hpp"
#include "sim/host/port_pool.hpp"

namespace portsim {

namespace {

std::size_t span_count(const Scenario& scenario) {
  const Duration span = span_of(scenario.duration);
  return static_cast<std::size_t>((scenario.duration + span - Duration{1}) / span);
}

class FiguresDraft {
 public:
  explicit FiguresDraft(const Scenario& scenario) : scenario_{scenario}, span_{span_of(scenario.duration)} {
    figures_.attempts_in_span.resize(span_count(scenario));
    figures_.failures_in_span.resize(span_count(scenario));
  }

  void add_attempt(SimTime due, bool is_failure) {
    const Duration at = due.since_start();
    const auto span = static_cast<std::size_t>(at / span_);
    ++figures_.attempts_in_span[span];
    figures_.failures_in_span[span] += is_failure;
    if (is_failure && !figures_.first_failure) figures_.first_failure = at;
    if (at < scenario_.warm_up) return;
    ++figures_.attempts;
    figures_.failures += is_failure;
  }

  // `level_at`: the number of a sample -> the level.
  template <class LevelAt>
  RunFigures with_time_wait(std::size_t samples, LevelAt level_at) && {
    for (std::size_t n = 0; n < samples; ++n)
      figures_.time_wait_peak = std::max(figures_.time_wait_peak, static_cast<double>(level_at(n)));
    for (std::size_t n = 1; n <= figures_.attempts_in_span.size() && samples > 0; ++n) {
      const Duration end = std::min(span_ * static_cast<std::int64_t>(n), scenario_.duration);
      const auto sample = std::min(static_cast<std::size_t>(end / sample_spacing), samples - 1);
      figures_.time_wait_at_end_of_span.push_back(static_cast<double>(level_at(sample)));
    }
    return std::move(figures_);
  }

 private:
  const Scenario& scenario_;
  Duration span_;
  RunFigures figures_;
};

RunFigures measured_figures(const Scenario& scenario, const LiveMeasurement& measured) {
  FiguresDraft draft{scenario};
  for (const LiveAttempt& attempt : measured.attempts) draft.add_attempt(attempt.due, attempt.is_failure());
  const auto& samples = measured.time_wait;
  return std::move(draft).with_time_wait(samples.size(), [&](std::size_t n) { return samples[n].entries; });
}

// The arrivals are those of replication 0, as the kernel gets them, in each of the runs.
TwinTally simulated(const Scenario& scenario, std::uint64_t run) {
  TwinTally tally{scenario.duration};
  const RunId id{.seed = scenario.seed, .replication = 0, .host_split = run};
  ObservedSimulation simulation{scenario, id, tally};
  simulation.run_until(SimTime{scenario.duration});
  return tally;
}

RunFigures simulated_figures(const Scenario& scenario, std::uint64_t run) {
  const TwinTally tally = simulated(scenario, run);
  FiguresDraft draft{scenario};
  for (const TwinAttempt& attempt : tally.attempts()) draft.add_attempt(attempt.when, attempt.is_failure);
  const auto levels = tally.time_wait();
  return std::move(draft).with_time_wait(levels.size(), [&](std::size_t n) { return levels[n]; });
}

template <class Figure>
Prediction prediction_of(const std::vector<RunFigures>& runs, Figure figure) {
  Prediction prediction{0, figure(runs.front()), figure(runs.front())};
  for (const RunFigures& run : runs) {
    const double value = figure(run);
    prediction.mean += value;
    prediction.low = std::min(prediction.low, value);
    prediction.high = std::max(prediction.high, value);
  }
  // Of equal values the mean is that value, whatever the rounding.
  prediction.mean =
      std::clamp(prediction.mean / static_cast<double>(runs.size()), prediction.low, prediction.high);
  return prediction;
}

TwinPrediction prediction_of(const std::vector<RunFigures>& runs) {
  TwinPrediction twin{
      .runs = static_cast<int>(runs.size()),
      .attempts = prediction_of(runs, [](const auto& run) { return run.attempts; }),
      .failures = prediction_of(runs, [](const auto& run) { return run.failures; }),
      .failure_fraction = prediction_of(runs, [](const auto& run) { return run.failure_fraction(); }),
      .time_wait_peak = prediction_of(runs, [](const auto& run) { return run.time_wait_peak; })};
  if (std::all_of(runs.begin(), runs.end(), [](const auto& run) { return run.first_failure.has_value(); }))
    twin.first_failure_s =
        prediction_of(runs, [](const auto& run) { return in_seconds(*run.first_failure); });
  for (std::size_t n = 0; n < runs.front().attempts_in_span.size(); ++n) {
    twin.failures_in_span.push_back(
        prediction_of(runs, [=](const auto& run) { return run.failures_in_span[n]; }));
    twin.time_wait_at_end_of_span.push_back(
        prediction_of(runs, [=](const auto& run) { return run.time_wait_at_end_of_span[n]; }));
  }
  return twin;
}

// Where the timers stand is drawn unless the scenario states it. Nothing: stopped.
std::optional<TwinPrediction> predicted(const Scenario& scenario, const ExperimentOptions& options) {
  std::vector<RunFigures> runs(twin_runs);
  std::atomic<int> next{0};
  int finished = 0;
  std::mutex telling;
  on_threads(options.threads, twin_runs, [&] {
    while (!(options.stop && *options.stop)) {
      const int run = next++;
      if (run >= twin_runs) return;
      runs[static_cast<std::size_t>(run)] = simulated_figures(scenario, static_cast<std::uint64_t>(run));
      const std::lock_guard lock{telling};
      ++finished;
      if (options.progress) options.progress({finished, twin_runs, double(finished) / twin_runs});
    }
  });
  if (finished < twin_runs) return std::nullopt;
  return prediction_of(runs);
}

Lateness lateness_of(const LiveMeasurement& measured) {
  std::vector<Duration> slips;
  for (const LiveAttempt& attempt : measured.attempts) slips.push_back(attempt.slip);
  if (slips.empty()) return {};
  std::sort(slips.begin(), slips.end());
  const auto at = [&](std::size_t percent) { return slips[(slips.size() * percent + 99) / 100 - 1]; };
  return {at(50), at(99), slips.back()};
}

}  // namespace

Duration span_of(Duration run) {
  constexpr std::int64_t spans_max = 20;
  constexpr Duration round[] = {1s, 2s, 5s, 10s, 15s, 20s, 30s, 60s};
  for (const Duration span : round)
    if (span * spans_max >= run) return span;
  return run / spans_max + Duration{1};
}

LiveDemand demand_of(const Scenario& scenario) {
  const TwinTally tally = simulated(scenario, 0);
  LiveDemand demand{.attempts = static_cast<std::int64_t>(tally.attempts().size()),
                    .live = tally.live_at_most()};
  std::vector<std::int64_t> in_second(static_cast<std::size_t>(scenario.duration / 1s) + 1);
  for (const TwinAttempt& attempt : tally.attempts())
    ++in_second[static_cast<std::size_t>(attempt.when.since_start() / 1s)];
  demand.attempts_per_second = static_cast<double>(*std::max_element(in_second.begin(), in_second.end()));
  return demand;
}

std::optional<LiveComparison> compare_live(const Scenario& scenario, const LiveMeasurement& measured,
                                           const ExperimentOptions& options) {
  LiveComparison comparison{.span = span_of(scenario.duration),
                            .measured = measured_figures(scenario, measured),
                            .lateness = lateness_of(measured)};
  const auto anywhere = predicted(scenario, options);
  if (!anywhere) return std::nullopt;
  comparison.predicted = *anywhere;
  if (measured.phases.time_wait) {
    Scenario with_phases = scenario;
    with_phases.hosts.front().phases = measured.phases;
    comparison.with_phases = predicted(with_phases, options);
    if (!comparison.with_phases) return std::nullopt;
  }
  return comparison;
}

}  // namespace portsim
