// What a run says of the precision that its scenario wants.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "sim/report/run_json.hpp"
#include "sim/report/run_text.hpp"

#include "tests/sim/report/sample_runs.hpp"

using namespace portsim;

namespace {

// failing_run() knows 46.7 % to half of 46.1 % … 47.2 %: 0.55 points, 1.178 % of it.
Scenario wanting(double relative) {
  Scenario scenario = sample_scenario();
  scenario.precision = Precision{.relative = Probability{relative}};
  return scenario;
}

bool says(const Scenario& scenario, const std::string& text) {
  return run_text(scenario, failing_run(), TextStyle{}).find(text) != std::string::npos;
}

}  // namespace

TEST_CASE("A precision is reached or not, and the report says how well the value is known", "[report]") {
  CHECK(says(
      wanting(0.05),
      "Precision   failure_fraction to 5.0 % of its value: reached with 20 replications, known to 1.18 %"));
  CHECK(says(wanting(0.01), "of its value: not reached with 20 replications"));
  CHECK_FALSE(says(sample_scenario(), "Precision"));
}

TEST_CASE("In portsim/run/1 a precision has what was wanted and what was reached", "[report]") {
  const auto reached = nlohmann::json::parse(run_json(wanting(0.05), failing_run()))["precision"];
  CHECK(reached["of"] == "failure_fraction");
  CHECK(reached["relative"] == 0.05);
  CHECK(reached["relative_half_width"].get<double>() == Approx(0.0055 / 0.467));
  CHECK(reached["reached"] == true);
  const auto missed = nlohmann::json::parse(run_json(wanting(0.01), failing_run()))["precision"];
  CHECK(missed["reached"] == false);
  CHECK(nlohmann::json::parse(run_json(sample_scenario(), failing_run()))["precision"].is_null());
}
