// Expected values: dense matrix exponentials and another implementation of uniformisation; Erlang's B.
#include "models/analytic/lease_chain.hpp"

#include <array>
#include <cmath>

#include <catch2/catch.hpp>

#include "models/analytic/erlang_b.hpp"

#include "tests/models/analytic/exact_by_elimination.hpp"

using namespace portsim;

TEST_CASE("A pool with exponential leases fills from empty", "[analytic]") {
  constexpr std::array times{0.5, 1.0, 2.0, 3.0, 5.0};
  struct Row {
    PortCount ports;
    double load;
    std::array<double, 5> full;
  };
  const Row row = GENERATE(values<Row>(
      {{10, 7, {0.000535047738661, 0.0121791824228, 0.0535054474615, 0.0716365079665, 0.078239982787}},
       {50, 40, {4.31792228e-12, 6.55308363e-6, 0.00366641371035, 0.0122365470422, 0.0180310513683}},
       {10, 12, {0.0197788786009, 0.160029007754, 0.288801287027, 0.300938036635, 0.301919621417}}}));
  const LeaseChain pool = lease_chain(row.ports, row.load, {1}).value();
  CHECK(pool.chain.states == static_cast<ChainState>(row.ports + 1));
  for (std::size_t i = 0; i < times.size(); ++i) {
    CAPTURE(row.ports, row.load, times[i]);
    const ChainLaw law = law_after(pool.chain, starting_in(0, pool.chain), times[i]);
    // The smallest values are known to nine digits, the others to twelve.
    const double precision = row.full[i] < 1e-5 ? 5e-9 : 2e-11;
    CHECK(pool.full(law) == Approx(row.full[i]).epsilon(precision).margin(0));
  }
}

TEST_CASE("The more stages TIME_WAIT has the nearer it comes to a constant one", "[analytic]") {
  constexpr std::array times{0.2, 0.4, 0.6, 0.8, 1.0, 2.0};
  struct Row {
    std::int32_t stages;
    ChainState states;
    std::array<double, 6> full;
  };
  const Row row = GENERATE(
      values<Row>({{1, 45, {0.00073106, 0.01820669, 0.05558658, 0.08711618, 0.10543699, 0.12165687}},
                   {2, 165, {0.00093274, 0.02637469, 0.07689399, 0.10910838, 0.12065541, 0.12191814}},
                   {4, 1287, {0.00104800, 0.03392043, 0.09477771, 0.12171975, 0.12509884, 0.12185342}},
                   {8, 24310, {0.00108869, 0.03992574, 0.10748690, 0.12640374, 0.12448532, 0.12188355}}}));
  const LeaseChain pool = lease_chain(8, 10, hold_and_wait(0.2, 0.4, row.stages)).value();
  CHECK(pool.chain.states == row.states);
  ChainLaw law = starting_in(0, pool.chain);
  double now = 0;
  for (std::size_t i = 0; i < times.size(); ++i) {
    law = law_after(pool.chain, law, times[i] - now);
    now = times[i];
    CAPTURE(row.stages, now);
    CHECK(pool.full(law) == Approx(row.full[i]).epsilon(0).margin(6e-9));
  }
}

TEST_CASE("Three ports with a TIME_WAIT of two stages", "[analytic]") {
  struct Row {
    double time, full, in_use;
  };
  const Row row = GENERATE(values<Row>({{0.1, 0.00787784229046, 0.398319663},
                                        {0.25, 0.0752269796827, 0.9542958221},
                                        {0.5, 0.243013535443, 1.603728562},
                                        {1, 0.355085729773, 1.971637094},
                                        {2, 0.346023036051, 1.961482692},
                                        {5, 0.346153842163, 1.961538447}}));
  const LeaseChain pool = lease_chain(3, 4, hold_and_wait(0.25, 0.5, 2)).value();
  CHECK(pool.chain.states == 20);
  const ChainLaw law = law_after(pool.chain, starting_in(0, pool.chain), row.time);
  CAPTURE(row.time);
  CHECK(pool.full(law) == Approx(row.full).epsilon(1e-11));
  CHECK(pool.in_use_mean(law) == Approx(row.in_use).epsilon(1e-9));
}

TEST_CASE("In balance any number of stages loses Erlang's B", "[analytic]") {
  struct Row {
    PortCount ports;
    std::int32_t stages;
  };
  const Row row = GENERATE(values<Row>({{8, 1}, {8, 2}, {8, 4}, {4, 8}}));
  const LeaseChain pool = lease_chain(row.ports, 10, hold_and_wait(0.2, 0.4, row.stages)).value();
  CAPTURE(row.ports, row.stages);
  const double expected = erlang_b(row.ports, {6});
  const ChainLaw law = stationary_law(pool.chain, pool.chain.states / 2).value();
  CHECK(pool.full(law) == Approx(expected).epsilon(1e-11));
  CHECK(pool.in_use_mean(law) == Approx(6 * (1 - expected)).epsilon(1e-11));
  if (pool.chain.states < 1000) {
    CHECK(pool.full(stationary_by_elimination(pool.chain)) == Approx(expected).epsilon(1e-13));
  }
}

TEST_CASE("A burst is a chain after another", "[analytic]") {
  // Filled by 12 erlangs for as long as one likes, then left alone: none of ten ports has come back by t with
  // the probability of ten leases longer than that.
  const LeaseChain filling = lease_chain(10, 12, {1}).value();
  const LeaseChain draining = lease_chain(10, 0, {1}).value();
  const ChainLaw filled = law_after(filling.chain, starting_in(0, filling.chain), 60);
  CHECK(filling.full(filled) == Approx(erlang_b(10, {12})).epsilon(1e-11));
  const ChainLaw drained = law_after(draining.chain, filled, 0.1);
  CHECK(draining.full(drained) == Approx(erlang_b(10, {12}) * std::exp(-1)).epsilon(1e-11));
}

TEST_CASE("Connections of no length are in TIME_WAIT from the start", "[analytic]") {
  CHECK(hold_and_wait(0, 0.4, 2) == LeaseStages{0.2, 0.2});
  CHECK(hold_and_wait(0.2, 0, 2) == LeaseStages{0.2});
  CHECK(hold_and_wait(0.3, 0.4, 1) == LeaseStages{0.3, 0.4});
}

TEST_CASE("A pool of too many states is refused", "[analytic]") {
  CHECK(lease_chain(100'000, 10, {1}));
  CHECK_FALSE(lease_chain(16384, 10, hold_and_wait(0.2, 0.4, 1)));
  CHECK_FALSE(lease_chain(8, 10, hold_and_wait(0.2, 0.4, 100)));
}
