// Users with a cached connection each: exact open rates while no port is missing, and an estimate where ports
// run out.
#include <algorithm>
#include <cmath>
#include <variant>

#include <fmt/format.h>

#include "models/analytic/erlang_b.hpp"

#include "sim/theory/attempt_rates.hpp"
#include "sim/theory/cached_users.hpp"
#include "sim/theory/law_conditions.hpp"
#include "sim/theory/laws.hpp"
#include "sim/theory/settling.hpp"

namespace portsim {

namespace {

// Whether a moving cursor could come back to a port while a connection still keeps it. The life of a
// connection that is renewed at each use has an exponential tail.
bool cursor_may_return(const PoolDemand& pool, const WorkloadDemand& demand, CacheExpiry expires) {
  if (!has_moving_cursor(pool)) return false;
  const HoldingTimeSpec& requests = demand.workload->holds;
  const bool is_renewed = expires == CacheExpiry::since_use;
  // A connection's last request may take any number of mean lives.
  if (is_renewed ? std::holds_alternative<LognormalHold>(requests) : !is_constant(requests)) return true;
  const double longest_lives = is_renewed ? 20 : 2;
  const double longest_lease = longest_lives * demand.live_mean + demand.lease_mean - demand.live_mean;
  const double spread = 5 * std::sqrt(static_cast<double>(pool.ports));
  return demand.rate * longest_lease > pool.ports - spread;
}

// From the beginning all users open at once, and where connections expire a fixed time after that they go on
// doing so in step. Where the time to live is renewed at each use, the pool fills from below.
std::optional<std::string> why_it_may_overshoot(const PoolDemand& pool, const WorkloadDemand& demand,
                                                const MailboxCacheClient& client, const CacheCycle& cycle,
                                                const Scenario& scenario) {
  if (client.expires == CacheExpiry::since_use) return std::nullopt;
  const double warm_up = in_seconds(scenario.warm_up);
  if (warm_up < demand.lease_mean) {
    return fmt::format(
        "But all users begin without a connection and then renew theirs in step, which takes more ports at "
        "first; a warm_up of {:.0f} s would make the two comparable.",
        std::ceil(demand.lease_mean));
  }
  const double peak = leases_at_peak(client, cycle, demand.lease_mean, warm_up) / demand.turns;
  // A user's leases swing by one; the gaps between a user's requests add to that.
  const double gap_share = 1 / cycle.requests_per_open();
  const double variance = static_cast<double>(client.users) / demand.turns / 4 + peak * gap_share * gap_share;
  if (peak + 5 * std::sqrt(variance) <= pool.ports) return std::nullopt;
  return fmt::format(
      "But all users begin without a connection and go on renewing theirs in step for long, which takes up "
      "to {} ports at times, so the two need not agree.",
      as_count(std::ceil(peak)));
}

std::string limit_text(const MailboxCacheClient& client, const CachedUsers& users) {
  if (users.refused_by_limit == 0) return "";
  return fmt::format(" The limit of {} connections refuses {} of the requests (Engset).",
                     as_count(static_cast<double>(*client.connection_limit)),
                     as_percent(users.refused_by_limit));
}

PoolVerdict with_uncounted_refusals(const MailboxCacheClient& client) {
  return {.model = "",
          .failure_fraction = std::nullopt,
          .note = fmt::format(
              "The limit of {} connections refuses users, and a user whose request outlasts the time to live "
              "asks for a second connection, which no closed form covers.",
              as_count(static_cast<double>(*client.connection_limit)))};
}

// What a host that does not try every port does instead.
std::string selection_text(const PoolDemand& pool) {
  if (picks_one_at_random(pool)) return "This host gives up when the one random port it picks is taken";
  if (hands_out_closing_ports(pool)) return "This host hands out closing ports by chance";
  return "This host's cursor hands out ports that are not back yet, in blocks of about a lap of the range";
}

PoolVerdict where_ports_suffice(const PoolDemand& pool, const WorkloadDemand& demand,
                                const MailboxCacheClient& client, const CacheCycle& cycle,
                                const Scenario& scenario) {
  PoolVerdict verdict{
      .model = "mailbox cache",
      .failure_fraction = erlang_b(pool.ports, pool.load()),
      .comparison = Comparison::within_interval,
      .note = fmt::format("In the long run the users open {} connections a second{} and keep "
                          "{} of {} ports: none is missing.",
                          as_count(demand.rate), takes_turns(pool) ? " from each address" : "",
                          as_count(std::round(pool.load().erlangs)), as_count(pool.ports))};
  const bool may_fail_with_ports_left = picks_one_at_random(pool) || hands_out_closing_ports(pool) ||
                                        cursor_may_return(pool, demand, client.expires);
  if (may_fail_with_ports_left) {
    verdict.model.clear();
    verdict.failure_fraction.reset();
    verdict.comparison = Comparison::none;
    verdict.note += " " + selection_text(pool) + ", so attempts may fail all the same.";
  } else if (const auto reason = why_it_may_overshoot(pool, demand, client, cycle, scenario)) {
    verdict.comparison = Comparison::none;
    verdict.note += " " + *reason;
  }
  return verdict;
}

// Erlang B takes what the users need for Poisson attempts, which are less regular.
PoolVerdict where_ports_run_out(const PoolDemand& pool, const CachedUsers& users) {
  const double demanded = pool.load().erlangs;
  const double shortage = std::max(0.0, 1 - pool.ports / demanded);
  PoolVerdict verdict{
      .model = "mailbox cache, estimate",
      .failure_fraction = refused_attempts(erlang_b(pool.ports, pool.load()), users.cycle),
      .note = fmt::format(
          "An estimate of the long run; a run that begins with an empty pool loses less at first. The users "
          "would keep {} ports of {} if none were missing, so in the long run at least {} of their requests "
          "fail, and more of their attempts, as a refused user asks again.",
          as_count(std::round(demanded)), as_count(pool.ports), as_percent(shortage))};
  if (!tries_every_port(pool)) {
    verdict.note +=
        " It is for a host that tries every port. " + selection_text(pool) + ", and fails more often.";
  }
  return verdict;
}

}  // namespace

std::optional<PoolVerdict> mailbox_cache_law(const PoolDemand& pool, const Scenario& scenario) {
  const WorkloadDemand* demand = pool.only_workload();
  if (demand && demand->is_drawn()) return std::nullopt;
  const auto* client = demand ? std::get_if<MailboxCacheClient>(&demand->workload->client) : nullptr;
  if (!client || !is_there_throughout(*demand->workload, scenario)) return std::nullopt;

  const CachedUsers users = cached_users(*client, *demand->workload, *demand->service);
  if (users.has_uncounted_refusals) return with_uncounted_refusals(*client);
  const bool ports_suffice = is_unseen(erlang_b(pool.ports, pool.load()), pool, scenario);
  if (!ports_suffice && retries(pool)) return std::nullopt;
  PoolVerdict verdict = ports_suffice ? where_ports_suffice(pool, *demand, *client, users.cycle, scenario)
                                      : where_ports_run_out(pool, users);
  verdict.note += limit_text(*client, users);
  return verdict;
}

}  // namespace portsim
