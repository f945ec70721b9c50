// A real kernel's run beside the model's: the same scenario and the same arrivals are simulated many times,
// with the kernel's own chance (where its timers stand, which ports it picks) drawn anew in each, and the
// measured run is judged as one more of them.
//
// The interval of a figure is from the least to the most of n simulated runs. If the model is right, the
// measured run is as likely as each of them to be the least or the most, so it lies within with probability
// (n - 1)/(n + 1) at least, whatever the distribution (S. Wilks, "Determination of sample sizes for setting
// tolerance limits", 1941): 99 % for 199 runs.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

#include "models/vocabulary/duration.hpp"
#include "models/vocabulary/probability.hpp"

#include "sim/experiment/experiment.hpp"
#include "sim/experiment/live_measurement.hpp"
#include "sim/scenario/scenario.hpp"

namespace portsim {

inline constexpr int twin_runs = 199;
inline constexpr Probability twin_confidence{0.99};

// One run, measured or simulated. Attempts before the end of the warm-up do not count.
struct RunFigures {
  double attempts = 0;
  double failures = 0;
  std::optional<Duration> first_failure;  // since the run began, of the whole run
  double time_wait_peak = 0;              // of the whole run, at the sampled instants
  std::vector<double> attempts_in_span;   // of the whole run
  std::vector<double> failures_in_span;
  std::vector<double> time_wait_at_end_of_span;

  double failure_fraction() const { return attempts > 0 ? failures / attempts : 0; }
};

// Of one more run like those that were simulated.
struct Prediction {
  double mean = 0;
  double low = 0;
  double high = 0;

  bool contains(double value, double margin = 0) const {
    return low - margin <= value && value <= high + margin;
  }
};

struct TwinPrediction {
  int runs = 0;
  Prediction attempts;
  Prediction failures;
  Prediction failure_fraction;
  std::optional<Prediction> first_failure_s;  // nothing: not every run has one
  Prediction time_wait_peak;
  std::vector<Prediction> failures_in_span;
  std::vector<Prediction> time_wait_at_end_of_span;
};

// How late attempts were made.
struct Lateness {
  Duration half{};  // the median
  Duration of_99_percent{};
  Duration most{};
};

struct LiveComparison {
  Duration span{};  // the curves are of spans of equal length; the last may be shorter
  RunFigures measured;
  TwinPrediction predicted;                   // wherever the timers stand
  std::optional<TwinPrediction> with_phases;  // where they stood in the measured run, if that is known
  Lateness lateness;

  // The machine was too busy to say anything: more than one attempt in a hundred was this late. TIME_WAIT
  // ends at ticks some seconds apart, so that less changes little.
  static constexpr Duration lateness_max = 50ms;
  bool is_too_late() const { return lateness.of_99_percent > lateness_max; }
  // What lateness moves over a tick of the timers: one attempt, or one in a thousand.
  double margin() const { return std::max(1 / std::max(measured.attempts, 1.0), 0.001); }
  bool is_inside() const { return predicted.failure_fraction.contains(measured.failure_fraction()); }
  bool agrees() const { return predicted.failure_fraction.contains(measured.failure_fraction(), margin()); }
};

// A round length of at most 20 spans.
Duration span_of(Duration run);

// What the scenario asks for on this kernel, by one simulated run.
struct LiveDemand {
  std::int64_t attempts = 0;
  double attempts_per_second = 0;  // in the busiest second
  std::int64_t live = 0;           // connections at once
};
LiveDemand demand_of(const Scenario&);

// `scenario` is what the kernel ran. Nothing: stopped.
std::optional<LiveComparison> compare_live(const Scenario& scenario, const LiveMeasurement&,
                                           const ExperimentOptions&);

}  // namespace portsim
