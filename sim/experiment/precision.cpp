#include "sim/experiment/precision.hpp"

#include <algorithm>
#include <cmath>

#include "sim/experiment/judgement.hpp"
#include "sim/experiment/summary.hpp"

namespace portsim {

namespace {

// Below these an interval says little of itself.
constexpr int replications_min = 10;
constexpr double failures_min = 30;

// The half width is a part of the true value, which may be as much below the estimate.
double part_of_estimate(double part_of_value) {
  return part_of_value / (1 + part_of_value);
}

bool is_about_failures(Metric metric) {
  return metric == Metric::failure_fraction || metric == Metric::loss_fraction;
}

bool shows_enough(const Results& results, Metric metric) {
  const bool is_split = metric == Metric::failure_fraction && results.rare_failures;
  return is_split || !is_about_failures(metric) || results.failures * results.replications >= failures_min;
}

}  // namespace

std::optional<double> relative_half_width(const Estimate& estimate) {
  if (!estimate.low || !estimate.high || estimate.is_upper_bound) return std::nullopt;
  const double half_width = (*estimate.high - *estimate.low) / 2;
  if (half_width == 0) return 0;
  if (estimate.mean == 0) return std::nullopt;
  return half_width / std::abs(estimate.mean);
}

bool is_precise(const Precision& precision, const Results& results) {
  const auto estimate = measured(precision.of, precision.workload, results);
  const auto half_width = estimate ? relative_half_width(*estimate) : std::nullopt;
  if (!half_width) return false;
  if (*half_width == 0) return true;  // nothing is random
  return *half_width <= part_of_estimate(precision.relative.value()) &&
         results.replications >= replications_min && shows_enough(results, precision.of);
}

int replications_wanted(const Scenario& scenario, const Tallies& tallies) {
  const int now = static_cast<int>(tallies.size());
  if (!scenario.precision || now >= scenario.precision->at_most) return now;
  if (is_precise(*scenario.precision, summary_of(scenario, tallies))) return now;
  return std::min(scenario.precision->at_most, std::max(now + now / 2 + now % 2, replications_min));
}

}  // namespace portsim
