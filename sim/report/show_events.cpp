#include "sim/report/show_events.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "sim/report/clock_text.hpp"
#include "sim/scenario/port_source.hpp"
#include "sim/scenario/problem_text.hpp"

namespace portsim {
namespace {

constexpr int half_open_limit_reached = 4226;

constexpr std::string_view heading =
    "Every occasion is an entry here. Windows may log fewer: how often it repeats one is not documented.\n"
    "\n"
    "   ProviderName: Tcpip\n"
    "\n"
    "TimeCreated     Id LevelDisplayName Message\n"
    "-----------     -- ---------------- -------\n";

const LogEvent* find_event(const OsProfile& os, int id) {
  const auto found =
      std::find_if(os.events.begin(), os.events.end(), [&](const LogEvent& event) { return event.id == id; });
  return found == os.events.end() ? nullptr : &*found;
}

}  // namespace

std::string no_events_text(const Host& host) {
  if (host.os->events.empty()) return fmt::format("no events: {} logs none about ports\n", host.os->name);
  return "no events\n";
}

void EventLog::attempted(const Attempt& attempt) {
  const Workload& workload = scenario_.workloads_in(epoch_)[attempt.workload];
  if (workload.host != host_) return;
  if (attempt.waited > Duration::zero()) add(attempt.when, half_open_limit_reached, workload);
  if (attempt.outcome == ConnectOutcome::connected) return;
  const HostBehaviour& host = scenario_.hosts_in(epoch_)[host_].behaviour;
  if (const auto id = error_of(host, workload, attempt.outcome).event_id) add(attempt.when, *id, workload);
}

void EventLog::add(SimTime when, int id, const Workload& workload) {
  const LogEvent* event = find_event(*scenario_.hosts_in(epoch_)[host_].os, id);
  if (event == nullptr) return;
  std::string text{entries_++ == 0 ? heading : ""};
  text += fmt::format("{}  {} {:<16} {}: {}\n", clock_text(when), id, "Warning", printable(workload.name),
                      event->meaning);
  write_(text);
}

}  // namespace portsim
