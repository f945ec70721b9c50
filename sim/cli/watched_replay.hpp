// A replay that a person waits for: an interruption stops it, and a terminal shows how far it is. It counts
// the attempts of one host on the way.
#pragma once

#include <cstdint>
#include <optional>

#include "sim/cli/watched_search.hpp"
#include "sim/replay/replay.hpp"

namespace portsim {

// Hands on to another listener, if there is one.
class AttemptCount : public ReplayListener {
 public:
  AttemptCount(const Scenario& scenario, HostIndex host, ReplayListener* next = nullptr)
      : scenario_{scenario}, host_{host}, next_{next} {}

  void attempted(const Attempt&) override;
  void stepped(std::size_t epoch) override;

  std::int64_t attempts() const { return attempts_; }
  std::int64_t failures() const { return failures_; }
  SimTime last_failure() const { return last_failure_; }  // where there is one
  PoolIndex last_failed_in() const { return last_failed_in_; }

 private:
  const Scenario& scenario_;
  HostIndex host_;
  ReplayListener* next_;
  std::int64_t attempts_ = 0;
  std::int64_t failures_ = 0;
  SimTime last_failure_;
  PoolIndex last_failed_in_ = 0;
};

class WatchedReplay {
 public:
  // The scenario and the listener must outlive it. `is_quiet`: nothing shows how far it is.
  WatchedReplay(const Scenario&, const RunId&, HostIndex, ReplayListener*, bool is_quiet);

  // Everything that happens before `until`. False: it was interrupted.
  bool run_until(SimTime until);
  // Until right after the host's first failed connect, which is returned; nothing: there is none, or it was
  // interrupted.
  std::optional<SimTime> run_until_failure();

  bool is_interrupted() const { return is_interrupted_; }
  SimTime now() const { return now_; }
  const Replay& replay() const { return replay_; }

 private:
  bool goes_on();

  const Scenario& scenario_;
  WatchedSearch watched_;
  AttemptCount count_;
  Replay replay_;
  SimTime now_;
  bool is_interrupted_ = false;
};

}  // namespace portsim
