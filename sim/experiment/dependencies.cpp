#include "sim/experiment/dependencies.hpp"

#include <algorithm>
#include <set>

#include "sim/scenario/port_source.hpp"
#include "sim/scenario/workload_bounds.hpp"

namespace portsim {

namespace {

std::set<AddressIndex> addresses_of(const Workload& workload) {
  if (workload.from.empty()) return {0};
  return {workload.from.begin(), workload.from.end()};
}

SocketUse socket_use_of(const HostBehaviour& host, const std::vector<const Workload*>& workloads) {
  SocketUse use;
  std::set<AddressIndex> addresses;
  for (const Workload* workload : workloads) {
    const PortPick pick = port_pick_of(host, *workload);
    use.own_order |= pick == PortPick::own_order;
    use.random_pick |= pick == PortPick::random;
    use.fixed_port |= pick == PortPick::fixed;
    use.any_port_at_bind |= pick == PortPick::at_bind;
    use.auto_reuse |= chooses_at_connect(host, *workload);
    use.enters_time_wait |= may_enter_time_wait(*workload);
    use.options.add(workload->socket);
    addresses.merge(addresses_of(*workload));
  }
  use.several_addresses = addresses.size() > 1;
  return use;
}

std::vector<const Workload*> workloads_on(HostIndex host, const std::vector<Workload>& workloads) {
  std::vector<const Workload*> found;
  for (const Workload& workload : workloads)
    if (workload.host == host) found.push_back(&workload);
  return found;
}

}  // namespace

std::vector<Dependency> dependencies_of(const Scenario& scenario) {
  std::vector<Dependency> dependencies;
  for (std::size_t epoch = 0; epoch < scenario.epochs(); ++epoch) {
    for (HostIndex index = 0; index < scenario.hosts.size(); ++index) {
      const auto workloads = workloads_on(index, scenario.workloads_in(epoch));
      if (workloads.empty()) continue;
      const Host& host = scenario.hosts_in(epoch)[index];
      const SocketUse use = socket_use_of(host.behaviour, workloads);
      for (Dependency& found : dependencies_of(*host.os, host.configuration, host.behaviour, use))
        if (std::find(dependencies.begin(), dependencies.end(), found) == dependencies.end())
          dependencies.push_back(std::move(found));
    }
  }
  return dependencies;
}

}  // namespace portsim
