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

class SeriesTally : public QuietObserver {
 public:
  static constexpr bool may_hear_hosts_apart = true;

  // The plan must outlive it.
  explicit SeriesTally(const SeriesPlan& plan)
      : plan_{plan}, counts_(plan.bins.count()), groups_(plan.groups, Group{plan.bins}) {}

  void attempted(const Attempt& attempt) {
    Counts& counts = counts_[plan_.bins.bin_of(attempt.when)];
    ++counts.attempts;
    counts.failures += attempt.outcome != ConnectOutcome::connected;
    counts.probes += attempt.probes;
  }
  void held(PoolIndex pool, const PortInterval& held) { add(pool, held, 1); }
  void given_up(PoolIndex pool, const PortInterval& rest) { add(pool, rest, -1); }

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
class BothObservers : public QuietObserver {
 public:
  static constexpr bool may_hear_hosts_apart = First::may_hear_hosts_apart && Second::may_hear_hosts_apart;

  BothObservers(First& first, Second& second) : first_{first}, second_{second} {}

  void attempted(const Attempt& attempt) { tell(&First::attempted, &Second::attempted, attempt); }
  void requested(const CachedRequest& request) { tell(&First::requested, &Second::requested, request); }
  void progressed(const RequestProgress& step) { tell(&First::progressed, &Second::progressed, step); }
  [[gnu::always_inline]] void prefetch(PoolIndex pool, const TimeSpan& held) const {
    first_.prefetch(pool, held);
    second_.prefetch(pool, held);
  }
  void held(PoolIndex pool, const PortInterval& held) { tell(&First::held, &Second::held, pool, held); }
  void given_up(PoolIndex pool, const PortInterval& rest) {
    tell(&First::given_up, &Second::given_up, pool, rest);
  }
  void entered_time_wait(std::uint32_t host, const TimeSpan& span) {
    tell(&First::entered_time_wait, &Second::entered_time_wait, host, span);
  }
  void left_time_wait(std::uint32_t host, const TimeSpan& rest) {
    tell(&First::left_time_wait, &Second::left_time_wait, host, rest);
  }
  void stepped() { tell(&First::stepped, &Second::stepped); }

 private:
  template <class OfFirst, class OfSecond, class... What>
  void tell(OfFirst of_first, OfSecond of_second, const What&... what) {
    (first_.*of_first)(what...);
    (second_.*of_second)(what...);
  }

  First& first_;
  Second& second_;
};

}  // namespace portsim
