// Users with a cached connection each: exact open rates while no port is missing, and an estimate where ports
// run out.
#include <algorithm>
#include <cmath>
#include <variant>

#include <fmt/format.h>

#include "models/analytic/erlang_b.hpp"

#include "sim/theory/cached_users.hpp"
#include "sim/theory/law_conditions.hpp"
#include "sim/theory/laws.hpp"
#include "sim/theory/settling.hpp"

namespace portsim {

namespace {

bool is_there_throughout(const Workload& workload, const Scenario& scenario) {
  return workload.starts == Duration::zero() &&
         workload.ends.value_or(scenario.duration) >= scenario.duration;
}

// Whether a moving cursor could come back to a port while a connection still keeps it. The life of a
// connection that is renewed at each use has an exponential tail.
bool cursor_may_return(const PoolDemand& pool, const WorkloadDemand& demand, CacheExpiry expires) {
  if (tries_every_port(pool)) return false;
  const double longest_lives = expires == CacheExpiry::since_use ? 20 : 2;
  const double longest_lease = longest_lives * demand.live_mean + demand.lease_mean - demand.live_mean;
  const double spread = 5 * std::sqrt(static_cast<double>(pool.ports));
  return demand.rate * longest_lease > pool.ports - spread;
}

// From the beginning all users open at once, and where connections expire a fixed time after that they go on
// doing so in step. Where the time to live is renewed at each use, the pool fills from below.
bool may_overshoot(const MailboxCacheClient& client, const WorkloadDemand& demand, const Scenario& scenario) {
  return client.expires == CacheExpiry::since_open && in_seconds(scenario.warm_up) < demand.lease_mean;
}

std::string limit_text(const MailboxCacheClient& client, const CachedUsers& users) {
  if (users.refused_by_limit == 0) return "";
  return fmt::format(" The limit of {} connections refuses {} of the requests (Engset).",
                     *client.connection_limit, as_percent(users.refused_by_limit));
}

// What a host that does not try every port does instead.
std::string selection_text(const PoolDemand& pool) {
  return picks_one_at_random(pool) ? "This host gives up when the one random port it picks is taken"
                                   : "This host's cursor hands out ports that are not back yet, in blocks of "
                                     "about a lap of the range";
}

PoolVerdict where_ports_suffice(const PoolDemand& pool, const WorkloadDemand& demand,
                                const MailboxCacheClient& client, const Scenario& scenario) {
  PoolVerdict verdict{
      .model = "mailbox cache",
      .failure_fraction = erlang_b(pool.ports, pool.load()),
      .comparison = Comparison::within_interval,
      .note = fmt::format("In the long run the users open {:.4g} connections a second and keep "
                          "{:.0f} of {} ports: none is missing.",
                          demand.rate, pool.load().erlangs, pool.ports)};
  if (picks_one_at_random(pool) || cursor_may_return(pool, demand, client.expires)) {
    verdict.model.clear();
    verdict.failure_fraction.reset();
    verdict.comparison = Comparison::none;
    verdict.note += " " + selection_text(pool) + ", so attempts may fail all the same.";
  } else if (may_overshoot(client, demand, scenario)) {
    verdict.comparison = Comparison::none;
    verdict.note += fmt::format(
        " But all users begin without a connection and then renew theirs in step, which takes more ports at "
        "first; a warm_up of {:.0f} s would make the two comparable.",
        std::ceil(demand.lease_mean));
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
          "An estimate. The users would keep {:.0f} ports of {} if none were missing, so at least {} "
          "of their requests fail, and more of their attempts, as a refused user asks again.",
          demanded, pool.ports, as_percent(shortage))};
  if (!tries_every_port(pool)) {
    verdict.note +=
        " It is for a host that tries every port. " + selection_text(pool) + ", and fails more often.";
  }
  return verdict;
}

}  // namespace

std::optional<PoolVerdict> mailbox_cache_law(const PoolDemand& pool, const Scenario& scenario) {
  const WorkloadDemand* demand = pool.only_workload();
  const auto* client = demand ? std::get_if<MailboxCacheClient>(&demand->workload->client) : nullptr;
  if (!client || !is_there_throughout(*demand->workload, scenario)) return std::nullopt;

  const CachedUsers users = cached_users(*client, *demand->workload, *demand->service);
  const bool ports_suffice = is_unseen(erlang_b(pool.ports, pool.load()), pool, scenario);
  PoolVerdict verdict = ports_suffice ? where_ports_suffice(pool, *demand, *client, scenario)
                                      : where_ports_run_out(pool, users);
  verdict.note += limit_text(*client, users);
  return verdict;
}

}  // namespace portsim
