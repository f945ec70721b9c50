// Expected values: 50-digit arithmetic.
#include "models/analytic/poisson.hpp"

#include <cmath>

#include <catch2/catch.hpp>

using namespace portsim;

TEST_CASE("The Poisson law keeps its digits from single attempts to tens of thousands", "[analytic]") {
  struct Row {
    std::int64_t count;
    double mean;
    double probability, tail, excess;
  };
  const Row row = GENERATE(
      values<Row>({{1, 0.5, 0.30326532985631671, 0.39346934028736658, 0.10653065971263342},
                   {5, 3, 0.10081881344492448, 0.18473675547622793, 0.13462055627216656},
                   {3977, 3600, 3.2553901717545736e-11, 3.3532291073134256e-10, 3.0501297849632467e-9},
                   {16384, 15000, 3.8033280663139192e-30, 4.4679993720993102e-29, 4.7661572863279858e-28},
                   {16384, 16440, 0.0028328854521460399, 0.66988874096260361, 83.92776474186652},
                   {16384, 24000, 0, 1, 7616}}));
  CAPTURE(row.count, row.mean);
  CHECK(poisson_probability(row.count, row.mean) == Approx(row.probability).epsilon(1e-12).margin(0));
  CHECK(poisson_tail(row.count, row.mean) == Approx(row.tail).epsilon(1e-11).margin(0));
  CHECK(poisson_excess_mean(row.count, row.mean) == Approx(row.excess).epsilon(1e-11).margin(0));
}

TEST_CASE("No attempts are expected in no time", "[analytic]") {
  CHECK(poisson_probability(0, 0) == 1);
  CHECK(poisson_probability(3, 0) == 0);
  CHECK(poisson_tail(0, 0) == 1);
  CHECK(poisson_tail(1, 0) == 0);
  CHECK(poisson_excess_mean(0, 2.5) == Approx(2.5));
}
