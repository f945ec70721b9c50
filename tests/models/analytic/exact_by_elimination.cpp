#include "tests/models/analytic/exact_by_elimination.hpp"

#include <numeric>
#include <vector>

namespace portsim {

// Leaving out the last state, its transitions are passed on to those it leads to; until one state is left.
ChainLaw stationary_by_elimination(const MarkovChain& chain) {
  const auto states = static_cast<std::size_t>(chain.states);
  std::vector<std::vector<double>> rate(states, std::vector<double>(states, 0.0));
  for (const ChainTransition& each : chain.transitions) rate[each.from][each.to] += each.rate;
  for (std::size_t last = states - 1; last > 0; --last) {
    const double exit = std::accumulate(rate[last].begin(), rate[last].begin() + last, 0.0);
    for (std::size_t from = 0; from < last; ++from) {
      rate[from][last] /= exit;
      if (rate[from][last] == 0) continue;
      for (std::size_t to = 0; to < last; ++to) rate[from][to] += rate[from][last] * rate[last][to];
    }
  }
  ChainLaw law(states, 0.0);
  law[0] = 1;
  for (std::size_t state = 1; state < states; ++state) {
    for (std::size_t from = 0; from < state; ++from) law[state] += law[from] * rate[from][state];
  }
  const double sum = std::accumulate(law.begin(), law.end(), 0.0);
  for (double& probability : law) probability /= sum;
  return law;
}

}  // namespace portsim
