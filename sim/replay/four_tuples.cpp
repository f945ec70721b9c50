#include "sim/replay/four_tuples.hpp"

namespace portsim {
namespace {

RemoteIndex remote_of(const Workload& workload, const std::vector<Service>& services,
                      std::uint32_t destination) {
  for (const ServiceShare& part : workload.connects_to) {
    const std::uint32_t count = services[part.service].count;
    if (destination < count) return {part.service, destination};
    destination -= count;
  }
  return {};
}

}  // namespace

ConnectionKey FourTuples::key_of(const PoolFourTuple& tuple) const {
  const PlannedPool& pool = plan_.pools[tuple.pool];
  return {pool.host, plan_.destinations_of(pool)[tuple.destination], pool.ports().at(tuple.port)};
}

ConnectionKey FourTuples::key_of(std::size_t epoch, const ConnectionTimes& times) const {
  const Path& path = path_of(epoch, times);
  return key_of({path.pool, path.destination, times.port});
}

FourTuple FourTuples::of(std::size_t epoch, const ConnectionTimes& times) const {
  const LocalDestination ends = ends_of(epoch, times.workload, times.path);
  const HostIndex host = plan_.epochs[epoch].routes[times.workload].host;
  const Port port = plan_.pools[path_of(epoch, times).pool].ports().at(times.port);
  return {{address_of(scenario_.hosts_in(epoch)[host], ends.address), port},
          endpoint_of(scenario_.services[ends.remote.service], ends.remote)};
}

LocalDestination FourTuples::ends_of(std::size_t epoch, WorkloadIndex index, std::uint32_t path) const {
  const Workload& workload = scenario_.workloads_in(epoch)[index];
  const std::uint32_t destinations = plan_.epochs[epoch].routes[index].destinations;
  const RemoteIndex remote = remote_of(workload, scenario_.services, path % destinations);
  const AddressIndex address = workload.from.empty()
                                   ? source_address(scenario_.hosts_in(epoch)[workload.host],
                                                    scenario_.services[remote.service], remote)
                                   : workload.from[path / destinations];
  return {address, remote};
}

}  // namespace portsim
