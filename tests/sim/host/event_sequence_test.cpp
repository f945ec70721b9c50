// Hosts that are run one after another, against the same hosts in the order of time.
#include "sim/host/event_sequence.hpp"

#include <algorithm>
#include <vector>

#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include "sim/host/observed_simulation.hpp"

#include "tests/sim/host/any_scenario.hpp"
#include "tests/sim/host/recorder.hpp"
#include "tests/sim/one_host.hpp"

using namespace portsim;
using namespace portsim::test;

namespace {

struct RecorderOfHostsApart : Recorder {
  bool may_hear_hosts_apart() const override { return true; }
};

Recorder record_apart(const Scenario& scenario, const RunId& id = {}) {
  RecorderOfHostsApart recorder;
  ObservedSimulation{scenario, id, recorder}.run_until(SimTime{scenario.duration});
  return recorder;
}

template <class Records, class HostOf>
void sort_by_host(Records& records, HostOf host_of) {
  std::stable_sort(records.begin(), records.end(),
                   [&](const auto& a, const auto& b) { return host_of(a) < host_of(b); });
}

// What happened to the first host, then what happened to the next.
Recorder by_host(const Scenario& scenario, Recorder records) {
  const PortPlan plan = plan_ports(scenario);
  const auto of_workload = [&](const auto& record) { return scenario.workloads[record.workload].host; };
  const auto of_pool = [&](const auto& record) { return plan.pools[record.first].host; };
  const auto of_host = [](const auto& record) { return record.first; };
  sort_by_host(records.attempts, of_workload);
  sort_by_host(records.requests, of_workload);
  sort_by_host(records.progress, of_workload);
  sort_by_host(records.times, of_workload);
  sort_by_host(records.intervals, of_pool);
  sort_by_host(records.given_up_parts, of_pool);
  sort_by_host(records.waits, of_host);
  sort_by_host(records.waits_taken_back, of_host);
  sort_by_host(records.ended, [&](const auto& record) { return plan.pools[record.first.pool].host; });
  return records;
}

Scenario two_hosts() {
  Scenario scenario = scenario_of({.ports = 20, .time_wait = 60s, .duration = 10min});
  scenario.hosts.push_back(scenario.hosts.front());
  for (const HostIndex host : {1U, 0U, 1U})
    add_workload(scenario, open_client(ArrivalProcess::poisson, {30, 1min}), ExponentialHold{1s}).host = host;
  return scenario;
}

std::vector<HostIndex> hosts_of(const Scenario& scenario, const std::vector<Attempt>& attempts) {
  std::vector<HostIndex> hosts;
  for (const Attempt& attempt : attempts) hosts.push_back(scenario.workloads[attempt.workload].host);
  return hosts;
}

}  // namespace

TEST_CASE("An observer that allows it hears of one host after another", "[host]") {
  const Scenario scenario = two_hosts();
  const std::vector<HostIndex> in_time = hosts_of(scenario, record(scenario).attempts);
  const std::vector<HostIndex> apart = hosts_of(scenario, record_apart(scenario).attempts);
  CHECK_FALSE(std::is_sorted(in_time.begin(), in_time.end()));
  CHECK(std::is_sorted(apart.begin(), apart.end()));
}

TEST_CASE("All hosts are in the order of time where the timeline may change them at once", "[host]") {
  Scenario scenario = two_hosts();
  scenario.timeline.push_back({.at = 5min, .hosts = scenario.hosts, .workloads = scenario.workloads});
  CHECK(record_apart(scenario) == record(scenario));
}

TEST_CASE("A run that is advanced in parts takes every host to the end of each part", "[host]") {
  const Scenario scenario = two_hosts();
  RecorderOfHostsApart recorder;
  ObservedSimulation simulation{scenario, {}, recorder};
  double done = 0;
  for (const SimTime until : {SimTime{1min}, SimTime{7min}, SimTime{10min}}) {
    while (!simulation.advance(until, 3)) {
      CHECK(simulation.part_done(SimTime{10min}) >= done);
      done = simulation.part_done(SimTime{10min});
    }
    CHECK(simulation.next_time() >= until);
  }
  CHECK(done > 0.9);
  CHECK(by_host(scenario, recorder) == by_host(scenario, record(scenario)));
}

TEST_CASE("Running hosts one after another changes no host's records, whatever the scenario", "[host]") {
  CHECK(rc::check([] {
    Scenario scenario = any_scenario();
    scenario.timeline.clear();
    const RunId id{*rc::gen::arbitrary<std::uint64_t>(), *rc::gen::arbitrary<std::uint32_t>()};
    RC_ASSERT(by_host(scenario, record_apart(scenario, id)) == by_host(scenario, record(scenario, id)));
  }));
}
