// Evenly spaced attempts at rate r never fail while r * TIME_WAIT <= ports: two a second on ten ports that
// come back after 10 s want 20 ports, or 5 s.
#include "sim/experiment/quick_cure.hpp"

#include <atomic>

#include <catch2/catch.hpp>

#include "tests/sim/experiment/advised_scenarios.hpp"

using namespace portsim;
using namespace portsim::test;

namespace {

const char* const ten_ports = "{os: textbook, settings: {ports: 1025-1034, time_wait: 10s}}";
const char* const even_2 = "client: {model: open, arrivals: constant, rate: 2/s}";
const char* const even_1 = "client: {model: open, arrivals: constant, rate: 1/s}";
const char* const failures_none = "thresholds: [failures < 1]\n";

std::optional<QuickCure> cure_of(const ScenarioText& text) {
  return quick_cure(text, run_experiment(loaded(text), {.threads = 1}), {.threads = 1});
}

}  // namespace

TEST_CASE("The smallest cure meets the thresholds with the least change of the least effort", "[advise]") {
  const ScenarioText text = advised_text(ten_ports, even_2, failures_none);
  const auto found = cure_of(text);
  REQUIRE(found);
  CHECK_FALSE(found->has_default_thresholds);
  CHECK(found->cure.results.failures == 0);
  CHECK(found->cure.results.replications == 2);  // all that the scenario has
  const auto advice = advise(text, {.threads = 1});
  REQUIRE(advice);
  CHECK(found->cure.remedy.title == advice->tried.front().remedy.title);
  CHECK(found->cure.chosen.name == advice->tried.front().chosen.name);
}

TEST_CASE("A scenario without thresholds is held to those of advise", "[advise]") {
  const auto found = cure_of(advised_text(ten_ports, even_2));
  REQUIRE(found);
  CHECK(found->has_default_thresholds);
  CHECK(found->cure.results.failure_fraction.mean < 0.001);
}

TEST_CASE("No cure is looked for where none is needed, or a run is too long", "[advise]") {
  CHECK_FALSE(cure_of(advised_text(ten_ports, even_1, failures_none)));
  const ScenarioText text = advised_text(ten_ports, even_2, failures_none);
  Results as_it_is = run_experiment(loaded(text), {.threads = 1});
  as_it_is.attempts = 2e6;  // in each of two replications: half of what may be tried in all
  CHECK_FALSE(quick_cure(text, as_it_is, {.threads = 1}));
}

TEST_CASE("A search for a cure that is stopped finds none", "[advise]") {
  const ScenarioText text = advised_text(ten_ports, even_2, failures_none);
  const Results as_it_is = run_experiment(loaded(text), {.threads = 1});
  const std::atomic<bool> stop{true};
  CHECK_FALSE(quick_cure(text, as_it_is, {.threads = 1, .progress = nullptr, .stop = &stop}));
}
