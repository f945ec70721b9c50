// What one simulated run of a live scenario came to, in the form in which the kernel's own run is counted: an
// observer of a run (sim/host/attempt.hpp). TIME_WAIT is sampled as the kernel's is.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "models/tcp/connect_outcome.hpp"
#include "models/vocabulary/duration.hpp"

#include "sim/engine/sim_time.hpp"
#include "sim/experiment/live_measurement.hpp"
#include "sim/host/attempt.hpp"

namespace portsim {

struct TwinAttempt {
  SimTime when;
  bool is_failure = false;
};

class TwinTally final : public QuietObserver {
 public:
  explicit TwinTally(Duration duration)
      : duration_{duration}, live_(samples_of(duration)), time_wait_(samples_of(duration)) {}

  void attempted(const Attempt& attempt) override {
    attempts_.push_back({attempt.when, attempt.outcome != ConnectOutcome::connected});
  }
  void held(PoolIndex, const PortInterval& held) override {
    add({held.bound_from, held.bound_until}, 1, live_);
  }
  void given_up(PoolIndex, const PortInterval& rest) override {
    add({rest.bound_from, rest.bound_until}, -1, live_);
  }
  void entered_time_wait(HostIndex, const TimeSpan& span) override { add(span, 1, time_wait_); }
  void left_time_wait(HostIndex, const TimeSpan& span) override { add(span, -1, time_wait_); }

  const std::vector<TwinAttempt>& attempts() const { return attempts_; }
  // At 0, sample_spacing, 2 sample_spacing, …
  std::vector<std::int64_t> time_wait() const;
  std::int64_t live_at_most() const;  // connections, at the sampled instants

 private:
  using Changes = std::vector<std::int64_t>;  // of a level, since the sample before

  static std::size_t samples_of(Duration duration) {
    return static_cast<std::size_t>(duration / sample_spacing) + 2;  // the last is beyond the run
  }

  std::size_t sample_from(SimTime when) const {
    const Duration since = std::min(when.since_start(), duration_ + sample_spacing);
    const auto sample = (std::max(since, Duration::zero()) + sample_spacing - Duration{1}) / sample_spacing;
    return std::min(static_cast<std::size_t>(sample), live_.size() - 1);
  }

  void add(const TimeSpan& span, std::int64_t sign, Changes& changes) const {
    if (span.is_empty()) return;
    changes[sample_from(span.from)] += sign;
    changes[sample_from(span.until)] -= sign;
  }

  Duration duration_;
  std::vector<TwinAttempt> attempts_;
  Changes live_;
  Changes time_wait_;
};

}  // namespace portsim
