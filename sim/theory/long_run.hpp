// What the laws of Poisson attempts share: the long run of a pool whose ports are all tried, and whether a
// run has come to it.
#pragma once

#include <string>

#include "sim/scenario/scenario.hpp"
#include "sim/theory/pool_demand.hpp"
#include "sim/theory/pool_laws.hpp"

namespace portsim {

// A fraction of each destination's attempts, weighted by its share of them.
template <class Fraction>
double over_destinations(const PoolDemand& pool, Fraction fraction) {
  const double of_pool = pool.rate();
  double overall = 0;
  for (const DestinationDemand& destination : pool.destinations)
    overall += destination.rate() / of_pool * fraction(destination);
  return overall;
}

// Poisson attempts of a constant rate throughout, none of them a retry, for connections that all end.
bool is_long_run_of_poisson(const PoolDemand&, const Scenario&);

// Of each destination by itself.
double erlang_b_of(const PoolDemand&);

// The verdict with what it says of the long run held against the simulation, or with the reason why not.
PoolVerdict in_the_long_run(PoolVerdict, const PoolDemand&, const Scenario&);

// Erlang B for Poisson attempts, held against the simulation where the run has come to it; a range while
// failures come in waves. The note says why not, and nothing else.
PoolVerdict erlang_b_in_the_long_run(const PoolDemand&, const Scenario&);

// Of a verdict that is a range; otherwise nothing.
std::string told_of_waves(const PoolVerdict&);

std::string compared_with_erlang_b(const PoolDemand&);

}  // namespace portsim
