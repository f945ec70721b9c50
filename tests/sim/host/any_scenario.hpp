// Scenarios for property tests: any hosts, systems' peculiarities, workloads and timeline, small enough for a
// run of minutes.
#pragma once

#include <algorithm>
#include <vector>

#include <rapidcheck.h>

#include "tests/sim/host/any_client.hpp"
#include "tests/sim/one_host.hpp"

namespace portsim::test {

inline PortSelectionSpec any_selection(PortCount ports) {
  const auto cursor_start = *rc::gen::inRange<PortOffset>(0, ports);
  switch (*rc::gen::inRange(0, 5)) {
    case 0:
      return SeqNaiveSpec{cursor_start, *rc::gen::arbitrary<bool>()};
    case 1:
      return SeqSmartSpec{cursor_start};
    case 2:
      return SeqClosingSpec{cursor_start, Probability{*rc::gen::element(0.0, 0.3, 1.0)}};
    case 3:
      return RandomOnceSpec{};
    default:
      return *rc::gen::element<PortSelectionSpec>(
          RandomStartSpec{}, RandomPickSpec{}, HashOffsetSpec{}, DoubleHashSpec{}, RandomIncrementsSpec{},
          linux_connect_4_2, linux_connect_5_12, linux_connect_5_18, LinuxBindSpec{}, FreeBsdSpec{});
  }
}

inline ClosingStates any_states() {
  ClosingStates states;
  for (const ClosingState state : {ClosingState::fin_wait_1, ClosingState::last_ack, ClosingState::time_wait})
    if (*rc::gen::arbitrary<bool>()) states.add(state);
  return states;
}

// What Linux keeps beside its four-tuples.
inline void add_both_ends(HostBehaviour& host) {
  const auto now_and_then = [] { return *rc::gen::inRange(0, 3) == 0; };
  host.bound_ports =
      *rc::gen::element(BoundPorts::closed_until_binder_left, BoundPorts::closed_until_nobody_is_on);
  host.any_port_at_bind = AnyPortAtBind{LinuxBindSpec{}, PoolScope::address, {}};
  host.shares_ports_at_bind = now_and_then();
  host.has_timestamps = now_and_then();
  host.fin_wait_2 = any_duration(60s) + 1s;
  if (now_and_then()) host.time_wait_buckets = *rc::gen::inRange<std::int64_t>(0, 20);
  if (now_and_then()) host.reused_after_on_loopback = TimeWaitLength{any_duration(2s), {}};
}

// Half of the hosts have none of it, so that the others' rest is seen by itself too.
inline void add_peculiarities(HostBehaviour& host) {
  const auto now_and_then = [] { return *rc::gen::inRange(0, 3) == 0; };
  const bool is_as_linux =
      host.scope == PoolScope::destination && host.time_wait_blocks == TimeWaitBlocks::four_tuple;
  if (is_as_linux && *rc::gen::arbitrary<bool>()) return add_both_ends(host);
  if (*rc::gen::arbitrary<bool>()) return;
  // A cap is older than the defects.
  if (host.time_wait_blocks == TimeWaitBlocks::four_tuple && now_and_then()) {
    host.time_wait_cap = *rc::gen::inRange<std::int64_t>(0, 20);
    return;
  }
  if (now_and_then()) host.time_wait_granularity = any_duration(10s);
  if (now_and_then()) host.reused_after = TimeWaitLength{any_duration(2s), any_duration(2s)};
  if (now_and_then()) host.reserved = {{Port{1027}, Port{1027}}};
  if (now_and_then())
    host.any_port_at_bind =
        AnyPortAtBind{*rc::gen::element<PortSelectionSpec>(LinuxBindSpec{}, RandomStartSpec{}, FreeBsdSpec{}),
                      *rc::gen::element(PoolScope::host, PoolScope::address),
                      {}};
  // TIME_WAIT is lifted only where it closes a four-tuple, and each destination has ports of its own.
  const bool may_lift =
      host.time_wait_blocks == TimeWaitBlocks::four_tuple && host.scope != PoolScope::address;
  if (now_and_then())
    host.named_port_at_bind = NamedPortAtBind{{}, {}, may_lift && *rc::gen::arbitrary<bool>()};
  host.handed_out = any_states();
  host.has_pool_per_address = now_and_then();
  host.addresses_share_four_tuples = now_and_then();
  if (now_and_then()) host.auto_reuse = PortRange{Port{1030}, Port{1034}};
  host.has_auto_reuse_without_option = now_and_then();
  if (now_and_then()) host.half_open_limit = *rc::gen::inRange<std::int64_t>(1, 5);
  // Systems that have this or a cap keep a four-tuple in TIME_WAIT, not a port.
  const bool keeps_four_tuples = host.time_wait_blocks == TimeWaitBlocks::four_tuple;
  if (now_and_then()) host.last_time_wait_end = any_duration(3min);
  if (now_and_then()) host.excluded = {{Port{1025}, Port{1025}}, {Port{1028}, Port{1029}}};
  host.reuseaddr_lifts_time_wait = keeps_four_tuples && now_and_then();
}

inline void add_peculiarities(Workload& workload) {
  workload.from = *rc::gen::element(std::vector<AddressIndex>{}, std::vector<AddressIndex>{0, 1},
                                    std::vector<AddressIndex>{1, 0, 1});
  workload.bind.call = *rc::gen::element(BindCall::none, BindCall::any_port, BindCall::fixed_port);
  workload.bind.port = Port{*rc::gen::element<std::uint16_t>(600, 1026, 1028)};
  for (const SocketOption option : {SocketOption::reuseaddr, SocketOption::randomize_port,
                                    SocketOption::port_scalability, SocketOption::reuse_unicastport})
    if (*rc::gen::inRange(0, 3) == 0) workload.socket.add(option);
  if (*rc::gen::inRange(0, 4) == 0) workload.port_range = PortRange{Port{1026}, Port{1031}};
  if (*rc::gen::arbitrary<bool>()) {
    workload.retry = RetrySpec{.attempts = *rc::gen::inRange<std::int64_t>(1, 4),
                               .backoff = any_duration(20s) + 1ms,
                               .is_exponential = *rc::gen::arbitrary<bool>(),
                               .jitter = *rc::gen::element(Jitter::none, Jitter::equal, Jitter::full)};
  }
}

// Connections that differ: in where they go and in who closes.
inline void add_mixtures(Workload& workload, const std::vector<Service>& services) {
  if (services.size() > 1 && *rc::gen::arbitrary<bool>())
    workload.connects_to = {{0, Probability{0.25}}, {1, Probability{0.75}}};
  if (*rc::gen::arbitrary<bool>()) workload.closes = {Probability{0.5}, Probability{0.25}, Probability{0.25}};
}

inline bool changes_range(const Scenario& scenario) {
  return std::any_of(scenario.timeline.begin(), scenario.timeline.end(), [&](const TimelineStep& step) {
    return step.hosts[0].behaviour.ephemeral != scenario.hosts[0].behaviour.ephemeral ||
           step.hosts[1].behaviour.ephemeral != scenario.hosts[1].behaviour.ephemeral;
  });
}

inline TimelineStep any_step(const Scenario& scenario, PortCount ports) {
  TimelineStep step;
  step.at = any_duration(3min);
  step.hosts = scenario.hosts;
  step.workloads = scenario.workloads;
  if (*rc::gen::arbitrary<bool>()) step.cuts = *rc::gen::inRange<HostIndex>(0, 2);
  step.restarts_host = step.cuts && *rc::gen::arbitrary<bool>();
  HostBehaviour& host = step.hosts[*rc::gen::inRange<std::size_t>(0, 2)].behaviour;
  switch (*rc::gen::inRange(0, 4)) {
    case 0:  // the range moves and grows
      host.ephemeral = {Port{1030}, Port{static_cast<std::uint16_t>(1040 + ports)}};
      break;
    case 1:
      host.time_wait = any_duration(60s);
      break;
    case 2:
      if (const ClientSpec other = any_client(); other.index() == scenario.workloads.front().client.index())
        step.workloads.front().client = other;
      break;
    default:
      step.workloads.back().holds = any_hold();
  }
  return step;
}

inline Scenario any_scenario() {
  OneHost given;
  given.ports = *rc::gen::inRange<PortCount>(8, 150);
  given.time_wait = any_duration(60s);
  given.selection = any_selection(5);
  given.scope = *rc::gen::element(PoolScope::host, PoolScope::address, PoolScope::destination);
  given.time_wait_blocks = *rc::gen::element(TimeWaitBlocks::four_tuple, TimeWaitBlocks::pool);
  given.services = *rc::gen::inRange(1, 4);
  given.round_trip = any_duration(2s);
  given.duration = 3min;
  Scenario scenario = scenario_of(given);
  scenario.hosts.front().addresses.emplace_back(10, 0, 0, 11);
  add_peculiarities(scenario.hosts.front().behaviour);
  scenario.hosts.push_back(scenario.hosts.front());
  scenario.hosts.back().name = "other";
  scenario.services.front().round_trip = any_duration(2s);
  scenario.services.front().listens = *rc::gen::inRange(0, 4) != 0;
  if (*rc::gen::arbitrary<bool>()) scenario.services.front().closes_after = any_duration(2min);
  if (*rc::gen::arbitrary<bool>()) scenario.services.front().endpoint = {{127, 0, 0, 1}, Port{1027}};
  scenario.services.back().count = *rc::gen::inRange<std::uint32_t>(1, 4);
  const int workloads = *rc::gen::inRange(1, 4);
  for (int n = 0; n < workloads; ++n) {
    Workload& workload =
        add_workload(scenario, any_client(), any_hold(),
                     *rc::gen::inRange<ServiceIndex>(0, static_cast<ServiceIndex>(given.services)));
    workload.host = *rc::gen::inRange<HostIndex>(0, 2);
    workload.starts = any_duration(1min);
    if (*rc::gen::arbitrary<bool>()) workload.ends = workload.starts + any_duration(2min) + 1s;
    workload.closes = CloserMix{*rc::gen::element(Closer::client, Closer::server, Closer::abort)};
    if (*rc::gen::arbitrary<bool>()) add_peculiarities(workload);
    if (*rc::gen::arbitrary<bool>()) add_mixtures(workload, scenario.services);
  }
  if (*rc::gen::arbitrary<bool>())
    scenario.hosts.front().occupied = {*rc::gen::inRange<PortCount>(0, 5), any_duration(3min)};
  const int steps = *rc::gen::inRange(0, 3);
  for (int n = 0; n < steps; ++n) scenario.timeline.push_back(any_step(scenario, given.ports));
  std::stable_sort(scenario.timeline.begin(), scenario.timeline.end(),
                   [](const TimelineStep& a, const TimelineStep& b) { return a.at < b.at; });
  return scenario;
}

}  // namespace portsim::test
