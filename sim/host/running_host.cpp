#include "sim/host/running_host.hpp"

namespace portsim {

namespace {

Duration part_of(Duration whole, double part) {
  return rounded_nanoseconds(part * static_cast<double>(whole.count()));
}

}  // namespace

SimTime RunningHost::tick_after(SimTime when, Duration between_ticks) const {
  const Duration phase = part_of(between_ticks, phases.time_wait);
  const Duration since_tick = (when.since_start() - phase) % between_ticks;
  const bool is_before_first = since_tick < Duration::zero();
  return when - since_tick + (is_before_first ? Duration::zero() : between_ticks);
}

RunningHost make_running_host(const HostBehaviour& behaviour, SimTime started, const HostPhases& phases) {
  RunningHost host;
  host.started = started;
  host.phases = phases;
  const Duration between = time_between_renewals(behaviour.selection);
  host.renewed = SimTime{} - between + part_of(between, phases.port_hash);
  if (behaviour.half_open_limit) host.half_open.emplace(*behaviour.half_open_limit);
  if (behaviour.time_wait_cap) host.time_wait_cap.emplace(*behaviour.time_wait_cap);
  if (behaviour.last_time_wait_end) host.last_time_wait_end = started + *behaviour.last_time_wait_end;
  return host;
}

}  // namespace portsim
