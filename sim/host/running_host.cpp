#include "sim/host/running_host.hpp"

namespace portsim {

RunningHost make_running_host(const HostBehaviour& behaviour, SimTime started) {
  RunningHost host;
  host.started = started;
  if (behaviour.half_open_limit) host.half_open.emplace(*behaviour.half_open_limit);
  if (behaviour.time_wait_cap) host.time_wait_cap.emplace(*behaviour.time_wait_cap);
  if (behaviour.last_time_wait_end) host.last_time_wait_end = started + *behaviour.last_time_wait_end;
  return host;
}

}  // namespace portsim
