#include "sim/host/pool_names.hpp"

#include "sim/host/destination.hpp"

namespace portsim {

std::string name_of(const PlannedPool& pool, const Scenario& scenario) {
  const Host& host = scenario.hosts[pool.host];
  std::string name = host.name;
  if (pool.address.value_or(0) > 0) name += "/" + to_text(address_of(host, *pool.address));
  if (pool.remote) name += "/" + name_of(*pool.remote, scenario.services);
  if (pool.is_named_port) name += "/" + std::to_string(pool.ports().at(0).number());
  return name;
}

std::string stream_of(const PlannedSelector& selector, const PortPlan& plan, const Scenario& scenario) {
  const PlannedPool& pool = plan.pools[selector.pool];
  std::string stream =
      has_state_of_host(selector.spec) ? scenario.hosts[pool.host].name : name_of(pool, scenario);
  if (!selector.is_hosts_own) stream += "/" + std::string{name_of(selector.spec)};
  return stream;
}

}  // namespace portsim
