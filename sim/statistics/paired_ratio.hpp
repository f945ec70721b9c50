// Two ratios measured side by side, such as the failure fractions of two settings: replication n of both was
// given the same random numbers, so what chance does to both cancels in their difference (A. Law, Simulation
// Modeling and Analysis, section 11.2: common random numbers). Intervals come from the paired residuals, with
// Student's t; a pairing without common numbers is only wider, never wrong.
#pragma once

#include <optional>
#include <span>

#include "models/vocabulary/probability.hpp"

#include "sim/statistics/estimate.hpp"
#include "sim/statistics/ratio_estimate.hpp"

namespace portsim {

struct PairedSample {  // of one replication
  RatioSample a;
  RatioSample b;
};

struct PairedEstimate {
  Estimate difference;  // b less a
  // b over a; infinite, with a lower limit only, where a has no event. Nothing: neither has.
  std::optional<Estimate> ratio;
  // How often chance alone would make the two differ by so much or more. Nothing: one replication cannot say.
  std::optional<double> chance;
  std::optional<double> correlation;  // of what chance does to a and to b
  // How many times wider the interval of the difference would be with independent replications.
  std::optional<double> narrowing;
  // Where the difference may be chance: if it is what it seems, so many replications show it in nine of ten
  // cases.
  std::optional<double> replications_needed;

  bool is_sure(Probability confidence) const { return chance && *chance < 1 - confidence.value(); }
};

// Any ratio, also a mean: events per trial of one. `is_deterministic`: both are.
PairedEstimate paired_ratio(std::span<const PairedSample> replications, Probability confidence,
                            bool is_deterministic);

// Fractions, events being some of the trials. Where one of them has no event, or nothing else, its
// replications do not tell how uncertain it is: then the interval comes from the bound of either at half the
// error (Bonferroni), and `chance` from a sign test. Both have trials.
PairedEstimate paired_fraction(std::span<const PairedSample> replications, const IntervalOptions& a,
                               const IntervalOptions& b);

}  // namespace portsim
