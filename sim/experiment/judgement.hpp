// Whether what was found meets what was demanded.
#pragma once

#include <cstdint>
#include <optional>

#include "sim/experiment/results.hpp"
#include "sim/scenario/scenario.hpp"
#include "sim/scenario/threshold.hpp"

namespace portsim {

// What a threshold is about, of one workload or all together; failures that are too rare for the replications
// as splitting estimates them. Nothing: there was nothing to measure.
std::optional<Estimate> measured(Metric, std::optional<std::uint32_t> workload, const Results&);

// By the point estimate; uncertain when the interval straddles the threshold. A first failure that never came
// is later than any time.
ThresholdResult judge(const Threshold& threshold, const Results& results);

void judge_all(const Scenario&, Results&);

// By the point estimates.
bool meets_all(const Results&);

// All connects together, which reports tell of before any threshold.
bool is_about_all_failures(const Threshold&);

}  // namespace portsim
