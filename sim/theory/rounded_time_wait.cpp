#include "sim/theory/rounded_time_wait.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "sim/theory/law_conditions.hpp"
#include "sim/theory/laws.hpp"

namespace portsim {

namespace {

Duration rounding_of(const PoolDemand& pool) {
  Duration longest = Duration::zero();
  for (const DestinationDemand& destination : pool.destinations)
    for (const WorkloadDemand& demand : destination.workloads)
      longest = std::max(longest, demand.besides_hold.rounding);
  return longest;
}

std::string ticks_text(const PoolDemand& pool) {
  return fmt::format("TIME_WAIT ends at the ticks of a timer, {} apart",
                     as_seconds(in_seconds(rounding_of(pool))));
}

}  // namespace

bool has_rounded_time_wait(const PoolDemand& pool) {
  return rounding_of(pool) > Duration::zero();
}

PoolVerdict verdict_on_rounded_time_wait(const PoolDemand& pool, const Scenario& scenario) {
  const std::string even_then = ticks_text(pool) + ", and even were each a whole tick late: ";
  if (auto verdict = evenly_spaced_law(pool, scenario); verdict && verdict->failure_fraction == 0.0) {
    verdict->note = even_then + "a port is always back before it is needed again.";
    return *std::move(verdict);
  }
  if (auto verdict = unseen_failures_law(pool, scenario)) {
    verdict->note = even_then + verdict->note;
    return *std::move(verdict);
  }
  const std::string groups =
      ticks_text(pool) + ", so that ports come back in groups and wait there until they are needed";
  if (auto verdict = erlang_b_law(pool, scenario)) {
    verdict->comparison = Comparison::none;
    verdict->note = groups + ": the figure is Erlang B as if every TIME_WAIT ended a whole tick late.";
    return *std::move(verdict);
  }
  return {.model = "", .failure_fraction = std::nullopt, .note = groups + "."};
}

}  // namespace portsim
