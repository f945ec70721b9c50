// The lazy pool against its oracle: whatever the scenario, the plainly event-driven pool gives the same
// records.
#include "sim/host/event_driven_pool.hpp"

#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include "tests/sim/host/recorder.hpp"
#include "tests/sim/one_host.hpp"

using namespace portsim;
using namespace portsim::test;

namespace {

PortSelectionSpec any_selection(PortCount ports) {
  const auto cursor_start = *rc::gen::inRange<PortOffset>(0, ports);
  switch (*rc::gen::inRange(0, 3)) {
    case 0:
      return SeqNaiveSpec{cursor_start, *rc::gen::arbitrary<bool>()};
    case 1:
      return SeqSmartSpec{cursor_start};
    default:
      return RandomOnceSpec{};
  }
}

Duration any_duration(Duration longest) {
  // Often a whole number of seconds, so that many things happen at the same instant.
  if (*rc::gen::arbitrary<bool>())
    return std::chrono::seconds{*rc::gen::inRange<std::int64_t>(0, longest / 1s + 1)};
  return Duration{*rc::gen::inRange<std::int64_t>(0, longest.count())};
}

HoldingTimeSpec any_hold() {
  const Duration length = any_duration(10s) + 1ms;
  switch (*rc::gen::inRange(0, 5)) {
    case 0:
      return ConstantHold{any_duration(10s)};
    case 1:
      return ExponentialHold{length};
    case 2:
      return UniformHold{length, 2 * length};
    case 3:
      return LognormalHold{length, 2.0};
    default:
      return HoldForever{};
  }
}

ClientSpec any_client() {
  const Rate rate{*rc::gen::inRange<std::int64_t>(1, 6), 1s};
  if (*rc::gen::arbitrary<bool>()) {
    OpenClient client =
        open_client(*rc::gen::element(ArrivalProcess::poisson, ArrivalProcess::constant), rate);
    if (*rc::gen::arbitrary<bool>()) {
      client.arrivals.phases = {{40s, rate, rate}, {30s, rate, {0, 1s}}, {std::nullopt, rate, rate}};
    }
    return client;
  }
  MailboxCacheClient cache;
  cache.users = *rc::gen::inRange<std::int64_t>(1, 30);
  cache.request_rate = {*rc::gen::inRange<std::int64_t>(1, 60), 1min};
  cache.ttl = any_duration(20s);
  cache.expires = *rc::gen::element(CacheExpiry::since_use, CacheExpiry::since_open);
  if (*rc::gen::arbitrary<bool>()) cache.connection_limit = *rc::gen::inRange<std::int64_t>(1, 20);
  return cache;
}

Scenario any_scenario() {
  OneHost given;
  given.ports = *rc::gen::inRange<PortCount>(1, 150);
  given.time_wait = any_duration(60s);
  given.selection = any_selection(given.ports);
  given.scope = *rc::gen::element(PoolScope::host, PoolScope::address, PoolScope::destination);
  given.time_wait_blocks = *rc::gen::element(TimeWaitBlocks::four_tuple, TimeWaitBlocks::pool);
  given.services = *rc::gen::inRange(1, 4);
  given.round_trip = any_duration(2s);
  given.duration = 3min;
  Scenario scenario = scenario_of(given);
  scenario.hosts.push_back(scenario.hosts.front());
  scenario.hosts.back().name = "other";
  scenario.services.front().round_trip = any_duration(2s);
  const int workloads = *rc::gen::inRange(1, 4);
  for (int n = 0; n < workloads; ++n) {
    Workload& workload =
        add_workload(scenario, any_client(), any_hold(),
                     *rc::gen::inRange<ServiceIndex>(0, static_cast<ServiceIndex>(given.services)));
    workload.host = *rc::gen::inRange<HostIndex>(0, 2);
    workload.starts = any_duration(1min);
    if (*rc::gen::arbitrary<bool>()) workload.ends = workload.starts + any_duration(2min) + 1s;
    workload.closes = *rc::gen::element(Closer::client, Closer::server, Closer::abort);
  }
  return scenario;
}

}  // namespace

TEST_CASE("The lazy pool and the event-driven pool give identical records, whatever the scenario", "[host]") {
  rc::check([] {
    const Scenario scenario = any_scenario();
    const RunId id{*rc::gen::arbitrary<std::uint64_t>(), *rc::gen::arbitrary<std::uint32_t>()};
    RC_ASSERT(record<PortPool>(scenario, id) == record<EventDrivenPool>(scenario, id));
  });
}

TEST_CASE("Both pools agree on the founding case's law over several laps of its cursor", "[host]") {
  Scenario scenario =
      scenario_of({.ports = 3976, .time_wait = 240s, .selection = SeqNaiveSpec{}, .duration = 20min});
  add_workload(scenario, open_client(ArrivalProcess::poisson, {20, 1s}), ExponentialHold{1s});
  CHECK(record<PortPool>(scenario) == record<EventDrivenPool>(scenario));
}
