#include "sim/report/requests_text.hpp"

#include <algorithm>
#include <string>
#include <variant>

#include <fmt/format.h>

#include "sim/report/failures_text.hpp"
#include "sim/report/number_text.hpp"
#include "sim/scenario/problem_text.hpp"

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
  }
  return section;
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
