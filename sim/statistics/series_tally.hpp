// What happens over time in one replication: an observer (sim/host/attempt.hpp) that counts attempts,
// failures and probes in bins of the run, and adds up for how long ports are live and in TIME_WAIT in each.
// It counts the warm-up too. Its size is that of its bins, whatever the length of the run.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "models/tcp/connect_outcome.hpp"

#include "sim/engine/sim_time.hpp"
#include "sim/host/attempt.hpp"
#include "sim/statistics/time_bins.hpp"

namespace portsim {

// Pools whose ports are added up, such as those of a host; the same for all replications.
struct SeriesPlan {
  TimeBins bins;
  std::vector<std::uint32_t> group_of_pool;
  std::size_t groups = 0;
};

// One value a bin.
struct PortLevels {
  std::vector<float> live;  // ports on average, with those that others hold
  std::vector<float> time_wait;
};

struct RunSeries {
  std::vector<float> attempts;
  std::vector<float> failures;
  std::vector<float> probes;
  std::vector<PortLevels> levels;  // one a group; none of all this: nobody asked
};

// How long something lasts in each bin, added up over all of its kind.
class TimeInBins {
 public:
  explicit TimeInBins(const TimeBins& bins) : bins_{bins}, parts_(bins.count()), whole_(bins.count() + 1) {}

  // `sign`: -1 takes back what was added.
  void add(SimTime from, SimTime until, int sign) {
    const SimTime begin = std::max(from, SimTime{});
    const SimTime end = std::min(until, SimTime{bins_.run});
    if (end <= begin) return;
    const std::size_t first = bins_.bin_of(begin);
    const std::size_t last = bins_.bin_of(end - Duration{1});
    if (first == last) {
      parts_[first] += PortTime{sign} * (end - begin).count();
      return;
    }
    parts_[first] += PortTime{sign} * (SimTime{bins_.begin_of(first + 1)} - begin).count();
    parts_[last] += PortTime{sign} * (end - SimTime{bins_.begin_of(last)}).count();
    whole_[first + 1] += sign;
    whole_[last] -= sign;
  }

  // How many there are at once, on average over each bin.
  std::vector<float> means() const;

 private:
  // 65,536 ports for a bin of a month need 68 bits.
  __extension__ using PortTime = __int128;

  TimeBins bins_;
  std::vector<PortTime> parts_;      // of bins that are not covered from end to end; nanoseconds
  std::vector<std::int64_t> whole_;  // how many more cover a bin than the one before
};

class SeriesTally final : public QuietObserver {
 public:
  bool may_hear_hosts_apart() const override { return true; }

  // The plan must outlive it.
  explicit SeriesTally(const SeriesPlan& plan)
      : plan_{plan}, counts_(plan.bins.count()), groups_(plan.groups, Group{plan.bins}) {}

  void attempted(const Attempt& attempt) override {
    Counts& counts = counts_[plan_.bins.bin_of(attempt.when)];
    ++counts.attempts;
    counts.failures += attempt.outcome != ConnectOutcome::connected;
    counts.probes += attempt.probes;
  }
  void held(PoolIndex pool, const PortInterval& held) override { add(pool, held, 1); }
  void given_up(PoolIndex pool, const PortInterval& rest) override { add(pool, rest, -1); }

  RunSeries result() const;

 private:
  struct Counts {
    std::int64_t attempts = 0;
    std::int64_t failures = 0;
    std::int64_t probes = 0;
  };
  struct Group {
    explicit Group(const TimeBins& bins) : live{bins}, in_use{bins} {}
    TimeInBins live;
    TimeInBins in_use;
  };

  void add(PoolIndex pool, const PortInterval& interval, int sign) {
    Group& group = groups_[plan_.group_of_pool[pool]];
    group.live.add(interval.bound_from, interval.bound_until, sign);
    group.in_use.add(interval.in_use_from, interval.in_use_until, sign);
  }

  const SeriesPlan& plan_;
  std::vector<Counts> counts_;  // one a bin
  std::vector<Group> groups_;
};

// Tells two observers of the same run what either listens to.
template <class First, class Second>
class BothObservers final : public QuietObserver {
 public:
  BothObservers(First& first, Second& second) : first_{first}, second_{second} {}

  bool may_hear_hosts_apart() const override {
    return first_.may_hear_hosts_apart() && second_.may_hear_hosts_apart();
  }

  void attempted(const Attempt& attempt) override {
    tell([&](auto& observer) { observer.attempted(attempt); });
  }
  void requested(const CachedRequest& request) override {
    tell([&](auto& observer) { observer.requested(request); });
  }
  void progressed(const RequestProgress& step) override {
    tell([&](auto& observer) { observer.progressed(step); });
  }
  void timed(const ConnectionTimes& times) override {
    tell([&](auto& observer) { observer.timed(times); });
  }
  void time_wait_ended(const PoolFourTuple& tuple, SimTime now) override {
    tell([&](auto& observer) { observer.time_wait_ended(tuple, now); });
  }
  void cut(std::uint32_t host, SimTime now) override {
    tell([&](auto& observer) { observer.cut(host, now); });
  }
  [[gnu::always_inline]] void prefetch(PoolIndex pool, const TimeSpan& held) const {
    first_.prefetch(pool, held);
    second_.prefetch(pool, held);
  }
  void held(PoolIndex pool, const PortInterval& held) override {
    tell([&](auto& observer) { observer.held(pool, held); });
  }
  void given_up(PoolIndex pool, const PortInterval& rest) override {
    tell([&](auto& observer) { observer.given_up(pool, rest); });
  }
  void entered_time_wait(std::uint32_t host, const TimeSpan& span) override {
    tell([&](auto& observer) { observer.entered_time_wait(host, span); });
  }
  void left_time_wait(std::uint32_t host, const TimeSpan& rest) override {
    tell([&](auto& observer) { observer.left_time_wait(host, rest); });
  }
  void stepped() override {
    tell([](auto& observer) { observer.stepped(); });
  }

 private:
  template <class Tell>
  void tell(Tell tell_one) {
    tell_one(first_);
    tell_one(second_);
  }

  First& first_;
  Second& second_;
};

}  // namespace portsim
