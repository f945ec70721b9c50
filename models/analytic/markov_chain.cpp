#include "models/analytic/markov_chain.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstddef>

#include <Eigen/SparseCore>
#include <Eigen/SparseLU>

#include "models/analytic/poisson.hpp"

namespace portsim {

namespace {

std::vector<double> exit_rates(const MarkovChain& chain) {
  std::vector<double> rates(chain.states, 0.0);
  for (const ChainTransition& each : chain.transitions) rates[each.from] += each.rate;
  return rates;
}

using SparseMatrix = Eigen::SparseMatrix<double>;

// Balance of every state but the reference, whose place the last state takes: inflow from the others less
// outflow equals minus the inflow from the reference, which counts as 1.
struct BalanceEquations {
  SparseMatrix flow;
  Eigen::VectorXd from_reference;
};
BalanceEquations balance_without(const MarkovChain& chain, ChainState reference) {
  const ChainState last = chain.states - 1;
  const auto place = [=](ChainState state) { return state == last ? reference : state; };
  std::vector<Eigen::Triplet<double>> entries;
  entries.reserve(chain.transitions.size() + chain.states);
  BalanceEquations equations{SparseMatrix(last, last), Eigen::VectorXd::Zero(last)};
  for (const ChainTransition& each : chain.transitions) {
    if (each.to == reference) continue;
    if (each.from == reference) {
      equations.from_reference[place(each.to)] -= each.rate;
    } else {
      entries.emplace_back(place(each.to), place(each.from), each.rate);
    }
  }
  const std::vector<double> exits = exit_rates(chain);
  for (ChainState state = 0; state < chain.states; ++state) {
    if (state != reference) entries.emplace_back(place(state), place(state), -exits[state]);
  }
  equations.flow.setFromTriplets(entries.begin(), entries.end());
  equations.flow.makeCompressed();
  return equations;
}

// The chain at the jumps of a Poisson stream as fast as its fastest state; in others some jumps go nowhere.
class Jumps {
 public:
  explicit Jumps(const MarkovChain& chain)
      : chain_(chain), exits_(exit_rates(chain)), rate_(*std::max_element(exits_.begin(), exits_.end())) {}

  double rate() const { return rate_; }

  ChainLaw law_after_one(const ChainLaw& law) const {
    ChainLaw after(law.size());
    for (std::size_t state = 0; state < law.size(); ++state)
      after[state] = law[state] * (1 - exits_[state] / rate_);
    for (const ChainTransition& each : chain_.transitions)
      after[each.to] += law[each.from] * (each.rate / rate_);
    return after;
  }

 private:
  const MarkovChain& chain_;
  std::vector<double> exits_;
  double rate_;
};

void add_weighted(ChainLaw& sum, double weight, const ChainLaw& law) {
  for (std::size_t state = 0; state < law.size(); ++state) sum[state] += weight * law[state];
}

double distance(const ChainLaw& a, const ChainLaw& b) {
  double sum = 0;
  for (std::size_t state = 0; state < a.size(); ++state) sum += std::fabs(a[state] - b[state]);
  return sum;
}

bool is_positive_and_finite(double value) {
  return value > 0 && std::isfinite(value);
}

}  // namespace

void MarkovChain::add(ChainState from, ChainState to, double rate) {
  assert(from >= 0 && from < states && to >= 0 && to < states && from != to && rate >= 0);
  if (rate > 0) transitions.push_back({from, to, rate});
}

std::optional<ChainLaw> stationary_law(const MarkovChain& chain, ChainState reference) {
  assert(reference >= 0 && reference < chain.states);
  if (chain.states > chain_states_max) return std::nullopt;
  if (chain.states == 1) return ChainLaw{1};
  const BalanceEquations equations = balance_without(chain, reference);
  Eigen::SparseLU<SparseMatrix> solver;
  solver.compute(equations.flow);
  if (solver.info() != Eigen::Success) return std::nullopt;
  const Eigen::VectorXd relative = solver.solve(equations.from_reference);
  if (solver.info() != Eigen::Success) return std::nullopt;
  const double sum = 1 + relative.sum();
  if (!is_positive_and_finite(sum)) return std::nullopt;
  ChainLaw law(chain.states);
  for (ChainState state = 0; state + 1 < chain.states; ++state) law[state] = relative[state] / sum;
  if (reference < chain.states - 1) law.back() = law[reference];
  law[reference] = 1 / sum;
  return law;
}

ChainLaw law_after(const MarkovChain& chain, const ChainLaw& at_first, double time) {
  assert(time >= 0 && at_first.size() == static_cast<std::size_t>(chain.states));
  constexpr double tail_negligible = 1e-20;
  constexpr double change_negligible = 1e-13;
  const Jumps jumps{chain};
  const double jumps_mean = jumps.rate() * time;
  if (jumps_mean == 0) return at_first;

  ChainLaw law(at_first.size(), 0.0);
  ChainLaw after_jumps = at_first;
  double weight_left = 1;
  for (std::int64_t count = 0;; ++count) {
    const double weight = poisson_probability(count, jumps_mean);
    add_weighted(law, weight, after_jumps);
    weight_left -= weight;
    // Beyond its mean the Poisson law falls off at least by this ratio from each number to the next.
    const double ratio = jumps_mean / static_cast<double>(count + 1);
    if (ratio < 1 && weight * ratio / (1 - ratio) < tail_negligible) return law;

    ChainLaw after_next = jumps.law_after_one(after_jumps);
    const double change = distance(after_jumps, after_next);
    after_jumps.swap(after_next);
    if (change < change_negligible) break;
  }
  add_weighted(law, weight_left, after_jumps);
  return law;
}

ChainLaw starting_in(ChainState state, const MarkovChain& chain) {
  ChainLaw law(chain.states, 0.0);
  law[state] = 1;
  return law;
}

}  // namespace portsim
