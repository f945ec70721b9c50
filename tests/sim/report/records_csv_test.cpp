// A replication second by second and event by event; every figure is worked out by hand.
#include <string>

#include <catch2/catch.hpp>

#include "sim/report/events_csv.hpp"
#include "sim/report/timeline_csv.hpp"

#include "tests/sim/one_host.hpp"

using namespace portsim;
using namespace portsim::test;

namespace {

// Two ports. Connects at 0 s, 1 s, …, 4 s: each is open for 1 s, with 0.2 s to establish and to close, and
// then 2 s in TIME_WAIT. The third and the fourth find no port.
Scenario two_ports() {
  Scenario scenario = scenario_of({.ports = 2, .time_wait = 2s, .round_trip = 200ms, .duration = 5s});
  add_workload(scenario, open_client(ArrivalProcess::constant, {1, 1s}), ConstantHold{1s});
  return scenario;
}

template <class Csv>
std::string told(const Scenario& scenario) {
  std::string text;
  Csv csv{scenario, [&](std::string_view part) { text += part; }};
  Chronicle{scenario, {}, {&csv}}.tell([](double) { return true; });
  return text;
}

}  // namespace

TEST_CASE("A timeline has what was held at the end of each second, and what was tried in it",
          "[report][csv]") {
  CHECK(told<TimelineCsv>(two_ports()) ==
        "time_s,host,syn_sent,established,fin_wait_1,fin_wait_2,last_ack,time_wait,others,attempts,failures,"
        "probes\r\n"
        "1,client,0,1,0,0,0,0,0,1,0,1\r\n"
        "2,client,0,1,0,0,0,1,0,1,0,1\r\n"
        "3,client,0,0,0,0,0,2,0,1,1,2\r\n"
        "4,client,0,0,0,0,0,1,0,1,1,2\r\n"
        "5,client,0,1,0,0,0,0,0,1,0,1\r\n");
}

TEST_CASE("A timeline ends with the rest of the last second, and counts the ports of others",
          "[report][csv]") {
  Scenario scenario = two_ports();
  scenario.duration = 1100ms;
  scenario.hosts.front().occupied = {.ports = 1, .until = 1s};
  CHECK(told<TimelineCsv>(scenario) ==
        "time_s,host,syn_sent,established,fin_wait_1,fin_wait_2,last_ack,time_wait,others,attempts,failures,"
        "probes\r\n"
        "1,client,0,1,0,0,0,0,0,1,0,2\r\n"  // the first port is held by others, until 1 s
        "1.1,client,1,1,0,0,0,0,0,1,0,1\r\n");
}

TEST_CASE("A timeline shows a second's end before what is done then, and after a cut nothing of before",
          "[report][csv]") {
  Scenario scenario = scenario_of({.ports = 20, .time_wait = 60s, .duration = 4s});
  scenario.hosts.front().occupied = {.ports = 5, .until = 10s};
  add_workload(scenario, open_client(ArrivalProcess::constant, {1, 1s}));
  scenario.timeline.push_back({.at = 2s,
                               .what = "restart the adapter of client",
                               .cuts = 0,
                               .hosts = scenario.hosts,
                               .workloads = scenario.workloads});
  CHECK(told<TimelineCsv>(scenario) ==
        "time_s,host,syn_sent,established,fin_wait_1,fin_wait_2,last_ack,time_wait,others,attempts,failures,"
        "probes\r\n"
        "1,client,0,0,0,0,0,1,5,1,0,6\r\n"  // past the five ports of others
        "2,client,0,0,0,0,0,2,5,1,0,1\r\n"
        "3,client,0,0,0,0,0,1,0,1,0,1\r\n"
        "4,client,0,0,0,0,0,2,0,1,0,1\r\n");
}

TEST_CASE("Events are the attempts and every state of their connections, in the order of time",
          "[report][csv]") {
  Scenario scenario = two_ports();
  scenario.duration = 3500ms;
  scenario.hosts.front().behaviour.on_collision = {.code = 99, .name = "EADDRNOTAVAIL"};
  const std::string first = "10.0.0.10,1025,10.0.1.20,143";
  const std::string second = "10.0.0.10,1026,10.0.1.20,143";
  const auto state = [](const std::string& when, const std::string& of, const std::string& what) {
    return when + ",state,client,workload-0," + of + "," + what + ",,,\r\n";
  };
  CHECK(told<EventsCsv>(scenario) ==
        "time_s,event,host,workload,local_address,local_port,remote_address,remote_port,result,error,probes,"
        "retry\r\n"
        "0.000000000,attempt,client,workload-0," +
            first + ",connected,,1,0\r\n" + state("0.000000000", first, "SYN_SENT") +
            state("0.200000000", first, "ESTABLISHED") + "1.000000000,attempt,client,workload-0," + second +
            ",connected,,1,0\r\n" + state("1.000000000", second, "SYN_SENT") +
            state("1.200000000", first, "FIN_WAIT_1") + state("1.200000000", second, "ESTABLISHED") +
            state("1.400000000", first, "TIME_WAIT") + "2.000000000,attempt,client,workload-0," + first +
            ",collided,EADDRNOTAVAIL,2,0\r\n" + state("2.200000000", second, "FIN_WAIT_1") +
            state("2.400000000", second, "TIME_WAIT") + "3.000000000,attempt,client,workload-0," + first +
            ",collided,EADDRNOTAVAIL,2,0\r\n" + state("3.400000000", first, "CLOSED"));
}

TEST_CASE("An operator's step and a hostile name stand in the events as text", "[report][csv]") {
  Scenario scenario = two_ports();
  scenario.hosts.front().name = "=cmd,\"x\"";
  scenario.timeline.push_back({.at = 500ms,
                               .what = "restart the adapter of client",
                               .cuts = 0,
                               .hosts = scenario.hosts,
                               .workloads = scenario.workloads});
  const std::string text = told<EventsCsv>(scenario);
  CHECK(text.find("\"'=cmd,\"\"x\"\"\",workload-0") != std::string::npos);
  const auto step = text.find("0.500000000,step,,,,,,,restart the adapter of client,,,\r\n");
  const auto closed =
      text.find("0.500000000,state,\"'=cmd,\"\"x\"\"\",workload-0,10.0.0.10,1025,10.0.1.20,143,CLOSED");
  CHECK(step != std::string::npos);
  CHECK(closed != std::string::npos);
  CHECK(step < closed);
}
