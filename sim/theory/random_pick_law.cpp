// Ports picked at random until one can be used, as often as there are ports: RFC 6056's algorithm 2.
#include "models/analytic/random_picks.hpp"

#include "sim/theory/law_conditions.hpp"
#include "sim/theory/laws.hpp"
#include "sim/theory/long_run.hpp"

namespace portsim {

// The formula knows one kind of port in use, and picks among all ports of the range.
std::optional<PoolVerdict> random_pick_law(const PoolDemand& pool, const Scenario& scenario) {
  const bool picks =
      pool.selections.size() == 1 && std::holds_alternative<RandomPickSpec>(pool.selections[0]);
  if (!picks || !is_long_run_of_poisson(pool, scenario) || pool.rules.binds_first) return std::nullopt;
  const bool is_whole_range = pool.ports == pool.host->behaviour.ports().size();
  if (pool.destinations.size() > 1 || !is_whole_range) return std::nullopt;
  PoolVerdict verdict{
      .model = "random picks",
      .failure_fraction = random_picks_loss(pool.ports, pool.load()),
      .note =
          "As many ports are picked at random as there are, and with u of n in use all picks are taken "
          "with probability (u/n)^n. " +
          compared_with_erlang_b(pool)};
  if (takes_turns(pool)) return verdict;
  return in_the_long_run(std::move(verdict), pool, scenario);
}

}  // namespace portsim
