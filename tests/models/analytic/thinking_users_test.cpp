// Finite users with TIME_WAIT. Expected values were computed apart from this code, in the formulas' own
// terms.
#include "models/analytic/thinking_users.hpp"

#include <catch2/catch.hpp>

#include "models/analytic/erlang_b.hpp"
#include "models/analytic/erlang_b_between.hpp"

using namespace portsim;

TEST_CASE("Erlang B between whole numbers of servers", "[analytic]") {
  struct Row {
    double servers;
    double load;
    double blocking;
  };
  const Row row = GENERATE(values<Row>({{0.5, 1, 0.725196777358349},
                                        {2.5, 2, 0.295419506411758},
                                        {10.5, 7, 0.0617906455806655},
                                        {99.5, 90, 0.0288289680425017},
                                        {3976.5, 3800, 1.11909907144009e-4}}));
  CHECK(erlang_b_between(row.servers, {row.load}) == Approx(row.blocking).epsilon(1e-11));
}

TEST_CASE("At whole numbers of servers it is Erlang B itself", "[analytic]") {
  for (const double load : {0.01, 0.7, 12.0, 300.0}) {
    CHECK(erlang_b_between(0, {load}) == Approx(1).epsilon(1e-12));
    CHECK(erlang_b_between(20, {load}) == Approx(erlang_b(20, {load})).epsilon(1e-11));
  }
}

TEST_CASE("What ports a user who thinks needs, and how evenly", "[analytic]") {
  const PortNeed quick = port_need_of({.think = 1, .hold = 0.5, .time_wait = 1});
  CHECK(quick.mean == Approx(1).epsilon(1e-12));
  CHECK(quick.variance / quick.mean == Approx(0.545668497203).epsilon(1e-11));
  const PortNeed slow = port_need_of({.think = 5, .hold = 1, .time_wait = 4});
  CHECK(slow.mean == Approx(0.833333333333).epsilon(1e-11));
  CHECK(slow.variance / slow.mean == Approx(0.735261386547).epsilon(1e-11));
}

TEST_CASE("Without TIME_WAIT a user needs a port or none", "[analytic]") {
  const PortNeed need = port_need_of({.think = 3, .hold = 1, .time_wait = 0});
  CHECK(need.mean == Approx(0.25));
  CHECK(need.variance == Approx(0.25 * 0.75));
}

TEST_CASE("A user who holds nothing closes a Poisson stream of connections", "[analytic]") {
  const PortNeed need = port_need_of({.think = 2, .hold = 0, .time_wait = 10});
  CHECK(need.mean == Approx(5));
  CHECK(need.variance == Approx(5));
  const PortNeed nearly = port_need_of({.think = 2, .hold = 1e-6, .time_wait = 10});
  CHECK(nearly.variance == Approx(5).epsilon(1e-4));
}

TEST_CASE("The estimate for users with TIME_WAIT", "[analytic]") {
  struct Row {
    ThinkingUsers given;
    double refused;
  };
  const Row row = GENERATE(values<Row>(
      {{{20, 16, {1, 0.5, 1}}, 0.3474}, {{50, 45, {5, 1, 4}}, 0.0673}, {{200, 50, {20, 1, 4}}, 0.0787}}));
  CHECK(refused_attempts_estimate(row.given) == Approx(row.refused).margin(6e-5));
}

// Of 20,000 users who hardly ever let go each wants a port of 16,384: those who have none ask once a second.
TEST_CASE("Users whose need never varies lose what does not fit, and soon told so", "[analytic]") {
  const double hold = GENERATE(2.6e6, 3e8);
  const double refused = refused_attempts_estimate({20'000, 16'384, {1, hold, 60}});
  CHECK(refused > 0.99);
  CHECK(refused <= 1);
  const double quick = refused_attempts_estimate({20'000, 16'384, {1e-9, 3e8, 1e-9}});
  CHECK(quick > 0.99);
  CHECK(quick <= 1);
}
