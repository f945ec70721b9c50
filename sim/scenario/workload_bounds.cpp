#include "sim/scenario/workload_bounds.hpp"

#include <algorithm>
#include <variant>

namespace portsim {

Duration longest_round_trip(const Workload& workload, const Scenario& scenario) {
  Duration longest = Duration::zero();
  for (const ServiceShare& part : workload.connects_to)
    longest = std::max(longest, scenario.services[part.service].round_trip);
  return longest;
}

bool may_enter_time_wait(const Workload& workload) {
  if (workload.closes.share_of(Closer::client) > 0) return true;
  const auto* trace = std::get_if<TraceClient>(&workload.client);
  return trace && std::any_of(trace->rows->begin(), trace->rows->end(),
                              [](const TraceRow& row) { return row.closes == Closer::client; });
}

}  // namespace portsim
