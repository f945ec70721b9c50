// Bursts for connections of one length: nothing is random, so the failures of the observed time are counted
// exactly, burst by burst.
#include <algorithm>
#include <deque>
#include <variant>

#include <fmt/format.h>

#include "sim/theory/attempt_rates.hpp"
#include "sim/theory/law_conditions.hpp"
#include "sim/theory/laws.hpp"

namespace portsim {

namespace {

struct Count {
  std::int64_t attempts = 0;
  std::int64_t failures = 0;
};

// Ports that come back together.
struct Taken {
  Duration until;
  std::int64_t ports;
};

Count count_bursts(const Rate& bursts, const ActiveSpan& active, Duration lease, std::int64_t ports,
                   Duration warm_up) {
  Count count;
  std::deque<Taken> taken;
  std::int64_t free = ports;
  for (Duration at = active.from; at < active.until; at += bursts.per) {
    for (; !taken.empty() && taken.front().until <= at; taken.pop_front()) free += taken.front().ports;
    const std::int64_t connected = std::min(bursts.events, free);
    if (connected > 0) taken.push_back({at + lease, connected});
    free -= connected;
    if (at < warm_up) continue;
    count.attempts += bursts.events;
    count.failures += bursts.events - connected;
  }
  return count;
}

}  // namespace

std::optional<PoolVerdict> bursts_law(const PoolDemand& pool, const Scenario& scenario) {
  constexpr std::int64_t bursts_max = 10'000'000;
  const WorkloadDemand* demand = pool.only_workload();
  const auto* client = demand ? std::get_if<OpenClient>(&demand->workload->client) : nullptr;
  if (!client || client->arrivals.process != ArrivalProcess::bursts || client->arrivals.phases.size() != 1)
    return std::nullopt;
  if (demand->is_drawn() || demand->turns > 1 || retries(pool) || !is_constant(demand->workload->holds) ||
      !tries_every_port(pool) || demand->besides_hold.rounding > Duration::zero()) {
    return std::nullopt;
  }
  const Rate bursts = client->arrivals.phases.front().rate;
  const ActiveSpan active = active_span(*demand->workload, *client, scenario);
  if ((active.until - active.from) / bursts.per > bursts_max) return std::nullopt;
  const Duration lease = mean_of(demand->workload->holds) + demand->besides_hold.total();
  const Count count = count_bursts(bursts, active, lease, pool.ports, scenario.warm_up);
  if (count.attempts == 0) return std::nullopt;
  const auto size = static_cast<double>(bursts.events);
  const std::string kept = lease < scenario.duration
                               ? fmt::format("keeps its port for {}", as_seconds(in_seconds(lease)))
                               : "keeps its port to the end of the run";
  return PoolVerdict{
      .model = "bursts",
      .failure_fraction = static_cast<double>(count.failures) / static_cast<double>(count.attempts),
      .comparison = Comparison::exactly,
      .note = fmt::format("A burst of {} comes every {}, and a connection {}; of {} ports each burst takes "
                          "those that are back.",
                          as_count(size), as_seconds(in_seconds(bursts.per)), kept, as_count(pool.ports)),
      .attempts = static_cast<double>(count.attempts)};
}

}  // namespace portsim
