#include <catch2/catch.hpp>

#include "sim/theory/closed_form.hpp"

#include "tests/sim/theory/one_client.hpp"

using namespace portsim;
using namespace portsim::test;
using Catch::Matchers::Contains;

namespace {

void check_beyond(const Scenario& scenario, const std::string& reason) {
  const AnalyticResult theory = closed_form(scenario);
  CHECK_FALSE(theory.failure_fraction);
  CHECK(theory.model.empty());
  CHECK(theory.comparison == Comparison::none);
  CHECK_THAT(theory.note, Contains(reason));
}

void check_counted(const Scenario& scenario) {
  CHECK(closed_form(scenario).comparison == Comparison::exactly);
}

}  // namespace

TEST_CASE("A scenario with a timeline has no closed form, and still an offered load", "[theory]") {
  Scenario scenario = evenly_spaced(windows_2003, {20, 1s});
  scenario.timeline.push_back({.at = 10min,
                               .what = "restart the adapter of client",
                               .cuts = 0,
                               .hosts = scenario.hosts,
                               .workloads = scenario.workloads});
  check_beyond(scenario, "changes during the run");
  CHECK(closed_form(scenario).offered_load == Approx(4800));
}

TEST_CASE("A cap on TIME_WAIT matters where there can be more entries", "[theory]") {
  Scenario scenario = evenly_spaced(windows_2003, {20, 1s});  // 3,976 ports of 240 s
  scenario.hosts[0].behaviour.time_wait_cap = 3'900;
  check_beyond(scenario, "more than 3,900 connections in TIME_WAIT");
  scenario.hosts[0].behaviour.time_wait_cap = 4'300;  // one destination: an entry a port
  check_counted(scenario);
}

TEST_CASE("A half-open limit matters where connects may have to wait", "[theory]") {
  OneHost host = windows_2003;
  host.round_trip = 1s;
  Scenario scenario = evenly_spaced(host, {10, 1s});
  scenario.hosts[0].behaviour.half_open_limit = 10;
  check_counted(scenario);  // ten are under way at once, never more
  add_workload(scenario, open_client(ArrivalProcess::constant, {1, 1s}));
  check_beyond(scenario, "10 connects");
  // Ten or more of Poisson attempts with mean 5 are under way 3 % of the time, with mean 1/2 never.
  check_beyond(
      [&] {
        Scenario busy = poisson(host, {5, 1s});
        busy.hosts[0].behaviour.half_open_limit = 10;
        return busy;
      }(),
      "may have to wait");
  Scenario calm = poisson(host, {1, 2s});
  calm.hosts[0].behaviour.half_open_limit = 10;
  CHECK(closed_form(calm).comparison == Comparison::within_interval);
}

TEST_CASE("Another host's connects do not count towards a half-open limit", "[theory]") {
  OneHost host = windows_2003;
  host.round_trip = 1s;
  Scenario scenario = evenly_spaced(host, {10, 1s});
  scenario.hosts[0].behaviour.half_open_limit = 10;
  scenario.hosts.push_back(scenario.hosts[0]);
  add_workload(scenario, open_client(ArrivalProcess::constant, {10, 1s})).host = 1;
  check_counted(scenario);
}

TEST_CASE("A cap on TIME_WAIT matters where it may be reached", "[theory]") {
  Scenario scenario = evenly_spaced(windows_2003, {20, 1s});  // 4800 a TIME_WAIT
  scenario.hosts[0].behaviour.time_wait_cap = 2000;
  check_beyond(scenario, "2,000 connections in TIME_WAIT");
  scenario.hosts[0].behaviour.time_wait_cap = 4800;
  check_counted(scenario);
  scenario.hosts[0].behaviour.time_wait_cap = 1;
  scenario.workloads[0].closes = Closer::server;
  check_counted(scenario);
}

TEST_CASE("TIME_WAIT that stops ending matters where the run goes so far", "[theory]") {
  Scenario scenario = evenly_spaced(windows_2003, {20, 1s});  // for half an hour
  scenario.hosts[0].behaviour.last_time_wait_end = 497 * 24h;
  scenario.hosts[0].uptime = 497 * 24h - 30min;
  check_counted(scenario);
  scenario.hosts[0].uptime += 1s;
  check_beyond(scenario, "uptime of 497 days");
  scenario.workloads[0].closes = Closer::server;
  check_counted(scenario);
}

TEST_CASE("Clients that select their ports in different ways have no closed form", "[theory]") {
  Scenario scenario = poisson(windows_2003, {1, 1s});
  add_workload(scenario, open_client(ArrivalProcess::poisson, {1, 1s}))
      .socket.add(SocketOption::randomize_port);
  check_beyond(scenario, "different ways");
}

TEST_CASE("SO_REUSEADDR on some sockets only has no closed form where it lifts TIME_WAIT", "[theory]") {
  Scenario scenario = poisson(windows_2003, {1, 1s});
  add_workload(scenario, open_client(ArrivalProcess::poisson, {1, 1s})).socket.add(SocketOption::reuseaddr);
  CHECK(closed_form(scenario).comparison == Comparison::within_interval);
  scenario.hosts[0].behaviour.reuseaddr_lifts_time_wait = true;
  check_beyond(scenario, "SO_REUSEADDR");
}
