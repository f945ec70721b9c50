#include "sim/cli/shown_pool.hpp"

#include <vector>

#include <fmt/format.h>

#include "sim/host/pool_names.hpp"
#include "sim/replay/pool_snapshot.hpp"
#include "sim/report/number_text.hpp"
#include "sim/scenario/problem_text.hpp"
#include "sim/scenario/suggestion.hpp"

namespace portsim {

tl::expected<ShownPool, std::string> shown_pool(const Replay& replay, HostIndex host,
                                                const std::string& wanted, SimTime now) {
  const std::vector<PoolIndex> pools = pools_of(replay, host);
  if (pools.empty()) return tl::unexpected{std::string{"--as ports: nothing on this host connects"}};
  if (wanted.empty()) {
    ShownPool busiest = shown_pool(replay, busiest_pool(replay, host, pools, now));
    if (pools.size() > 1) busiest.heading += fmt::format(", the busiest of {} pools", pools.size());
    return busiest;
  }
  std::vector<std::string> names;
  names.reserve(pools.size());
  for (const PoolIndex pool : pools) {
    names.push_back(name_of(replay.plan().pools[pool], replay.scenario()));
    if (names.back() == wanted) return shown_pool(replay, pool);
  }
  const Candidates known{names.begin(), names.end()};
  return tl::unexpected{
      fmt::format("--pool: unknown pool \"{}\"; {}", wanted, suggestion_for(wanted, known))};
}

ShownPool shown_pool(const Replay& replay, PoolIndex index) {
  const PlannedPool& pool = replay.plan().pools[index];
  const std::string name = name_of(pool, replay.scenario());
  return {index, fmt::format("{}, {}", printable(name), counted(pool.usable_ports(), "port"))};
}

}  // namespace portsim
