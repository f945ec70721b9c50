// Expected values: closed forms, and elimination without subtractions.
#include "models/analytic/markov_chain.hpp"

#include <cmath>
#include <numeric>

#include <catch2/catch.hpp>

#include "tests/models/analytic/exact_by_elimination.hpp"

using namespace portsim;

namespace {

// On for a mean 1/off, off for a mean 1/on.
MarkovChain on_off(double on, double off) {
  MarkovChain chain{2, {}};
  chain.add(0, 1, on);
  chain.add(1, 0, off);
  return chain;
}

// Rates that span six powers of ten, one way round a ring and with shortcuts, the same every time.
MarkovChain uneven_ring(ChainState states) {
  MarkovChain chain{states, {}};
  for (ChainState state = 0; state < states; ++state) {
    chain.add(state, (state + 1) % states, std::pow(10.0, state % 7 - 3));
    if (state % 3 == 0) chain.add(state, (state + states / 2) % states, 0.37 * (1 + state % 5));
  }
  return chain;
}

double total(const ChainLaw& law) {
  return std::accumulate(law.begin(), law.end(), 0.0);
}

}  // namespace

TEST_CASE("A chain of two states is in each as long as the other's way back takes", "[analytic]") {
  const ChainState reference = GENERATE(0, 1);
  const ChainLaw law = stationary_law(on_off(3, 1), reference).value();
  CHECK(law[0] == Approx(0.25).epsilon(1e-15));
  CHECK(law[1] == Approx(0.75).epsilon(1e-15));
}

TEST_CASE("The sparse solution is that of elimination without subtractions", "[analytic]") {
  const MarkovChain chain = uneven_ring(100);
  const ChainLaw expected = stationary_by_elimination(chain);
  const ChainState reference = GENERATE(0, 42, 99);
  const ChainLaw law = stationary_law(chain, reference).value();
  REQUIRE(law.size() == 100);
  for (std::size_t state = 0; state < 100; ++state) {
    CAPTURE(reference, state);
    CHECK(law[state] == Approx(expected[state]).epsilon(1e-12).margin(1e-15));
  }
}

TEST_CASE("Elimination keeps the digits of the smallest probability", "[analytic]") {
  // M/M/1 with room for 30: (1/10)^n, down to 1e-30.
  MarkovChain chain{31, {}};
  for (ChainState state = 0; state < 30; ++state) {
    chain.add(state, state + 1, 1);
    chain.add(state + 1, state, 10);
  }
  const ChainLaw law = stationary_by_elimination(chain);
  CHECK(law[30] == Approx(0.9e-30).epsilon(1e-12).margin(0));
}

TEST_CASE("A chain that falls into parts has no one balance", "[analytic]") {
  MarkovChain chain{4, {}};
  chain.add(0, 1, 1);
  chain.add(1, 0, 1);
  chain.add(2, 3, 1);
  chain.add(3, 2, 1);
  CHECK_FALSE(stationary_law(chain, 0));
}

TEST_CASE("A chain of one state is in it", "[analytic]") {
  CHECK(stationary_law({1, {}}, 0) == ChainLaw{1});
  CHECK(law_after({1, {}}, {1}, 5) == ChainLaw{1});
}

TEST_CASE("A chain too large to be solved is refused", "[analytic]") {
  MarkovChain chain{static_cast<ChainState>(chain_states_max + 1), {}};
  CHECK_FALSE(stationary_law(chain, 0));
}

TEST_CASE("A chain of two states settles exponentially", "[analytic]") {
  const MarkovChain chain = on_off(3, 1);
  for (const double time : {0.0, 1e-6, 0.1, 1.0, 5.0, 1000.0}) {
    CAPTURE(time);
    const ChainLaw law = law_after(chain, starting_in(0, chain), time);
    CHECK(law[1] == Approx(-0.75 * std::expm1(-4 * time)).epsilon(1e-12).margin(0));
    CHECK(total(law) == Approx(1).epsilon(1e-12));
  }
}

TEST_CASE("Where rates change the law goes on from piece to piece", "[analytic]") {
  const ChainLaw first = law_after(on_off(3, 1), {1, 0}, 0.3);
  const ChainLaw second = law_after(on_off(0, 2), first, 0.4);
  CHECK(second[1] == Approx(-0.75 * std::expm1(-1.2) * std::exp(-0.8)).epsilon(1e-12));
  const MarkovChain ring = uneven_ring(20);
  const ChainLaw at_once = law_after(ring, starting_in(0, ring), 0.05);
  const ChainLaw by_halves = law_after(ring, law_after(ring, starting_in(0, ring), 0.025), 0.025);
  for (std::size_t state = 0; state < 20; ++state) {
    CHECK(by_halves[state] == Approx(at_once[state]).epsilon(0).margin(1e-13));
  }
}

TEST_CASE("After a long time the law is the one in balance", "[analytic]") {
  MarkovChain chain{40, {}};
  for (ChainState state = 0; state < 39; ++state) {
    chain.add(state, state + 1, 20);
    chain.add(state + 1, state, state + 1);
  }
  const ChainLaw balance = stationary_law(chain, 20).value();
  const ChainLaw law = law_after(chain, starting_in(0, chain), 1e6);
  for (std::size_t state = 0; state < 40; ++state) {
    CHECK(law[state] == Approx(balance[state]).epsilon(0).margin(1e-11));
  }
}
