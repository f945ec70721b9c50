#include "sim/report/warm_up_text.hpp"

#include <catch2/catch.hpp>

#include "tests/sim/report/sample_runs.hpp"

using namespace portsim;

namespace {

// What the section says; empty: it is left out.
std::string text_of(Duration warm_up, std::optional<Settling> settling) {
  Scenario scenario = sample_scenario();
  scenario.warm_up = warm_up;
  Results results = failing_run();
  results.settling = settling;
  const Section section = warm_up_section(scenario, results);
  return section.rows.empty() ? "" : section.rows.front().text;
}

}  // namespace

TEST_CASE("What is not counted is told, and whether it is enough", "[report]") {
  CHECK(text_of(2min, Settling{}) ==
        "the first 2 min not counted; by MSER-5 the ports in use have settled by then");
  CHECK(text_of(2min, Settling{.after = 59'100ms}) ==
        "the first 2 min not counted; by MSER-5 the ports in use settle only after another 1 min, and a "
        "warm_up of 3 min would do");
}

TEST_CASE("A run that is counted from its beginning says when it settles", "[report]") {
  CHECK(text_of(0s, Settling{.after = 245s}) ==
        "none: everything is counted, from the empty pool on; by MSER-5 the ports in use settle after 245 s");
  CHECK(text_of(0s, Settling{.after = 900s, .is_too_short = true}) ==
        "none: everything is counted, from the empty pool on; the run is too short to tell when the ports in "
        "use settle (MSER-5)");
}

TEST_CASE("Where there is nothing to say of the warm-up nothing is said", "[report]") {
  CHECK(text_of(0s, Settling{}).empty());
  CHECK(text_of(2min, std::nullopt).empty());  // the command to run it again names it
}

TEST_CASE("A warm-up that was found says by what", "[report]") {
  Scenario scenario = sample_scenario();
  scenario.finds_warm_up = true;
  Results results = failing_run();
  const auto text = [&] { return warm_up_section(scenario, results).rows.at(0).text; };
  CHECK(text() == "none: the load does not stay, and there is nothing to settle to");
  results.settling = Settling{};
  CHECK(text() == "the first 2 min not counted, as MSER-5 found");
}
