#include "sim/report/timeline_csv.hpp"

#include <algorithm>
#include <string>

#include <fmt/format.h>

#include "sim/report/csv_text.hpp"

namespace portsim {
namespace {

constexpr Duration row_length = 1s;
constexpr TcpState shown_states[] = {TcpState::syn_sent,   TcpState::established, TcpState::fin_wait_1,
                                     TcpState::fin_wait_2, TcpState::last_ack,    TcpState::time_wait};

}  // namespace

TimelineCsv::TimelineCsv(const Scenario& scenario, TextSink write)
    : scenario_{scenario},
      write_{std::move(write)},
      hosts_(scenario.hosts.size()),
      next_row_{std::min<Duration>(row_length, scenario.duration)} {
  for (HostIndex host = 0; host < hosts_.size(); ++host)
    hosts_[host].others_until = SimTime{} + scenario.hosts[host].occupied.until;
  write_(
      "time_s,host,syn_sent,established,fin_wait_1,fin_wait_2,last_ack,time_wait,others,attempts,failures,"
      "probes");
  write_(csv_line_end);
}

void TimelineCsv::changed(const StateChange& change) {
  write_rows_until(change.when, false);
  auto& in_state = hosts_[change.host].in_state;
  if (change.from) --in_state[static_cast<std::size_t>(*change.from)];
  if (change.to) ++in_state[static_cast<std::size_t>(*change.to)];
}

void TimelineCsv::attempted(const Attempt& attempt, const Replay& replay) {
  write_rows_until(attempt.when, true);
  HostCounts& host = hosts_[replay.plan().pools[attempt.pool].host];
  ++host.attempts;
  host.failures += attempt.outcome != ConnectOutcome::connected;
  host.probes += attempt.probes;
}

// Cutting a host's connections frees the ports that others hold, too.
void TimelineCsv::stepped(std::size_t epoch) {
  const TimelineStep& step = scenario_.timeline[epoch - 1];
  write_rows_until(SimTime{step.at}, true);
  if (step.cuts) hosts_[*step.cuts].others_until = SimTime{};
}

void TimelineCsv::ended(const Replay&) {
  write_rows_until(SimTime{scenario_.duration}, true);
}

void TimelineCsv::write_rows_until(SimTime when, bool is_included) {
  const SimTime end{scenario_.duration};
  while (next_row_ <= end && (next_row_ < when || (is_included && next_row_ == when))) {
    write_rows(next_row_);
    next_row_ = next_row_ == end ? SimTime::never() : std::min(next_row_ + row_length, end);
  }
}

void TimelineCsv::write_rows(SimTime at) {
  for (HostIndex index = 0; index < hosts_.size(); ++index) {
    HostCounts& host = hosts_[index];
    std::string row =
        fmt::format("{},{}", in_seconds(at.since_start()), text_cell(scenario_.hosts[index].name));
    for (const TcpState state : shown_states)
      row += fmt::format(",{}", host.in_state[static_cast<std::size_t>(state)]);
    const PortCount others = at < host.others_until ? scenario_.hosts[index].occupied.ports : 0;
    row += fmt::format(",{},{},{},{}", others, host.attempts, host.failures, host.probes);
    write_(row += csv_line_end);
    host.attempts = host.failures = host.probes = 0;
  }
}

}  // namespace portsim
