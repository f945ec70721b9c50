#include "sim/replay/pool_snapshot.hpp"

#include <algorithm>
#include <cassert>
#include <map>
#include <set>

#include "sim/host/pool_names.hpp"

namespace portsim {

std::size_t PoolSnapshot::count(PortState state) const {
  return static_cast<std::size_t>(std::count(states.begin(), states.end(), state));
}

std::vector<PoolIndex> pools_of(const Replay& replay, HostIndex host) {
  std::set<PoolIndex> pools;
  for (const Route& route : replay.plan().epochs[replay.epoch()].routes)
    for (const Path& path : route.paths)
      if (route.host == host) pools.insert(path.pool);
  return {pools.begin(), pools.end()};
}

PoolIndex busiest_pool(const Replay& replay, HostIndex host, const std::vector<PoolIndex>& pools,
                       SimTime now) {
  assert(!pools.empty());
  std::map<PoolIndex, std::size_t> connections;
  for (const auto& [key, connection] : replay.sockets().connections_of(host))
    if (end_of(connection.times) > now) ++connections[connection.pool];
  return *std::max_element(pools.begin(), pools.end(),
                           [&](PoolIndex a, PoolIndex b) { return connections[a] < connections[b]; });
}

PoolSnapshot snapshot_of(const Replay& replay, PoolIndex index, SimTime now) {
  const PlannedPool& pool = replay.plan().pools[index];
  const PortRange whole{pool.ports().ranges().front().first, pool.ports().ranges().back().last};
  PoolSnapshot snapshot{name_of(pool, replay.scenario()), whole.first,
                        std::vector<PortState>(whole.size(), PortState::reserved)};
  for (PortOffset port = 0; port < pool.shape.ports; ++port)
    if (!pool.is_reserved(port))
      snapshot.states[pool.ports().at(port).number() - whole.first.number()] =
          state_of(replay.pool(index), port, now);
  return snapshot;
}

}  // namespace portsim
