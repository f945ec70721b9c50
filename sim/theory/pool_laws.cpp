#include "sim/theory/pool_laws.hpp"

#include <algorithm>
#include <utility>
#include <variant>

#include "sim/theory/attempt_rates.hpp"
#include "sim/theory/beyond_closed_forms.hpp"
#include "sim/theory/law_conditions.hpp"
#include "sim/theory/laws.hpp"
#include "sim/theory/rounded_time_wait.hpp"

namespace portsim {

namespace {

const char* why_selection_has_no_closed_form(const PoolDemand& pool) {
  if (hands_out_closing_ports(pool)) {
    if (pool.destinations.size() > 1)
      return "A closing port that is handed out does no harm towards another destination, so that the share "
             "of the attempts that fail by it is not known.";
    return "Closing ports are handed out by chance while evenly spaced attempts use up the ports.";
  }
  if (finds_clear_ports(pool) && !tries_every_port(pool))
    return "The port is bound before the destination is known, and once every port is in use it may be one "
           "in TIME_WAIT towards that destination.";
  if (const char* reason = why_ports_are_missed(pool)) return reason;
  if (takes_turns(pool))
    return "Local addresses take turns, so that attempts come to each at more regular times than Poisson "
           "attempts.";
  return nullptr;
}

// From several local addresses, perhaps.
bool is_one_client(const PoolDemand& pool) {
  const Workload* first = pool.destinations.front().workloads.front().workload;
  return std::all_of(pool.destinations.begin(), pool.destinations.end(), [&](const auto& destination) {
    return std::all_of(destination.workloads.begin(), destination.workloads.end(),
                       [&](const WorkloadDemand& demand) { return demand.workload == first; });
  });
}

// One that opens a connection for each request is an open client by now.
const char* why_pool_has_no_closed_form(const PoolClient& pool) {
  if (pool.keeps > 0 && pool.requests_per_connection != 1)
    return "How often a pool opens a connection follows from which of its connections are idle when requests "
           "come, and that from its limits and time-outs together. Where it keeps none (keeps: 0), and has "
           "no "
           "limit, each request connects, and the law of an open client holds.";
  if (pool.connection_limit)
    return "At the connection limit a request waits until another ends, so that the connects are no Poisson "
           "attempts.";
  return "Requests that fail upstream are made again on connections of their own, so that the connects are "
         "no "
         "Poisson attempts.";
}

const char* why_client_has_no_closed_form(const ClientSpec& client) {
  if (std::holds_alternative<ClosedClient>(client))
    return "A user connects again only when the connection before is over, and these are not alone on one "
           "pool whose ports are all tried, from the beginning of the run to its end.";
  if (const auto* pool = std::get_if<PoolClient>(&client)) return why_pool_has_no_closed_form(*pool);
  if (std::holds_alternative<TraceClient>(client))
    return "The attempts come when the trace says, which follows no law.";
  const auto* open = std::get_if<OpenClient>(&client);
  if (open && open->arrivals.process == ArrivalProcess::bursts)
    return "The attempts come in bursts, which are counted only where one client alone makes connections of "
           "one length on ports that are all tried.";
  return nullptr;
}

const char* why_no_closed_form(const PoolDemand& pool, const Scenario& scenario) {
  if (retries(pool))
    return "Failed attempts are made again, and find the ports as those before them left them.";
  bool is_evenly_spaced = false;
  bool is_drawn = false;
  for (const DestinationDemand& destination : pool.destinations) {
    for (const WorkloadDemand& demand : destination.workloads) {
      const auto* client = std::get_if<OpenClient>(&demand.workload->client);
      if (const char* reason = why_client_has_no_closed_form(demand.workload->client)) return reason;
      if (!client && pool.only_workload())
        return "The users are not there from the beginning of the run to its end.";
      if (!client && is_one_client(pool))
        return "Users with a mailbox cache come from several local addresses in turn.";
      if (!client) return "Users with a mailbox cache share these ports with another client.";
      if (!constant_rate(*client)) return "The rate of attempts changes during the run.";
      is_evenly_spaced |= client->arrivals.process == ArrivalProcess::constant;
      is_drawn |= demand.is_drawn();
    }
  }
  if (!every_connection_ends(pool)) return "Some connections are never closed, so there is no long run.";
  if (hands_out_closing_ports(pool) || !is_evenly_spaced) {
    if (!is_steady(pool, scenario))
      return "A client does not attempt from the beginning of the run to its end.";
    if (const char* reason = why_selection_has_no_closed_form(pool)) return reason;
  }
  if (is_drawn)
    return "Where each of the evenly spaced attempts goes, or who closes it, is drawn, so that those towards "
           "one place are not evenly spaced.";
  if (!is_one_client(pool)) return "Evenly spaced attempts share these ports with another client.";
  if (!pool.only_workload()) return "Evenly spaced attempts come from several local addresses in turn.";
  return "Evenly spaced attempts follow a pattern only where all leases are equal and ports are tried in "
         "order.";
}

PoolVerdict no_closed_form(std::string reason) {
  return {.model = "", .failure_fraction = std::nullopt, .note = std::move(reason)};
}

// In order of preference: the first that answers is right.
constexpr PoolLaw laws[] = {
    closed_client_law,           // in the long run; an estimate with TIME_WAIT
    mailbox_cache_law,           // an estimate once ports run out
    bursts_law,                  // an exact count
    evenly_spaced_law,           // an exact count
    changing_rate_law,           // an estimate
    first_filling_law,           // exact from an empty pool
    unseen_failures_law,         // none are expected
    retry_chain_law,             // an estimate, for a few ports
    retries_law,                 // the slow limit, for comparison only
    random_once_law,             // in the long run
    random_pick_law,             // in the long run
    closing_by_chance_law,       // in the long run
    cursor_law,                  // exact from an empty pool
    cursor_past_live_ports_law,  // an approximation of the long run
    filling_chain_law,           // exact from an empty pool, for a few ports
    erlang_b_law,                // in the long run
};

}  // namespace

std::optional<PoolVerdict> no_ports_law(const PoolDemand& pool, const Scenario& scenario) {
  if (pool.ports > 0 || !scenario.timeline.empty()) return std::nullopt;
  return PoolVerdict{.model = "no ports",
                     .failure_fraction = 1,
                     .comparison = Comparison::exactly,
                     .note = "Others hold every port from the beginning of the run to its end."};
}

PoolVerdict verdict_on(const PoolDemand& pool, const Scenario& scenario) {
  if (auto verdict = no_ports_law(pool, scenario)) return *std::move(verdict);
  if (auto reason = why_beyond_closed_forms(pool, scenario)) return no_closed_form(*std::move(reason));
  if (has_rounded_time_wait(pool)) return verdict_on_rounded_time_wait(pool, scenario);
  for (const PoolLaw law : laws) {
    if (auto verdict = law(pool, scenario)) return *std::move(verdict);
  }
  return no_closed_form(why_no_closed_form(pool, scenario));
}

}  // namespace portsim
