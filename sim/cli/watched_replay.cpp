#include "sim/cli/watched_replay.hpp"

#include <algorithm>

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
      watched_{is_quiet, "% of the run replayed"},
      count_{scenario, host, listener},
      replay_{scenario, id, &count_} {}

bool WatchedReplay::run_until(SimTime until) {
  const Duration part = std::max(scenario_.duration / parts, Duration{1});
  while (now_ < until && goes_on()) {
    now_ = std::min(now_ + part, until);
    replay_.run_until(now_);
  }
  return !is_interrupted_;
}

std::optional<SimTime> WatchedReplay::run_until_failure() {
  is_interrupted_ |= !replay_.act_while([this] { return count_.failures() == 0; }, watched_.keep_going());
  now_ = std::min(replay_.next_time(), SimTime{scenario_.duration});
  if (count_.failures() == 0) return std::nullopt;
  now_ = count_.last_failure() + Duration{1};
  replay_.run_until(now_);
  return now_;
}

bool WatchedReplay::goes_on() {
  is_interrupted_ |= !watched_.keep_going()(in_seconds(now_.since_start()) / in_seconds(scenario_.duration));
  return !is_interrupted_;
}

}  // namespace portsim
