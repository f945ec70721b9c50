#include "models/analytic/engset.hpp"

#include <cmath>
#include <limits>

#include <catch2/catch.hpp>

using namespace portsim;

TEST_CASE("Engset's time and call congestion", "[analytic]") {
  struct Row {
    FiniteSources given;
    double time;
    double call;
  };
  const Row row = GENERATE(values<Row>({{{5, 5, 1}, 0.03125, 0},
                                        {{10, 4, 0.25}, 0.0910667823070252, 0.067379679144385},
                                        {{24, 8, 0.5}, 0.287083541677157, 0.262010567760635},
                                        {{50, 10, 0.15}, 0.0578179774333013, 0.0528260239751866},
                                        {{100, 30, 0.5}, 0.243294929170496, 0.235413460232458},
                                        {{2000, 500, 0.3}, 0.00272039464239528, 0.00265076227445022}}));
  CAPTURE(row.given.sources, row.given.servers);
  CHECK(engset_time_congestion(row.given) == Approx(row.time).epsilon(1e-12));
  CHECK(engset_call_congestion(row.given) == Approx(row.call).epsilon(1e-12).margin(1e-15));
}

TEST_CASE("A limit that no number of users reaches refuses nothing", "[analytic]") {
  CHECK(engset_call_congestion({10, 10, 3}) == 0);
  CHECK(engset_time_congestion({10, 11, 3}) == 0);
}

TEST_CASE("Users who never go idle keep every connection that the limit allows", "[analytic]") {
  const FiniteSources always{10, 4, std::numeric_limits<double>::infinity()};
  CHECK(engset_call_congestion(always) == 1);
  CHECK(engset_time_congestion(always) == 1);
}

TEST_CASE("Engset's mean number of open connections is that of its binomial law", "[analytic]") {
  // Two users, one connection, alpha 1: states 0 and 1 weigh 1 and 2.
  CHECK(engset_mean_open({2, 1, 1}) == Approx(2.0 / 3).epsilon(1e-14));
  // Without a limit each user is open alpha/(1 + alpha) of the time.
  CHECK(engset_mean_open({100, 100, 0.25}) == Approx(20).epsilon(1e-14));
  CHECK(engset_mean_open({100, 100, 0}) == 0);
}
