#include "tests/kernel/replay.hpp"

#include <algorithm>
#include <map>

#include "tests/sim/host/recorder.hpp"

namespace portsim::kernel {

namespace {

void count_attempts(const std::vector<Attempt>& attempts, Replay& result) {
  for (const Attempt& attempt : attempts) {
    const bool has_failed = attempt.outcome != ConnectOutcome::connected;
    const double when = in_seconds(attempt.when.since_start());
    if (!attempt.is_retry) result.first_tries_failed.push_back(has_failed);
    const auto bin = static_cast<std::size_t>(when / 10);
    if (bin >= result.bins.size()) result.bins.resize(bin + 1);
    if (!has_failed) continue;
    ++result.failures;
    ++result.bins[bin];
    if (!result.first_failure) result.first_failure = when;
  }
  result.failure_fraction = static_cast<double>(result.failures) / static_cast<double>(attempts.size());
}

// By how much the number of connections in TIME_WAIT changes, and when.
std::map<SimTime, std::int64_t> time_wait_changes(const test::Recorder& run) {
  std::map<SimTime, std::int64_t> changes;
  for (const auto& [host, span] : run.waits) {
    ++changes[span.from];
    --changes[span.until];
  }
  for (const auto& [host, rest] : run.waits_taken_back) {
    --changes[rest.from];
    ++changes[rest.until];
  }
  return changes;
}

void count_time_wait(const test::Recorder& run, SimTime end, Replay& result) {
  std::int64_t level = 0;
  SimTime next{};
  for (const auto& [when, change] : time_wait_changes(run)) {
    for (; next < when && next <= end; next = next + Duration{1s}) result.time_wait.push_back(level);
    level += change;
    if (when < end) result.time_wait_max = std::max(result.time_wait_max, level);
  }
}

}  // namespace

Replay replay(const Scenario& scenario, std::uint32_t replication) {
  const test::Recorder run = test::record(scenario, {scenario.seed, replication});
  Replay result;
  count_attempts(run.attempts, result);
  count_time_wait(run, SimTime{scenario.duration}, result);
  return result;
}

}  // namespace portsim::kernel
