#include "sim/report/requests_text.hpp"

#include <algorithm>
#include <string>

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

}  // namespace

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
