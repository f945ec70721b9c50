// An observer that keeps everything, and a run with it.
#pragma once

#include <utility>
#include <vector>

#include "sim/host/attempt.hpp"
#include "sim/host/port_pool.hpp"
#include "sim/host/running_client.hpp"
#include "sim/scenario/scenario.hpp"

namespace portsim::test {

struct Recorder : QuietObserver {
  std::vector<Attempt> attempts;
  std::vector<CachedRequest> requests;
  std::vector<RequestProgress> progress;
  std::vector<std::pair<PoolIndex, PortInterval>> intervals;
  std::vector<std::pair<PoolIndex, PortInterval>> given_up_parts;
  std::vector<std::pair<HostIndex, TimeSpan>> waits;
  std::vector<std::pair<HostIndex, TimeSpan>> waits_taken_back;
  std::vector<std::size_t> steps;  // attempts made before each
  std::vector<ConnectionTimes> times;
  std::vector<std::pair<PoolFourTuple, SimTime>> ended;
  std::vector<std::pair<HostIndex, SimTime>> cuts;

  void attempted(const Attempt& attempt) override { attempts.push_back(attempt); }
  void requested(const CachedRequest& request) override { requests.push_back(request); }
  void progressed(const RequestProgress& step) override { progress.push_back(step); }
  void held(PoolIndex pool, const PortInterval& interval) override { intervals.emplace_back(pool, interval); }
  void given_up(PoolIndex pool, const PortInterval& rest) override {
    given_up_parts.emplace_back(pool, rest);
  }
  void entered_time_wait(HostIndex host, const TimeSpan& span) override { waits.emplace_back(host, span); }
  void left_time_wait(HostIndex host, const TimeSpan& rest) override {
    waits_taken_back.emplace_back(host, rest);
  }
  void stepped() override { steps.push_back(attempts.size()); }
  void timed(const ConnectionTimes& of_connection) override { times.push_back(of_connection); }
  void time_wait_ended(const PoolFourTuple& of, SimTime when) override { ended.emplace_back(of, when); }
  void cut(HostIndex host, SimTime when) override { cuts.emplace_back(host, when); }

  bool operator==(const Recorder&) const = default;
};

// In pools as the program has them. recorded_run.hpp has others.
Recorder record(const Scenario& scenario, const RunId& id = {});

}  // namespace portsim::test
