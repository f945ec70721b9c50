#include "sim/host/running_host.hpp"

namespace portsim {

SimTime RunningHost::tick_after(SimTime when, Duration between_ticks) const {
  const Duration phase = rounded_nanoseconds(timer_phase * static_cast<double>(between_ticks.count()));
  const Duration since_tick = (when.since_start() - phase) % between_ticks;
  const bool is_before_first = since_tick < Duration::zero();
  return when - since_tick + (is_before_first ? Duration::zero() : between_ticks);
}

RunningHost make_running_host(const HostBehaviour& behaviour, SimTime started, double timer_phase) {
  RunningHost host;
  host.started = started;
  host.timer_phase = timer_phase;
  if (behaviour.half_open_limit) host.half_open.emplace(*behaviour.half_open_limit);
  if (behaviour.time_wait_cap) host.time_wait_cap.emplace(*behaviour.time_wait_cap);
  if (behaviour.last_time_wait_end) host.last_time_wait_end = started + *behaviour.last_time_wait_end;
  return host;
}

}  // namespace portsim
