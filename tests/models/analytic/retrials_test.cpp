// Expected values: the fixed points in 40-digit arithmetic.
#include "models/analytic/retrials.hpp"

#include <cmath>

#include <catch2/catch.hpp>

#include "models/analytic/erlang_b.hpp"

using namespace portsim;

TEST_CASE("Requests that are tried at most so often load the ports with their own failures", "[analytic]") {
  const Retrials few = retrials_limited(100, {95}, 3);
  CHECK(few.attempts.erlangs == Approx(108.81218837).epsilon(1e-10));
  CHECK(few.failing == Approx(0.12880160344).epsilon(1e-9));
  CHECK(few.lost == Approx(0.0021367997).epsilon(1e-7));
  const Retrials many = retrials_limited(16384, {17000}, 3);
  CHECK(many.attempts.erlangs == Approx(24497.208680).epsilon(1e-10));
  CHECK(many.failing == Approx(0.33127148110).epsilon(1e-9));
  CHECK(many.lost == Approx(0.0363539954).epsilon(1e-8));
}

TEST_CASE("Requests that are tried again with some probability", "[analytic]") {
  struct Row {
    PortCount ports;
    double requests, persistence, attempts, failing, lost;
  };
  const Row row = GENERATE(values<Row>({{5, 3, 1, 3.5751083, 0.16086457, 0},
                                        {10, 7, 1, 7.9485938, 0.11934109, 0},
                                        {100, 95, 1, 109.85431974, 0.13521834897, 0},
                                        {16384, 16300, 1, 16439.572870, 0.0084900545, 0},
                                        {16384, 17000, 0.9, 22567.817393, 0.2741276953, 0.0363910},
                                        {10, 12, 0.9, 33.449953, 0.71250567, 0.198611}}));
  CAPTURE(row.ports, row.requests, row.persistence);
  const Retrials found = retrials_persistent(row.ports, {row.requests}, Probability{row.persistence});
  CHECK(found.attempts.erlangs == Approx(row.attempts).epsilon(3e-8));
  CHECK(found.failing == Approx(row.failing).epsilon(3e-8));
  CHECK(found.lost == Approx(row.lost).epsilon(3e-6));
}

TEST_CASE("Without a second attempt it is Erlang B", "[analytic]") {
  const double plain = erlang_b(10, {7});
  const Retrials once = retrials_limited(10, {7}, 1);
  CHECK(once.attempts.erlangs == 7);
  CHECK(once.failing == plain);
  CHECK(once.lost == plain);
  CHECK(retrials_persistent(10, {7}, Probability{0}).lost == plain);
}

TEST_CASE("What is carried is what is not lost, however often requests are tried", "[analytic]") {
  const auto attempts_max = GENERATE(as<std::int64_t>{}, 2, 7, 1'000'000);
  const double requests = GENERATE(20.0, 90.0, 300.0);
  const Retrials found = retrials_limited(100, {requests}, attempts_max);
  CHECK(found.attempts.erlangs * (1 - found.failing) == Approx(requests * (1 - found.lost)).epsilon(1e-9));
}
