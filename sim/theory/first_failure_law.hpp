// When theory says that the first connect of a run fails: a host that starts with every port free, Poisson
// attempts, and no port back yet.
#pragma once

#include <optional>

#include "sim/scenario/scenario.hpp"
#include "sim/statistics/estimate.hpp"
#include "sim/statistics/quantile_estimate.hpp"
#include "sim/theory/analytic_result.hpp"
#include "sim/theory/pool_demand.hpp"

namespace portsim {

// Nothing: the law does not apply, or what it says ends before any failure is likely.
std::optional<FirstFailureLaw> first_failure_law(const PoolDemand& only_pool, const Scenario&);

// Says whether the simulated median, and the fraction of the runs that had a failure, agree. Nothing for
// either: there is no such estimate.
void lay_beside(FirstFailureLaw&, const std::optional<QuantileEstimate>& median,
                const std::optional<Estimate>& any_failure);

}  // namespace portsim
