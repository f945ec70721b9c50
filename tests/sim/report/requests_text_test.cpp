#include "sim/report/requests_text.hpp"

#include <string>

#include <catch2/catch.hpp>

#include "models/os/catalogue.hpp"

#include "tests/sim/report/sample_runs.hpp"

using namespace portsim;

namespace {

Scenario scenario_on(std::string_view os) {
  Scenario scenario = sample_scenario();
  scenario.hosts = {{"desk", find_os(os), {}, {}, {}}};
  scenario.workloads.resize(1);
  return scenario;
}

Results waiting_run(double waited) {
  Results results;
  results.workloads = {workload_named("scanner")};
  results.workloads[0].attempts = 600;
  results.workloads[0].waited = waited;
  results.workloads[0].wait_mean_s = 2.5;
  return results;
}

}  // namespace

TEST_CASE("Connects that wait for the half-open limit are told, with the event where the level has one",
          "[report]") {
  const Section on_xp = waits_section(scenario_on("windows-xp-sp2"), waiting_run(480));
  REQUIRE(on_xp.rows.size() == 1);
  CHECK(on_xp.rows[0].text ==
        "scanner: 480 of 600 connects wait because too many are under way at once, 2.5 s on average; the "
        "system logs event 4226, and the wait itself is no failure, but a waiting connect holds its port");

  const Section on_2000 = waits_section(scenario_on("windows-2000"), waiting_run(480));
  REQUIRE(on_2000.rows.size() == 1);
  CHECK(on_2000.rows[0].text.find("event") == std::string::npos);
}

TEST_CASE("Where nothing waits nothing is told", "[report]") {
  CHECK(waits_section(scenario_on("windows-xp-sp2"), waiting_run(0)).rows.empty());
}
