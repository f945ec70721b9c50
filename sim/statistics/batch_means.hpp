// Batch means: one long run, cut into parts of equal length, as if each were a replication of its own (A.
// Law, Simulation Modeling and Analysis, section 9.5.3). That holds as far as the parts do not depend on each
// other: neighbours are merged until they hardly do, which their lag-1 correlation tells.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "sim/statistics/ratio_estimate.hpp"

namespace portsim {

// Fewer say little of themselves.
inline constexpr int batches_min = 30;

// Of the residuals events - ratio x trials of successive samples; 0 where there are none.
double lag_one_correlation(std::span<const RatioSample>);

// More positive than independent samples are in four of five cases. (A stricter test would let more pass that
// are correlated, and their interval would be too narrow.)
bool are_correlated(std::span<const RatioSample>);

// Each `together` of them as one; those that are left over at the end are left out.
std::vector<RatioSample> merged(std::span<const RatioSample>, int together);

// How many successive samples make a batch that is hardly correlated with the next: `at_least`, or twice,
// four times, ... as many. Nothing: batches_min of them still are.
std::optional<int> uncorrelated_together(std::span<const RatioSample>, int at_least);

}  // namespace portsim
