#include "sim/scenario/client_demand.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <variant>

#include "models/vocabulary/overloaded.hpp"

namespace portsim {
namespace {

// A closed user's turn takes at least this (sim/host/closed_client.cpp).
constexpr Duration shortest_turn = 1ms;

double in_turns(double users, Duration time, Duration turn) {
  return users * in_seconds(time) / in_seconds(std::max(turn, shortest_turn));
}

Duration active_time(const Workload& workload, Duration duration) {
  const Duration end = std::min(workload.ends.value_or(duration_max), duration);
  return std::max(end - workload.starts, Duration::zero());
}

double requests_of(const OpenClient& client, Duration active) {
  double requests = 0;
  for (const RatePhase& phase : client.arrivals.phases) {
    const Duration lasts = std::min(phase.lasts.value_or(active), active);
    requests += std::max(phase.rate.per_second(), phase.to.per_second()) * in_seconds(lasts);
    active -= lasts;
  }
  return requests;
}
double requests_of(const MailboxCacheClient& client, Duration active) {
  return static_cast<double>(client.users) * client.request_rate.per_second() * in_seconds(active);
}
// A user who finds no port goes back to thinking at once.
double requests_of(const ClosedClient& client, Duration active) {
  return in_turns(static_cast<double>(client.users), active, mean_of(client.think));
}
double requests_of(const PoolClient& client, Duration active) {
  return client.request_rate.per_second() * in_seconds(active);
}
double requests_of(const TraceClient& client, Duration) {
  return static_cast<double>(client.rows->size());
}

// How long a connection holds its port, in parts.
struct Lease {
  Duration live;
  Duration time_wait;
};

// Opened at most once a time to live, by each user.
double at_once(const MailboxCacheClient& client, const Lease& lease) {
  const auto users = static_cast<double>(client.users);
  const double opens = std::min(users * client.request_rate.per_second(),
                                users / in_seconds(std::max(client.ttl, shortest_turn)));
  return 2 * users + opens * in_seconds(lease.time_wait);
}
double at_once(const ClosedClient& client, const Lease& lease) {
  const auto users = static_cast<double>(client.users);
  return users + in_turns(users, lease.time_wait, mean_of(client.think) + lease.live);
}
double at_once(const OpenClient& client, const Lease& lease) {
  double busiest = 0;
  double burst = 0;
  for (const RatePhase& phase : client.arrivals.phases) {
    busiest = std::max({busiest, phase.rate.per_second(), phase.to.per_second()});
    burst = std::max(burst, static_cast<double>(phase.rate.events));
  }
  const double steady = busiest * in_seconds(lease.live + lease.time_wait);
  return client.arrivals.process == ArrivalProcess::bursts ? steady + burst : steady;
}
double at_once(const TraceClient&, const Lease&) {
  return std::numeric_limits<double>::infinity();  // no more than it has rows
}

// Requests under way at once where there is no limit.
double under_way(const PoolClient& client) {
  const double mean = client.request_rate.per_second() * in_seconds(mean_of(client.request_time));
  return mean + 6 * std::sqrt(mean) + 1;
}
double open_at_most(const PoolClient& client) {
  const double wanted = under_way(client) + static_cast<double>(client.keeps);
  return client.connection_limit ? std::min(wanted, static_cast<double>(*client.connection_limit)) : wanted;
}
double at_once(const PoolClient& client, const Lease& lease) {
  return open_at_most(client) + client.request_rate.per_second() * in_seconds(lease.time_wait);
}

// Of requests that come faster than the limit lets them be served, the more the longer the run.
double waiting_at_most(const PoolClient& client, Duration active) {
  if (!client.connection_limit || under_way(client) <= static_cast<double>(*client.connection_limit))
    return 0;
  return requests_of(client, active);
}

// Records and events as sim/host keeps them, in arrays that may be twice as long as they are full.
constexpr double bytes_a_cached_user = 40;
constexpr double bytes_a_closed_user = 96;
constexpr double bytes_a_pooled_connection = 400;
constexpr double bytes_a_waiting_request = 40;
constexpr double bytes_a_retry = 128;

double bytes_of(const ClientSpec& client, double requests, Duration active) {
  return std::visit(
      overloaded{
          [](const OpenClient&) { return 0.0; },
          [](const TraceClient&) { return 0.0; },  // replications share its rows, which have their own limit
          [](const MailboxCacheClient& cache) {
            return bytes_a_cached_user * static_cast<double>(cache.users);
          },
          [](const ClosedClient& closed) { return bytes_a_closed_user * static_cast<double>(closed.users); },
          [&](const PoolClient& pool) {
            return bytes_a_pooled_connection * std::min(open_at_most(pool), requests) +
                   bytes_a_waiting_request * waiting_at_most(pool, active);
          },
      },
      client);
}

// From the first failure of a request to its last retry.
double seconds_of_retries(const RetrySpec& retry) {
  double seconds = 0;
  double delay = in_seconds(retry.backoff);
  for (std::int64_t n = 0; n < retry.attempts; ++n) {
    seconds += std::min(delay, in_seconds(retry.at_most));
    if (retry.is_exponential) delay *= 2;
  }
  return seconds;
}

double retries_pending(const Workload& workload, double requests, Duration active) {
  if (!workload.retry || active == Duration::zero()) return 0;
  const double rate = requests / in_seconds(active);
  double pending = std::min(requests, rate * seconds_of_retries(*workload.retry));
  if (const auto* closed = std::get_if<ClosedClient>(&workload.client))
    pending = std::min(pending, static_cast<double>(closed->users));
  return pending;
}

}  // namespace

double requests_at_most(const Workload& workload, Duration duration) {
  const Duration active = active_time(workload, duration);
  return std::visit([&](const auto& client) { return requests_of(client, active); }, workload.client);
}

double connections_at_once(const Workload& workload, const HostBehaviour& host, const Scenario& scenario) {
  Duration round_trip = Duration::zero();
  for (const ServiceShare& part : workload.connects_to)
    round_trip = std::max(round_trip, scenario.services[part.service].round_trip);
  const bool is_endless = host.last_time_wait_end.has_value();
  const Lease lease{std::min(mean_of(workload.holds) + 2 * round_trip, scenario.duration),
                    is_endless ? scenario.duration : host.time_wait};
  const double held = std::visit([&](const auto& client) { return at_once(client, lease); }, workload.client);
  return std::min(held, requests_at_most(workload, scenario.duration));
}

double bytes_of_client(const Workload& workload, Duration duration) {
  const Duration active = active_time(workload, duration);
  const double requests = requests_at_most(workload, duration);
  return bytes_of(workload.client, requests, active) +
         bytes_a_retry * retries_pending(workload, requests, active);
}

}  // namespace portsim
