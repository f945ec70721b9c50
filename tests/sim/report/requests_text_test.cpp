#include "sim/report/requests_text.hpp"

#include <string>

#include <catch2/catch.hpp>

#include "models/os/catalogue.hpp"

#include "sim/report/run_text.hpp"
#include "sim/report/verdict.hpp"

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

namespace {

Scenario pooling(std::int64_t requests_a_second) {
  Scenario scenario = sample_scenario();
  scenario.duration = 60s;
  scenario.warm_up = 0s;
  scenario.services.push_back({"web", {Ipv4Address{10, 0, 1, 20}, Port{80}}, 0s});
  scenario.workloads.resize(1);
  scenario.workloads[0].name = "proxy";
  scenario.workloads[0].connects_to = {{0, Probability{1}}};
  scenario.workloads[0].client = PoolClient{.keeps = 8,
                                            .connection_limit = 8,
                                            .request_rate = {requests_a_second, 1s},
                                            .request_time = ConstantHold{1s}};
  return scenario;
}

// What becomes of evenly spaced requests, 9 a second for a minute.
Results overloaded_run() {
  Results results;
  results.workloads = {workload_named("proxy")};
  WorkloadResult& pool = results.workloads[0];
  pool.requests = 540;
  pool.attempts = 8;
  pool.answered = 472;
  pool.waited_for_connection = 472;
  pool.connection_wait_mean_s = 30 / 9.0;
  pool.connection_wait_max_s = 59 / 9.0;
  pool.waiting_at_end = 60;
  return results;
}

}  // namespace

TEST_CASE("Of a pool with a limit it is told what it carries, and who waits", "[report]") {
  const Section section = clients_section(pooling(9), overloaded_run());
  REQUIRE(section.rows.size() == 3);
  CHECK(section.rows[1].text ==
        "proxy: 9.00/s offered; 8 connections of 1.0 s each carry 8.00/s: the queue grows by 1.00/s");
  CHECK(section.rows[2].text ==
        "proxy: 472 of 540 requests are answered, 7.87/s; 472 waited for a connection and got it, 3.333 s "
        "on average and 6.556 s at most; 60 wait at the end");
  CHECK(growing_queues_text(pooling(9)) == "but requests wait: the queue of proxy grows by 1.00/s");
}

TEST_CASE("A run whose requests all find open connections, or wait, is not idle", "[report]") {
  CHECK(verdict_word(idle_run()).text == "IDLE");
  Results results = idle_run();
  results.requests = 540;
  CHECK(verdict_word(results).text == "HOLDS");
  CHECK(
      run_text(sample_scenario(), results, {}).find("540 requests find open connections, or wait for one") !=
      std::string::npos);
}

TEST_CASE("A pool that carries what it is offered has no growing queue", "[report]") {
  CHECK(
      clients_section(pooling(4), overloaded_run()).rows[1].text ==
      "proxy: 4.00/s offered; 8 connections of 1.0 s each carry 8.00/s, and are busy for 50.0 % of the time");
  CHECK(growing_queues_text(pooling(4)).empty());
  CHECK(clients_section(pooling(8), overloaded_run()).rows[1].text.find("no mean length") !=
        std::string::npos);
}

TEST_CASE("Where connects fail a pool carries less than its connections could", "[report]") {
  Results results = overloaded_run();
  results.workloads[0].failures = 3;
  CHECK(clients_section(pooling(9), results).rows[1].text ==
        "proxy: 9.00/s offered; 8 connections of 1.0 s each carry at most 8.00/s");
}
