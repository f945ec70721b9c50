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

TEST_CASE("Of clients that wait for their own connects it is told how much they get done", "[report]") {
  Scenario scenario = sample_scenario();
  scenario.duration = 12min;  // of which 2 min are not counted
  scenario.workloads.resize(3);
  scenario.workloads[0].client = ClosedClient{.users = 10, .think = ConstantHold{}};
  scenario.workloads[1].client = PoolClient{};
  Results results;
  results.workloads = {workload_named("benchmark"), workload_named("proxy"), workload_named("others")};
  for (WorkloadResult& workload : results.workloads) {
    workload.requests = 600'000;
    workload.attempts = 300'000;
    workload.failures = 60'000;
  }
  const Section section = clients_section(scenario, results);
  REQUIRE(section.rows.size() == 2);
  CHECK(section.rows[0].text == "benchmark: 240,000 of 300,000 connects succeed, 400/s");
  CHECK(section.rows[1].text == "proxy: 300,000 connects for 600,000 requests: 50.0 %, 500/s");
}
