// What a kernel can show, and how a scenario is made that of the running one.
#include "sim/live/live_scenario.hpp"

#include <algorithm>
#include <string>

#include <catch2/catch.hpp>

#include "models/os/catalogue.hpp"

#include "sim/live/kernel.hpp"
#include "sim/scenario/load.hpp"

using namespace portsim;

namespace {

// A workload of Linux at one connect a second, with lines put in where the tests want others.
struct Text {
  std::string top = "duration: 10s\n";
  std::string host = "os: linux-6.18";
  std::string service = "address: 10.0.1.20, port: 80";
  std::string rate = "1/s";
  std::string rest = "";
};

Scenario scenario_of(const Text& text) {
  const auto loaded = load_scenario(
      {"test.yaml", "scenario: A test\n" + text.top + "hosts:\n  client: {" + text.host +
                        "}\nservices:\n  server: {" + text.service +
                        "}\nworkloads:\n  connects:\n    host: client\n    connects_to: server\n"
                        "    client: {model: open, arrivals: constant, rate: " +
                        text.rate + "}\n" + text.rest});
  REQUIRE(loaded);
  return *loaded;
}

bool has(const std::vector<std::string>& texts, const std::string& part) {
  return std::any_of(texts.begin(), texts.end(),
                     [&](const std::string& text) { return text.find(part) != std::string::npos; });
}

KernelFacts at_1000_hz() {
  return {.release = {}, .os = nullptr, .hz = 1000};
}

}  // namespace

TEST_CASE("A plain scenario of Linux is for a kernel", "[live]") {
  const Scenario scenario = scenario_of({});
  CHECK(not_for_a_kernel(scenario).empty());
  CHECK(too_much_to_try(scenario).empty());
  CHECK(too_much(scenario, demand_of(scenario), 1024).empty());
}

TEST_CASE("What a kernel cannot show is refused by name, all of it at once", "[live]") {
  const Refusals refusals =
      not_for_a_kernel(scenario_of({.host = "os: windows-7-sp1, uptime: 400d, patches: [KB2826167]",
                                    .rest = "timeline:\n  - {at: 5s, host: client, do: restart}\n"}));
  CHECK(refusals.size() == 4);
  CHECK(has(refusals, "hosts.client.os: Windows 7 SP1 is no Linux"));
  CHECK(has(refusals, "hosts.client.uptime:"));
  CHECK(has(refusals, "hosts.client.patches:"));
  CHECK(has(refusals, "timeline:"));
}

TEST_CASE("A run of more than a quarter of an hour is refused with the figure", "[live]") {
  CHECK(too_much_to_try(scenario_of({.top = "duration: 15min\n"})).empty());
  CHECK(has(too_much_to_try(scenario_of({.top = "duration: 901s\n"})),
            "duration: 901 s; at most 900 s are run"));
}

TEST_CASE("More connects than are made are refused with the figure", "[live]") {
  const auto refusals_at = [](const std::string& rate, const std::string& duration) {
    const Scenario scenario = scenario_of({.top = "duration: " + duration + "\n", .rate = rate});
    return too_much(scenario, demand_of(scenario), 1'000'000);
  };
  CHECK(refusals_at("5000/s", "40s").empty());
  CHECK(has(refusals_at("5001/s", "10s"), "5001 connects are asked for in one second; at most 5000"));
  CHECK(has(refusals_at("5000/s", "41s"), "205000 connects are asked for; at most 200000"));
  CHECK(has(too_much_to_try(scenario_of({.top = "duration: 300s\n", .rate = "50000/s"})),
            "connects are asked for"));
}

TEST_CASE("More open connections than the program may have files are refused with the figure", "[live]") {
  // Each of 100 connections has two sockets until the run ends.
  const Scenario scenario = scenario_of({.rate = "10/s", .rest = "    holds: 1h\n"});
  const LiveDemand demand = demand_of(scenario);
  CHECK(demand.attempts == 100);
  CHECK(demand.live == 100);
  CHECK(too_much(scenario, demand, 300).empty());
  CHECK(has(too_much(scenario, demand, 200), "100 connections are open at once"));
}

TEST_CASE("More addresses than are made are refused with the figure", "[live]") {
  CHECK(too_much_to_try(scenario_of({.service = "address: 10.0.1.20, port: 80, count: 255"})).empty());
  CHECK(has(too_much_to_try(scenario_of({.service = "address: 10.0.1.20, port: 80, count: 256"})),
            "257 addresses"));
}

TEST_CASE("What is run is the running kernel's row, its ticks and its settings", "[live]") {
  KernelFacts kernel = at_1000_hz();
  kernel.os = find_os("linux-6.14");
  const Scenario asked = scenario_of({.host = "os: linux-4.19, settings: {CONFIG_HZ: 250}",
                                      .service = "address: 10.0.1.20, port: 80, round_trip: 30ms"});
  const PortRange range{Port{40000}, Port{40009}};
  const auto run = on_kernel(asked, kernel, {{"net.ipv4.ip_local_port_range", range}});
  REQUIRE(run);
  const Host& host = run->hosts.front();
  CHECK(host.os == kernel.os);
  CHECK(host.behaviour.ephemeral == range);
  CHECK(host.behaviour.time_wait_granularity == 4096ms);  // 4096 ticks of 1 ms
  CHECK(run->services.front().round_trip == 0s);

  const auto notes = what_is_different(asked, kernel);
  CHECK(has(notes, "the scenario says linux-4.19; predicted as linux-6.14"));
  CHECK(has(notes, "CONFIG_HZ is 1000 here"));
  CHECK(has(notes, "round trips are 0 s here"));
}

TEST_CASE("A release of the kernel is the newest row that is not above it", "[live]") {
  const auto row = [](const char* release) {
    const OsProfile* os = row_of_release(release);
    return os ? os->id : "";
  };
  CHECK(row("6.18.44") == "linux-6.18");
  CHECK(row("6.17.9-generic") == "linux-6.14");
  CHECK(row("4.1.0") == "linux-4.1");
  CHECK(row("4.10.1") == "linux-4.8");
  CHECK(row("2.6.32-754.el6.x86_64") == "linux-2.6");
  CHECK(row("3.10.0-1160.el7") == "linux-2.6");
  CHECK(row("2.4.20") == "");
  CHECK(row("unknown") == "");
}
