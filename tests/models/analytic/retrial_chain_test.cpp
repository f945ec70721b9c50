// Expected values: the same chains solved by level recursion and in exact fractions; the single port in
// closed form.
#include "models/analytic/retrial_chain.hpp"

#include <cmath>
#include <vector>

#include <catch2/catch.hpp>

#include "models/analytic/erlang_b.hpp"
#include "models/analytic/retrials.hpp"

using namespace portsim;

namespace {

// Everything is printed to ten digits.
auto printed(double value) {
  return Approx(value).epsilon(2e-9).margin(1e-10);
}

}  // namespace

TEST_CASE("Requests that are tried again with some probability, exactly", "[analytic]") {
  struct Row {
    PortCount ports;
    double load, retry_rate, persistence, first_fails, retry_fails, waiting, lost;
  };
  const Row row =
      GENERATE(values<Row>({{1, 0.6, 0.5, 1, 0.6, 0.7333333333, 2.7, 0},
                            {2, 1, 1, 1, 0.3078214157, 0.5995633217, 0.7687143372, 0},
                            {3, 2, 1, 1, 0.3887827958, 0.6291408794, 2.096660291, 0},
                            {5, 3, 0.1, 1, 0.1641550999, 0.202190141, 6.172715142, 0},
                            {5, 3, 1, 1, 0.1827511286, 0.4416966899, 0.9819991674, 0},
                            {5, 3, 10, 1, 0.2183824478, 0.8471797445, 0.4287045203, 0},
                            {10, 7, 1, 1, 0.1432855392, 0.360298895, 1.56791784, 0},
                            {5, 3, 1, 0.5, 0.1290907554, 0.3349449964, 0.2325882721, 0.07752942405},
                            {10, 12, 1, 0.9, 0.6950007427, 0.7300867915, 21.88839001, 0.2026702779}}));
  CAPTURE(row.ports, row.load, row.retry_rate, row.persistence);
  const ExactRetrials found =
      exact_retrials_persistent({row.ports, row.load, 1, 1 / row.retry_rate}, Probability{row.persistence})
          .value();
  REQUIRE(found.failing.size() == 2);
  CHECK(found.failing[0] == printed(row.first_fails));
  CHECK(found.failing[1] == printed(row.retry_fails));
  CHECK(found.waiting_mean == printed(row.waiting));
  CHECK(found.lost == printed(row.lost));
  CHECK(found.in_use_mean == Approx(row.load * (1 - found.lost)).epsilon(1e-11));
}

TEST_CASE("A single port with patient requests has a closed form", "[analytic]") {
  const double load = GENERATE(0.1, 0.5, 0.8);
  const double delay = GENERATE(0.2, 3.0);
  CAPTURE(load, delay);
  const ExactRetrials found = exact_retrials_persistent({1, load, 1, delay}, Probability{1}).value();
  CHECK(found.failing[0] == Approx(load).epsilon(1e-10));
  CHECK(found.waiting_mean ==
        Approx(load * load / (1 - load) + load * delay * load / (1 - load)).epsilon(1e-9));
}

TEST_CASE("Requests that are tried at most so often, exactly", "[analytic]") {
  struct Row {
    PortCount ports;
    double load, retry_rate;
    std::vector<double> failing;
    double lost;
  };
  const Row row = GENERATE(values<Row>({{5, 3, 0.1, {0.1492384850, 0.1815517466}, 0.0270945076},
                                        {5, 3, 1, {0.1451646986, 0.3567780254}, 0.0517915745},
                                        {5, 3, 10, {0.1264155263, 0.7295664681}, 0.0922285290},
                                        {5, 3, 1, {0.1632346746, 0.3857898168, 0.4021585005}, 0.0253256401},
                                        {10, 9, 1, {0.2650336499, 0.3884416524}, 0.1029501089}}));
  CAPTURE(row.ports, row.load, row.retry_rate, row.failing.size());
  const auto attempts_max = static_cast<std::int32_t>(row.failing.size());
  const ExactRetrials found =
      exact_retrials_limited({row.ports, row.load, 1, 1 / row.retry_rate}, attempts_max).value();
  REQUIRE(found.failing.size() == row.failing.size());
  double product = 1;
  for (std::size_t attempt = 0; attempt < row.failing.size(); ++attempt) {
    CHECK(found.failing[attempt] == printed(row.failing[attempt]));
    product *= found.failing[attempt];
  }
  CHECK(found.lost == printed(row.lost));
  CHECK(found.lost == Approx(product).epsilon(1e-9));
  CHECK(found.in_use_mean == Approx(row.load * (1 - found.lost)).epsilon(1e-11));
}

TEST_CASE("Without retries it is a loss system", "[analytic]") {
  const double plain = erlang_b(10, {7});
  const RetrialPool pool{10, 0.7, 10, 5};
  const ExactRetrials once = exact_retrials_limited(pool, 1).value();
  CHECK(once.failing.size() == 1);
  CHECK(once.lost == Approx(plain).epsilon(1e-12));
  CHECK(once.waiting_mean == 0);
  const ExactRetrials never = exact_retrials_persistent(pool, Probability{0}).value();
  CHECK(never.lost == Approx(plain).epsilon(1e-12));
}

TEST_CASE("The slower the retries the nearer they come to fresh attempts", "[analytic]") {
  const double fresh = retrials_persistent(5, {3}, Probability{1}).failing;
  double before = 1;
  for (const double delay : {0.1, 1.0, 10.0, 100.0}) {
    const double first = exact_retrials_persistent({5, 3, 1, delay}, Probability{1})->failing[0];
    CHECK(std::fabs(first - fresh) < before);
    before = std::fabs(first - fresh);
  }
  CHECK(before < 0.001);
}

TEST_CASE("Very quick patient retries make a waiting line of a loss system", "[analytic]") {
  // Erlang's C from his B: B / (1 - (a/c) (1 - B)).
  const double b = erlang_b(5, {3});
  const double c = b / (1 - 0.6 * (1 - b));
  CHECK(exact_retrials_persistent({5, 3, 1, 1e-5}, Probability{1})->failing[0] == Approx(c).epsilon(1e-3));
}

TEST_CASE("Patient requests that exceed the ports have no balance", "[analytic]") {
  CHECK_FALSE(exact_retrials_persistent({5, 5, 1, 1}, Probability{1}));
  CHECK(exact_retrials_persistent({5, 5, 1, 1}, Probability{0.9}));
}

TEST_CASE("More states than can be solved are refused", "[analytic]") {
  CHECK_FALSE(exact_retrials_persistent({16384, 1, 16000, 5}, Probability{0.9}));
  CHECK_FALSE(exact_retrials_limited({5, 3, 1, 1}, 1'000'000));
}
