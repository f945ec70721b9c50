#include "sim/experiment/cured.hpp"

#include <algorithm>
#include <cassert>

#include "sim/scenario/port_source.hpp"

namespace portsim {

namespace {

bool has_several_pools(const Workload& workload) {
  return workload.socket.has(SocketOption::port_scalability) && workload.from.size() > 1;
}

// The closing port is one of the host's own order, the one pool instead of several is of several addresses.
bool meets(const HostBehaviour& host, Defect defect, const Workload& workload) {
  if (defect == Defect::closing_port) return port_pick_of(host, workload) == PortPick::own_order;
  return defect != Defect::port_scalability || has_several_pools(workload);
}

bool can_show(const Scenario& scenario, HostIndex index, Defect defect) {
  const Host& host = scenario.hosts[index];
  const auto is_met_by = [&](const Workload& workload) {
    return workload.host == index && meets(host.behaviour, defect, workload);
  };
  const bool is_in_time =
      !ends_time_wait_never(defect) || host.uptime + scenario.duration >= host.behaviour.last_time_wait_end;
  return is_in_time && std::any_of(scenario.workloads.begin(), scenario.workloads.end(), is_met_by);
}

void cure(Host& host, Defect defect) {
  host.configuration.cured.push_back(defect);
  const auto behaviour = behaviour_of(*host.os, host.configuration);
  assert(behaviour);  // it was loaded with the defect, and what is cured asks for nothing more
  host.behaviour = *behaviour;
}

}  // namespace

std::vector<HostDefect> defects_that_can_show(const Scenario& scenario) {
  std::vector<HostDefect> found;
  for (HostIndex host = 0; host < scenario.hosts.size(); ++host)
    for (const ActiveDefect& active : scenario.hosts[host].behaviour.defects)
      if (can_show(scenario, host, active.defect)) found.push_back({host, active});
  return found;
}

Scenario cured_of(const Scenario& scenario, HostIndex host, Defect defect) {
  Scenario cured = scenario;
  cure(cured.hosts[host], defect);
  for (TimelineStep& step : cured.timeline) cure(step.hosts[host], defect);
  return cured;
}

}  // namespace portsim
