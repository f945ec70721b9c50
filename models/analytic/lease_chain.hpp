// A pool of ports as a Markov chain, when a connection keeps its port for exponential stages one after the
// other: one stage is M/M/c/c; an exponential hold and then k equal stages of TIME_WAIT stand for a constant
// TIME_WAIT (A. K. Erlang's method of stages), which they come near slowly, as 1/sqrt(k). In balance every
// such chain loses Erlang's B; it is for how the pool gets there. Poisson attempts; one that finds no port is
// lost.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "models/analytic/markov_chain.hpp"
#include "models/vocabulary/port.hpp"

namespace portsim {

// The mean length of each stage, all positive, in the unit of time of the attempt rate.
using LeaseStages = std::vector<double>;

// What has a mean of 0 has no stage.
LeaseStages hold_and_wait(double hold_mean, double wait_mean, std::int32_t wait_stages);

struct LeaseChain {
  MarkovChain chain;
  std::vector<PortCount> in_use;  // ports, in each state: none in state 0, all of them in the last ones

  double full(const ChainLaw&) const;         // the probability that every port is in use
  double in_use_mean(const ChainLaw&) const;  // ports
};

// Binomial(ports + stages, stages) states, or nothing if that is more than chain_states_max. Pools of the
// same ports and stages number their states alike, whatever the rate.
std::optional<LeaseChain> lease_chain(PortCount ports, double attempt_rate, const LeaseStages&);

}  // namespace portsim
