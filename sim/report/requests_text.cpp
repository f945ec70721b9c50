#include "sim/report/requests_text.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <variant>
#include <vector>

#include <fmt/format.h>

#include "sim/report/failures_text.hpp"
#include "sim/report/number_text.hpp"
#include "sim/scenario/problem_text.hpp"
#include "sim/theory/pool_queue.hpp"

namespace portsim {
namespace {

constexpr int half_open_event = 4226;

std::string event_text(const Host& host) {
  const bool is_logged =
      host.os && std::any_of(host.os->events.begin(), host.os->events.end(),
                             [](const LogEvent& event) { return event.id == half_open_event; });
  return is_logged ? fmt::format("the system logs event {}, and ", half_open_event) : "";
}

// What such clients come to depends on what they are given, and no rate of the scenario says it.
std::string client_text(const ClosedClient&, const WorkloadResult& workload, double seconds) {
  const double connected = workload.attempts - workload.failures;
  return fmt::format("{} of {} succeed, {}", count_text(connected), counted(workload.attempts, "connect"),
                     rate_text(connected / seconds));
}
std::string client_text(const PoolClient&, const WorkloadResult& workload, double seconds) {
  return fmt::format(
      "{} for {}: {}, {}", counted(workload.attempts, "connect"), counted(workload.requests, "request"),
      percent_text(workload.attempts / workload.requests), rate_text(workload.attempts / seconds));
}
template <class Client>
std::string client_text(const Client&, const WorkloadResult&, double) {
  return "";
}

std::string connections_text(const PoolQueue& queue) {
  return fmt::format("{} of {}{}", counted(static_cast<double>(queue.connections), "connection"),
                     seconds_text(queue.seconds_each), queue.connections == 1 ? "" : " each");
}

std::string load_text(const PoolQueue& queue, bool has_failures) {
  const double carried = queue.carried_rate_max();
  const auto [offered, sustained] = rates_apart(queue.offered_rate, carried);
  const std::string text =
      fmt::format("{} offered{}; {} carry {}{}", offered, queue.has_retries ? " with retries" : "",
                  connections_text(queue), has_failures ? "at most " : "", sustained);
  const double growth = queue.offered_rate - carried;
  if (std::abs(growth) < 1e-9 * carried)
    return text + ", all of them busy at that: the queue has no mean length, it grows slowly";
  if (growth < 0)
    return fmt::format("{}, and are busy for {} of the time", text,
                       percent_text(queue.offered_rate / carried));
  return has_failures ? text : fmt::format("{}: the queue grows by {}", text, rate_text(growth));
}

std::string waits_text(const WorkloadResult& workload, const Scenario& scenario) {
  std::string text = fmt::format("{} of {} are answered, {}; ", count_text(workload.answered),
                                 counted(workload.requests, "request"),
                                 rate_text(workload.answered / in_seconds(scenario.observed())));
  if (workload.waited_for_connection == 0) {
    text += "none waited for a connection and got it";
  } else {
    text +=
        fmt::format("{} waited for a connection and got it, {} on average and {} at most",
                    count_text(workload.waited_for_connection), seconds_text(workload.connection_wait_mean_s),
                    seconds_text(workload.connection_wait_max_s));
  }
  return text + fmt::format("; {} wait at the end",
                            workload.waiting_at_end == 0 ? "none" : count_text(workload.waiting_at_end));
}

// Of a pool that has a connection limit at some time.
void add_queue(const Scenario& scenario, std::size_t index, const WorkloadResult& workload,
               Section& section) {
  const std::vector<PoolQueue> queues = pool_queues(scenario, index);
  const std::string name = printable(workload.name) + ": ";
  for (const PoolQueue& queue : queues) {
    const bool is_whole_run = queue.from == Duration::zero() && queue.until == scenario.duration;
    const std::string span =
        is_whole_run ? ""
                     : fmt::format("from {} to {}, ", duration_text(queue.from), duration_text(queue.until));
    section.rows.push_back({name + span + load_text(queue, workload.failures > 0)});
  }
  if (!queues.empty()) section.rows.push_back({name + waits_text(workload, scenario)});
}

}  // namespace

Section clients_section(const Scenario& scenario, const Results& results) {
  Section section{{"Clients", Emphasis::strong}, {}};
  for (std::size_t n = 0; n < scenario.workloads.size(); ++n) {
    const WorkloadResult& workload = results.workloads[n];
    if (workload.requests == 0) continue;
    const std::string text = std::visit(
        [&](const auto& client) { return client_text(client, workload, in_seconds(scenario.observed())); },
        scenario.workloads[n].client);
    if (!text.empty()) section.rows.push_back({printable(workload.name) + ": " + text});
    add_queue(scenario, n, workload, section);
  }
  return section;
}

std::string growing_queues_text(const Scenario& scenario) {
  for (std::size_t n = 0; n < scenario.workloads.size(); ++n) {
    const std::vector<PoolQueue> queues = pool_queues(scenario, n);
    if (queues.empty() || queues.back().until < scenario.duration) continue;
    const PoolQueue& last = queues.back();
    if (last.offered_rate > last.carried_rate_max() * (1 + 1e-9))
      return fmt::format("but requests wait: the queue of {} grows by {}",
                         printable(scenario.workloads[n].name),
                         rate_text(last.offered_rate - last.carried_rate_max()));
  }
  return "";
}

Section loss_section(const Scenario& scenario, const Results& results) {
  double refused = 0;
  for (const WorkloadResult& workload : results.workloads) refused += workload.refused_by_limit;
  if (results.requests == 0 || (results.requests == results.attempts && refused == 0)) return {};

  const EstimateText fraction = percent_estimate(results.loss_fraction, sample_of(scenario, results));
  Section section{{"Loss", Emphasis::strong}, {}};
  section.rows.push_back({fmt::format("{} of {} are lost ({})", fraction.value,
                                      counted(results.requests, "request"), fraction.certainty)});
  if (refused > 0) {
    section.rows.push_back({fmt::format("the connection limit refuses {} of them", count_text(refused))});
  }
  if (results.retries > 0) {
    section.rows.push_back(
        {fmt::format("{} of the {} are retries", percent_text(results.retries / results.attempts),
                     counted(results.attempts, "connect"))});
  }
  return section;
}

Section waits_section(const Scenario& scenario, const Results& results) {
  Section section{{"Waits", Emphasis::strong}, {}};
  for (std::size_t n = 0; n < results.workloads.size(); ++n) {
    const WorkloadResult& workload = results.workloads[n];
    if (workload.waited == 0) continue;
    section.rows.push_back({fmt::format(
        "{}: {} of {} wait because too many are under way at once, {} on average; {}the wait itself is no "
        "failure, but a waiting connect holds its port",
        printable(workload.name), count_text(workload.waited), counted(workload.attempts, "connect"),
        seconds_text(workload.wait_mean_s), event_text(scenario.hosts[scenario.workloads[n].host]))});
  }
  return section;
}

}  // namespace portsim
