// Markov chains in continuous time, small enough to be solved as they stand: what is exact where no formula
// is known, if every time is exponential or a sequence of exponential stages. A law is the probability of
// each state. Time is in any unit, the rates per that unit.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace portsim {

using ChainState = std::int32_t;
using ChainLaw = std::vector<double>;

struct ChainTransition {
  ChainState from = 0;
  ChainState to = 0;
  double rate = 0;  // positive
};

struct MarkovChain {
  ChainState states = 0;  // numbered from 0
  std::vector<ChainTransition> transitions;

  void add(ChainState from, ChainState to, double rate);  // unless the rate is 0
};

// The largest chain that is built or solved.
inline constexpr std::int64_t chain_states_max = 150'000;

// The law in balance, of a chain in which every state leads to every other: the balance equations without
// those of one state, relative to which the others are found (sparse LU). That state must not be a rare one.
// Nothing if the chain is larger than chain_states_max, or if the equations have no finite solution. Small
// probabilities are good to about 1e-15, not to so many digits. Work and memory depend on the structure:
// 100,000 states in two dimensions take some seconds and 100 MB, 12,000 in five dimensions more than that.
std::optional<ChainLaw> stationary_law(const MarkovChain&, ChainState reference);

// The law after some time, by uniformisation (A. Jensen, 1953; W. Grassmann, 1977): the chain seen at the
// jumps of a Poisson stream as fast as its fastest state. The work grows with the fastest rate times the
// time; it ends early where one more jump changes the law by less than 1e-13 in total, in balance. Where
// rates change at given moments, go on from the law at one with the chain of the next piece.
ChainLaw law_after(const MarkovChain&, const ChainLaw& at_first, double time);

// Certainly in this state.
ChainLaw starting_in(ChainState, const MarkovChain&);

}  // namespace portsim
