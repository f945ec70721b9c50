#include "models/analytic/retrial_chain.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <utility>

#include "models/analytic/markov_chain.hpp"

namespace portsim {

namespace {

constexpr std::int32_t waiting_max_first = 8;
constexpr std::int64_t states_max_of_several_classes = 25'000;
constexpr double truncation_negligible = 1e-13;

// The numbers of a state: ports in use, and then of each class the requests waiting, 0 to waiting_max. The
// class of a request is how often it has failed; where any retry is like another there is one class.
struct Grid {
  std::int32_t ports = 0;
  std::int32_t classes = 0;
  std::int32_t waiting_max = 0;

  std::int64_t states() const {
    std::int64_t count = std::int64_t{ports} + 1;
    for (std::int32_t i = 0; i < classes && count <= chain_states_max; ++i) count *= waiting_max + 1;
    return count;
  }
  bool is_solvable() const {
    return states() <= (classes <= 1 ? chain_states_max : states_max_of_several_classes);
  }
  std::int32_t in_use(ChainState state) const { return state % (ports + 1); }
  ChainState step(std::int32_t of_class) const {  // to the state with one more of them waiting
    ChainState step = ports + 1;
    for (std::int32_t i = 0; i < of_class; ++i) step *= waiting_max + 1;
    return step;
  }
  std::int32_t waiting(ChainState state, std::int32_t of_class) const {
    return state / step(of_class) % (waiting_max + 1);
  }
};

// From `state`, in which every port is in use, to the one in which a request has joined that class; one that
// finds no room in the truncated chain is lost.
ChainState joined(const Grid& grid, ChainState state, std::int32_t of_class) {
  return grid.waiting(state, of_class) < grid.waiting_max ? state + grid.step(of_class) : state;
}

// A first attempt that fails waits with probability `first_again`, and a retry of the last class goes on
// waiting with `last_again`; every class before that hands its failures on to the next.
MarkovChain chain_of(const RetrialPool& pool, const Grid& grid, double first_again, double last_again) {
  MarkovChain chain{static_cast<ChainState>(grid.states()), {}};
  for (ChainState state = 0; state < chain.states; ++state) {
    const std::int32_t in_use = grid.in_use(state);
    const bool is_full = in_use == grid.ports;
    if (in_use > 0) chain.add(state, state - 1, in_use / pool.lease_mean);
    if (!is_full) chain.add(state, state + 1, pool.request_rate);
    if (is_full && grid.classes > 0 && joined(grid, state, 0) != state)
      chain.add(state, joined(grid, state, 0), pool.request_rate * first_again);
    for (std::int32_t i = 0; i < grid.classes; ++i) {
      const double retries = grid.waiting(state, i) / pool.delay_mean;
      if (retries == 0) continue;
      const ChainState left = state - grid.step(i);
      if (!is_full) {
        chain.add(state, left + 1, retries);
      } else if (i + 1 < grid.classes) {
        chain.add(state, joined(grid, left, i + 1), retries);
      } else {
        chain.add(state, left, retries * (1 - last_again));
      }
    }
  }
  return chain;
}

double at_the_edge(const Grid& grid, const ChainLaw& law) {
  double sum = 0;
  for (ChainState state = 0; state < static_cast<ChainState>(law.size()); ++state) {
    bool is_at_edge = false;
    for (std::int32_t i = 0; i < grid.classes; ++i)
      is_at_edge = is_at_edge || grid.waiting(state, i) == grid.waiting_max;
    if (is_at_edge) sum += law[state];
  }
  return sum;
}

// The same numbers in a grid that counts twice as many as waiting.
ChainState in_doubled(const Grid& grid, ChainState state) {
  const Grid doubled{grid.ports, grid.classes, 2 * grid.waiting_max};
  ChainState number = grid.in_use(state);
  for (std::int32_t i = 0; i < grid.classes; ++i) number += grid.waiting(state, i) * doubled.step(i);
  return number;
}

struct Balance {
  Grid grid;
  ChainLaw law;
};
std::optional<Balance> balance_of(const RetrialPool& pool, std::int32_t classes, double first_again,
                                  double last_again) {
  Grid grid{static_cast<std::int32_t>(pool.ports), classes, waiting_max_first};
  ChainState likely =
      static_cast<ChainState>(std::min<double>(pool.ports, std::floor(pool.request_rate * pool.lease_mean)));
  while (grid.is_solvable()) {
    std::optional<ChainLaw> law = stationary_law(chain_of(pool, grid, first_again, last_again), likely);
    if (!law) return std::nullopt;
    if (at_the_edge(grid, *law) < truncation_negligible) return Balance{grid, std::move(*law)};
    likely =
        in_doubled(grid, static_cast<ChainState>(std::max_element(law->begin(), law->end()) - law->begin()));
    grid.waiting_max *= 2;
  }
  return std::nullopt;
}

struct Waiting {
  double mean = 0;
  double while_full = 0;  // the part of the mean from the states in which every port is in use
};
Waiting waiting_of(const Balance& balance, std::int32_t of_class) {
  Waiting sum;
  for (ChainState state = 0; state < static_cast<ChainState>(balance.law.size()); ++state) {
    const double waiting = balance.law[state] * balance.grid.waiting(state, of_class);
    sum.mean += waiting;
    if (balance.grid.in_use(state) == balance.grid.ports) sum.while_full += waiting;
  }
  return sum;
}

ExactRetrials seen_in(const Balance& balance) {
  ExactRetrials found{{0}};
  for (ChainState state = 0; state < static_cast<ChainState>(balance.law.size()); ++state) {
    const std::int32_t in_use = balance.grid.in_use(state);
    found.in_use_mean += balance.law[state] * in_use;
    if (in_use == balance.grid.ports) found.failing[0] += balance.law[state];
  }
  for (std::int32_t i = 0; i < balance.grid.classes; ++i) {
    const Waiting waiting = waiting_of(balance, i);
    found.waiting_mean += waiting.mean;
    found.failing.push_back(waiting.mean > 0 ? waiting.while_full / waiting.mean : 0);
  }
  return found;
}

[[maybe_unused]] bool is_pool(const RetrialPool& pool) {
  return pool.ports > 0 && pool.request_rate > 0 && pool.lease_mean > 0 && pool.delay_mean > 0;
}

}  // namespace

std::optional<ExactRetrials> exact_retrials_persistent(const RetrialPool& pool, Probability persistence) {
  assert(is_pool(pool));
  const double again = persistence.value();
  if (again == 1 && pool.request_rate * pool.lease_mean >= pool.ports) return std::nullopt;
  const std::optional<Balance> balance = balance_of(pool, 1, again, again);
  if (!balance) return std::nullopt;
  ExactRetrials found = seen_in(*balance);
  const double retries_failing = waiting_of(*balance, 0).while_full / pool.delay_mean;
  found.lost = (1 - again) * (found.failing[0] + retries_failing / pool.request_rate);
  return found;
}

std::optional<ExactRetrials> exact_retrials_limited(const RetrialPool& pool, std::int32_t attempts_max) {
  assert(is_pool(pool) && attempts_max >= 1);
  const std::optional<Balance> balance = balance_of(pool, attempts_max - 1, 1, 0);
  if (!balance) return std::nullopt;
  ExactRetrials found = seen_in(*balance);
  found.lost = attempts_max == 1 ? found.failing[0]
                                 : waiting_of(*balance, attempts_max - 2).while_full /
                                       (pool.delay_mean * pool.request_rate);
  return found;
}

}  // namespace portsim
