#include "sim/theory/pool_laws.hpp"

#include <variant>

#include "sim/theory/law_conditions.hpp"
#include "sim/theory/laws.hpp"

namespace portsim {

namespace {

const char* why_no_closed_form(const PoolDemand& pool) {
  bool is_evenly_spaced = false;
  for (const DestinationDemand& destination : pool.destinations) {
    for (const WorkloadDemand& demand : destination.workloads) {
      const auto* client = std::get_if<OpenClient>(&demand.workload->client);
      if (!client && pool.only_workload())
        return "The users are not there from the beginning of the run to its end.";
      if (!client) return "Users with a mailbox cache share these ports with another client.";
      if (!constant_rate(*client)) return "The rate of attempts changes during the run.";
      is_evenly_spaced |= client->arrivals.process == ArrivalProcess::constant;
    }
  }
  if (!every_connection_ends(pool)) return "Some connections are never closed, so there is no long run.";
  if (!is_evenly_spaced) return "A client does not attempt from the beginning of the run to its end.";
  if (!pool.only_workload()) return "Evenly spaced attempts share these ports with another client.";
  return "Evenly spaced attempts follow a pattern only where all leases are equal and ports are tried in "
         "order.";
}

PoolVerdict no_closed_form(const PoolDemand& pool) {
  return {.model = "", .failure_fraction = std::nullopt, .note = why_no_closed_form(pool)};
}

// In order of preference: the first that answers is right.
constexpr PoolLaw laws[] = {
    mailbox_cache_law,           // an estimate once ports run out
    evenly_spaced_law,           // an exact count
    first_filling_law,           // exact from an empty pool
    random_once_law,             // in the long run
    cursor_law,                  // exact from an empty pool
    cursor_past_live_ports_law,  // Erlang B for comparison only
    erlang_b_law,                // in the long run
};

}  // namespace

PoolVerdict verdict_on(const PoolDemand& pool, const Scenario& scenario) {
  for (const PoolLaw law : laws) {
    if (auto verdict = law(pool, scenario)) return *std::move(verdict);
  }
  return no_closed_form(pool);
}

}  // namespace portsim
