#include "models/analytic/lease_chain.hpp"

#include <cassert>
#include <cstddef>

namespace portsim {

namespace {

// A state is how many ports are in the first stage, in the first two, ..., in all: u(1) <= u(2) <= ... <=
// u(k). With u(i) + i - 1 for the i-th it is a set of k different numbers, and is numbered by the
// combinatorial number system: the sum of binomial(u(i) + i - 1, i). The numbers in use thus never decrease
// from state to state.
using UpToStage = std::vector<PortCount>;

// Nothing if the number of states is too large.
std::optional<std::int64_t> count_states(PortCount ports, std::size_t stages) {
  std::int64_t states = 1;  // binomial(ports + i, i)
  for (std::size_t i = 1; i <= stages; ++i) {
    states = states * static_cast<std::int64_t>(ports + i) / static_cast<std::int64_t>(i);
    if (states > chain_states_max) return std::nullopt;
  }
  return states;
}

// The state after this one, in the order of the numbers.
void advance(UpToStage& state) {
  std::size_t i = 0;
  while (i + 1 < state.size() && state[i] == state[i + 1]) state[i++] = 0;
  ++state[i];
}

// binomial(n + i - 1, i) for each i-th stage and each n up to the number of ports: by how much the number of
// a state in which n ports are in the first i stages exceeds that of one in which none are.
class StateNumbers {
 public:
  StateNumbers(PortCount ports, std::size_t stages) {
    std::vector<ChainState> row(ports + 1);
    for (PortCount n = 0; n <= ports; ++n) row[n] = static_cast<ChainState>(n);
    terms_.push_back(row);
    while (terms_.size() < stages) {
      for (PortCount n = 1; n <= ports; ++n) row[n] += row[n - 1];
      terms_.push_back(row);
    }
  }

  ChainState of(const UpToStage& state) const {
    ChainState number = 0;
    for (std::size_t i = 0; i < state.size(); ++i) number += terms_[i][state[i]];
    return number;
  }
  // Of the state in which one port less is in the first stages up to this one: a port has gone on from it.
  ChainState after_leaving(std::size_t stage, ChainState number, const UpToStage& state) const {
    return number - terms_[stage][state[stage]] + terms_[stage][state[stage] - 1];
  }

 private:
  std::vector<std::vector<ChainState>> terms_;
};

}  // namespace

LeaseStages hold_and_wait(double hold_mean, double wait_mean, std::int32_t wait_stages) {
  assert(hold_mean >= 0 && wait_mean >= 0 && wait_stages >= 1);
  LeaseStages stages;
  if (hold_mean > 0) stages.push_back(hold_mean);
  if (wait_mean > 0) stages.insert(stages.end(), wait_stages, wait_mean / wait_stages);
  return stages;
}

double LeaseChain::full(const ChainLaw& law) const {
  double sum = 0;
  for (std::size_t state = law.size(); state > 0 && in_use[state - 1] == in_use.back(); --state)
    sum += law[state - 1];
  return sum;
}

double LeaseChain::in_use_mean(const ChainLaw& law) const {
  double mean = 0;
  for (std::size_t state = 0; state < law.size(); ++state) mean += law[state] * in_use[state];
  return mean;
}

std::optional<LeaseChain> lease_chain(PortCount ports, double attempt_rate, const LeaseStages& stages) {
  assert(attempt_rate >= 0 && !stages.empty());
  const std::optional<std::int64_t> states = count_states(ports, stages.size());
  if (!states) return std::nullopt;
  LeaseChain pool{{static_cast<ChainState>(*states), {}}, {}};
  const StateNumbers numbers{ports, stages.size()};
  UpToStage state(stages.size(), 0);
  for (ChainState number = 0; number < pool.chain.states; ++number, advance(state)) {
    pool.in_use.push_back(state.back());
    if (state.back() < ports) {
      UpToStage with_one_more = state;
      for (PortCount& up_to_stage : with_one_more) ++up_to_stage;
      pool.chain.add(number, numbers.of(with_one_more), attempt_rate);
    }
    PortCount before = 0;
    for (std::size_t stage = 0; stage < stages.size(); before = state[stage++]) {
      const PortCount in_stage = state[stage] - before;
      if (in_stage == 0) continue;
      pool.chain.add(number, numbers.after_leaving(stage, number, state), in_stage / stages[stage]);
    }
  }
  return pool;
}

}  // namespace portsim
