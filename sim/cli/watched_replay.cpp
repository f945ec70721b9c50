#include "sim/cli/watched_replay.hpp"

#include <algorithm>

#include "sim/cli/interruption.hpp"
#include "sim/cli/terminal.hpp"

namespace portsim {
namespace {

constexpr int parts = 2000;  // of a run, between two looks at what the user wants

}  // namespace

void AttemptCount::attempted(const Attempt& attempt) {
  if (next_) next_->attempted(attempt);
  if (scenario_.workloads[attempt.workload].host != host_) return;
  ++attempts_;
  if (attempt.outcome == ConnectOutcome::connected) return;
  ++failures_;
  last_failure_ = attempt.when;
  last_failed_in_ = attempt.pool;
}

void AttemptCount::stepped(std::size_t epoch) {
  if (next_) next_->stepped(epoch);
}

WatchedReplay::WatchedReplay(const Scenario& scenario, const RunId& id, HostIndex host,
                             ReplayListener* listener, bool is_quiet)
    : scenario_{scenario},
      stop_{catch_interruption()},
      count_{scenario, host, listener},
      replay_{scenario, id, &count_} {
  if (!is_quiet && is_stderr_terminal()) line_.emplace("s replayed");
}

bool WatchedReplay::run_until(SimTime until) {
  const Duration part = std::max(scenario_.duration / parts, Duration{1});
  while (now_ < until && !stop_) {
    now_ = std::min(now_ + part, until);
    replay_.run_until(now_);
    show_progress();
  }
  return !stop_;
}

std::optional<SimTime> WatchedReplay::run_until_failure() {
  constexpr int actions_at_once = 10'000;
  while (!stop_) {
    bool has_more = true;
    for (int action = 0; action < actions_at_once && has_more && count_.failures() == 0; ++action)
      has_more = replay_.act();
    if (count_.failures() > 0) break;
    if (!has_more) return std::nullopt;
    now_ = std::min(replay_.next_time(), SimTime{scenario_.duration});
    show_progress();
  }
  if (stop_) return std::nullopt;
  now_ = count_.last_failure() + Duration{1};
  replay_.run_until(now_);
  return now_;
}

void WatchedReplay::show_progress() {
  if (!line_) return;
  const double passed = in_seconds(now_.since_start());
  const double whole = in_seconds(scenario_.duration);
  line_->show({static_cast<int>(passed), static_cast<int>(whole), passed / whole});
}

}  // namespace portsim
