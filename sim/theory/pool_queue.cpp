#include "sim/theory/pool_queue.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <variant>

namespace portsim {

namespace {

// How often a request is tried because it failed upstream: 1 + p + p^2 + ..., with each retry once more.
double tries_of_a_request(const PoolClient& pool, const Workload& workload) {
  double tries = 0;
  double still_tried = 1;
  for (std::int64_t n = 0; n <= (workload.retry ? workload.retry->attempts : 0); ++n) {
    tries += still_tried;
    still_tried *= pool.upstream_errors.value();
  }
  return tries;
}

// Where requests wait, the connection whose request has ended goes to the next, unless that leads elsewhere
// or the connection is worn out.
double share_that_opens(const PoolClient& pool, const Workload& workload, const Scenario& scenario) {
  double leads_there = 0;
  for (const ServiceShare& part : workload.connects_to)
    leads_there += part.share.value() * part.share.value() / scenario.services[part.service].count;
  const double lasts =
      pool.requests_per_connection ? 1 - 1 / static_cast<double>(*pool.requests_per_connection) : 1;
  const double is_young =
      pool.lifetime ? std::max(0.0, 1 - in_seconds(mean_of(pool.request_time)) / in_seconds(*pool.lifetime))
                    : 1;
  return 1 - leads_there * lasts * is_young;
}

double mean_round_trip(const Workload& workload, const Scenario& scenario) {
  double mean = 0;
  for (const ServiceShare& part : workload.connects_to)
    mean += part.share.value() * in_seconds(scenario.services[part.service].round_trip);
  return mean;
}

std::optional<PoolQueue> queue_in(const Workload& workload, const Scenario& scenario, Duration from,
                                  Duration until) {
  const auto* pool = std::get_if<PoolClient>(&workload.client);
  if (!pool || !pool->connection_limit) return std::nullopt;
  const double tries = tries_of_a_request(*pool, workload);
  const double connecting = share_that_opens(*pool, workload, scenario) * mean_round_trip(workload, scenario);
  const PoolQueue queue{.from = std::max(from, workload.starts),
                        .until = std::min(until, workload.ends.value_or(until)),
                        .offered_rate = pool->request_rate.per_second() * tries,
                        .has_retries = tries > 1,
                        .connections = *pool->connection_limit,
                        .seconds_each = in_seconds(mean_of(pool->request_time)) + connecting};
  if (queue.from >= queue.until || queue.offered_rate == 0 || queue.seconds_each == 0) return std::nullopt;
  return queue;
}

bool continues(const PoolQueue& queue, const PoolQueue& next) {
  return queue.until == next.from && queue.offered_rate == next.offered_rate &&
         queue.connections == next.connections && queue.seconds_each == next.seconds_each;
}

}  // namespace

double PoolQueue::carried_rate_max() const {
  return static_cast<double>(connections) / seconds_each;
}

std::vector<PoolQueue> pool_queues(const Scenario& scenario, std::size_t workload) {
  std::vector<PoolQueue> queues;
  for (std::size_t epoch = 0; epoch < scenario.epochs(); ++epoch) {
    const auto queue = queue_in(scenario.workloads_in(epoch)[workload], scenario, scenario.begin_of(epoch),
                                scenario.end_of(epoch));
    if (!queue) continue;
    if (!queues.empty() && continues(queues.back(), *queue)) {
      queues.back().until = queue->until;
    } else {
      queues.push_back(*queue);
    }
  }
  return queues;
}

}  // namespace portsim
