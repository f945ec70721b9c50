// The System event log: who writes what, and when.
#include "sim/report/show_events.hpp"

#include <string>

#include <catch2/catch.hpp>

#include "tests/sim/one_host.hpp"

using namespace portsim;
using namespace portsim::test;

namespace {

constexpr Rate three_a_second{3, 1s};

// Ten ports that a connection keeps for five seconds: connects 11 to 15 fail, at 10/3 s to 14/3 s.
Scenario ten_ports_on(std::string_view os) {
  Scenario scenario = scenario_of({.ports = 10, .time_wait = 5s, .duration = 1min});
  scenario.hosts.front().os = find_os(os);
  HostBehaviour& behaviour = scenario.hosts.front().behaviour;
  behaviour.on_collision = scenario.hosts.front().os->on_collision.value;
  behaviour.on_exhaustion = scenario.hosts.front().os->on_exhaustion.value;
  return scenario;
}

struct Logged {
  std::string text;
  std::int64_t entries = 0;
};

Logged log_until(SimTime until, const Scenario& scenario, HostIndex host = 0) {
  Logged logged;
  EventLog log{scenario, host, [&](std::string_view text) { logged.text += text; }};
  Replay replay{scenario, {}, &log};
  replay.run_until(until);
  logged.entries = log.entries();
  return logged;
}

const std::string heading =
    "Every occasion is an entry here. Windows may log fewer: how often it repeats one is not documented.\n"
    "\n"
    "   ProviderName: Tcpip\n"
    "\n"
    "TimeCreated     Id LevelDisplayName Message\n"
    "-----------     -- ---------------- -------\n";

}  // namespace

TEST_CASE("Every connect that fails with an event is an entry, at its time", "[report]") {
  Scenario scenario = ten_ports_on("windows-server-2012");
  add_workload(scenario, open_client(ArrivalProcess::constant, three_a_second));
  const std::string message =
      "  4227 Warning          workload-0: connect() failed: its local endpoint was used for the same remote "
      "endpoint just before\n";
  CHECK(log_until(SimTime{6s}, scenario).text == heading + "00:00:03.333" + message + "00:00:03.666" +
                                                     message + "00:00:04.000" + message + "00:00:04.333" +
                                                     message + "00:00:04.666" + message);
}

TEST_CASE("A log ends before its instant", "[report]") {
  Scenario scenario = ten_ports_on("windows-server-2012");
  add_workload(scenario, open_client(ArrivalProcess::constant, three_a_second));
  CHECK(log_until(SimTime{4s}, scenario).entries == 2);
  CHECK(log_until(SimTime{4s + 1ns}, scenario).entries == 3);
}

TEST_CASE("Open connections on all ports are event 4231, where Windows has it", "[report]") {
  Scenario scenario = ten_ports_on("windows-server-2012");
  add_workload(scenario, open_client(ArrivalProcess::constant, three_a_second), ConstantHold{30s});
  CHECK(log_until(SimTime{3500ms}, scenario).text == heading +
                                                         "00:00:03.333  4231 Warning          workload-0: a "
                                                         "request for an ephemeral port failed: every port "
                                                         "of the global TCP space is in use\n");
  Scenario before = ten_ports_on("windows-server-2008-sp2");
  add_workload(before, open_client(ArrivalProcess::constant, three_a_second), ConstantHold{30s});
  CHECK(log_until(SimTime{3500ms}, before).entries == 0);
}

TEST_CASE("A connect that waits for the half-open limit is event 4226", "[report]") {
  // One at a time, each answered after half a second: the connects at 1/3 s and 2/3 s wait.
  Scenario scenario = ten_ports_on("windows-xp-sp2");
  scenario.hosts.front().behaviour.half_open_limit = 1;
  scenario.services.front().round_trip = 500ms;
  add_workload(scenario, open_client(ArrivalProcess::constant, three_a_second));
  const std::string message =
      "  4226 Warning          workload-0: the half-open limit is reached: further connects wait, they do "
      "not "
      "fail\n";
  CHECK(log_until(SimTime{900ms}, scenario).text ==
        heading + "00:00:00.333" + message + "00:00:00.666" + message);
  scenario.hosts.front().os = find_os("windows-xp-sp1");
  CHECK(log_until(SimTime{900ms}, scenario).entries == 0);
}

TEST_CASE("Each host has a log of its own", "[report]") {
  Scenario scenario = ten_ports_on("windows-server-2012");
  add_workload(scenario, open_client(ArrivalProcess::constant, three_a_second));
  scenario.hosts.push_back(scenario.hosts.front());
  CHECK(log_until(SimTime{6s}, scenario, 1).entries == 0);
}

TEST_CASE("An empty log says so, and whether it could have entries", "[report]") {
  CHECK(no_events_text(ten_ports_on("windows-server-2012").hosts.front()) == "no events\n");
  CHECK(no_events_text(ten_ports_on("windows-2000").hosts.front()) ==
        "no events: Windows 2000 logs none about ports\n");
}
