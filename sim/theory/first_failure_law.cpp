#include "sim/theory/first_failure_law.hpp"

#include <algorithm>

#include "models/analytic/cold_start.hpp"

#include "sim/theory/beyond_closed_forms.hpp"
#include "sim/theory/law_conditions.hpp"

namespace portsim {

namespace {

// Until a port comes back there is nothing to choose: every attempt gets a new port while there is one. What
// becomes of those that fail, also whether they are made again, is of no account.
bool takes_each_port_once(const PoolDemand& pool, const Scenario& scenario) {
  return pool.ports > 0 && pool.destinations.size() == 1 && !takes_turns(pool) &&
         is_steady_poisson(pool, scenario) && (tries_every_port(pool) || has_moving_cursor(pool)) &&
         !why_beyond_closed_forms(pool, scenario);
}

// Seconds after which the first port may be back: the constant part of a lease, TIME_WAIT at its shortest.
double first_return(const PoolDemand& pool) {
  const auto& workloads = pool.destinations.front().workloads;
  const auto shortest = [](const WorkloadDemand& demand) {
    return demand.lease.constant - in_seconds(demand.besides_hold.rounding);
  };
  double earliest = shortest(workloads.front());
  for (const WorkloadDemand& demand : workloads) earliest = std::min(earliest, shortest(demand));
  return std::max(0.0, earliest);
}

bool contains(const std::optional<double>& low, const std::optional<double>& high, double least,
              double most) {
  return low && *low <= most && (!high || least <= *high);
}

}  // namespace

std::optional<FirstFailureLaw> first_failure_law(const PoolDemand& pool, const Scenario& scenario) {
  if (!takes_each_port_once(pool, scenario)) return std::nullopt;
  const ColdStart start{pool.ports, pool.rate()};
  const double run = in_seconds(scenario.duration);
  const double known_until = std::min(run, first_return(pool));
  FirstFailureLaw law{.failing_runs_min = failure_by(start, known_until)};
  law.failing_runs_max = known_until < run ? failure_by(start, run) : law.failing_runs_min;
  constexpr Probability half{0.5};
  const double median = first_failure_quantile(start, half);
  if (median <= known_until) law.median = median;
  const bool says_nothing = known_until < run && !law.median;
  return says_nothing ? std::nullopt : std::optional{law};
}

void lay_beside(FirstFailureLaw& law, const std::optional<QuantileEstimate>& median,
                const std::optional<Estimate>& any_failure) {
  law.agrees.reset();
  if (law.median && median && median->coverage)
    law.agrees = contains(median->low, median->high, *law.median, *law.median);
  if (any_failure)
    law.agrees = law.agrees.value_or(true) &&
                 contains(any_failure->low, any_failure->high, law.failing_runs_min, law.failing_runs_max);
}

}  // namespace portsim
