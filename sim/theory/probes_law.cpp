#include "sim/theory/probes_law.hpp"

#include <variant>

#include "models/analytic/erlang_b.hpp"
#include "models/analytic/port_probes.hpp"
#include "models/analytic/random_picks.hpp"

#include "sim/theory/law_conditions.hpp"
#include "sim/theory/long_run.hpp"

namespace portsim {

namespace {

template <class Spec>
bool selects_by(const PoolDemand& pool) {
  return pool.selections.size() == 1 && std::holds_alternative<Spec>(pool.selections.front());
}

// P(lease > seconds) over the attempts of a destination.
double lease_exceeds(const DestinationDemand& destination, double seconds) {
  double share = 0;
  for (const WorkloadDemand& demand : destination.workloads) {
    const double rest = seconds - demand.lease.constant;
    const double exceeds = demand.lease.rest_exceeds ? demand.lease.rest_exceeds(rest) : 0;
    share += demand.rate / destination.rate() * (rest < 0 ? 1 : exceeds);
  }
  return share;
}

}  // namespace

std::optional<double> probes_law(const PoolDemand& pool, const Scenario& scenario) {
  if (!is_long_run_of_poisson(pool, scenario) || pool.destinations.size() > 1 || takes_turns(pool) ||
      pool.rules.binds_first || pool.occupied > 0) {
    return std::nullopt;
  }
  if (selects_by<RandomPickSpec>(pool)) return random_picks_probes(pool.ports, pool.load());
  // Who meets a full pool looks at all ports.
  constexpr double hardly_any = 1e-6;
  const bool is_in_order = selects_by<SeqSmartSpec>(pool) || selects_by<DoubleHashSpec>(pool);
  if (!is_in_order || erlang_b(pool.ports, pool.load()) > hardly_any) return std::nullopt;
  return in_order_probes(pool.ports, pool.rate(),
                         [&](double seconds) { return lease_exceeds(pool.destinations.front(), seconds); });
}

}  // namespace portsim
