// How full pools are over time, each by itself: port-time added up exactly, and the level sampled at evenly
// spaced instants. Fed with the intervals in which ports are held; it needs no event when one ends, and its
// size does not depend on the length of a run.
#pragma once

#include <algorithm>
#include <cassert>
#include <cstdint>
#include <vector>

#include "models/vocabulary/prefetch.hpp"

#include "sim/engine/sim_time.hpp"
#include "sim/host/attempt.hpp"

namespace portsim {

// The part of a run that is observed: after the warm-up, until the end.
struct ObservedSpan {
  SimTime from;
  SimTime until;

  Duration length() const { return until - from; }
  bool contains(SimTime when) const { return when >= from && when < until; }
  bool operator==(const ObservedSpan&) const = default;
};

class Occupancy {
 public:
  // All pools are observed for the same span. A level is sampled at `samples_wanted` to about twice as many
  // instants.
  explicit Occupancy(const ObservedSpan& observed, std::size_t pools = 1,
                     std::int64_t samples_wanted = samples_min);

  std::size_t pools() const { return pools_; }

  void add(std::size_t pool, const PortInterval& held) {
    const auto [bound_time, from, until] = observed(held);
    port_times_[pool].bound.add(bound_time);
    port_times_[pool].in_use.add(until - from);
    const bool is_taken = !held.continues && held.in_use_until > held.in_use_from;
    sample_from(pool, from) += is_taken ? change_of_one + taken_one : change_of_one;
    sample_from(pool, until) -= change_of_one;
  }

  // What was added of an interval does not come to pass: the port is free earlier.
  void take_back(std::size_t pool, const PortInterval& rest) {
    const auto [bound_time, from, until] = observed(rest);
    port_times_[pool].bound.take_back(bound_time);
    port_times_[pool].in_use.take_back(until - from);
    sample_from(pool, from) -= change_of_one;
    sample_from(pool, until) += change_of_one;
  }

  // Soon something like this will be added of the pool.
  [[gnu::always_inline]] void prefetch(std::size_t pool, const TimeSpan& held) const {
    prefetch_to_write(&port_times_[pool]);
    if (held.from < observed_.from || held.until > observed_.until) return;
    prefetch_to_write(&samples_[instant_from(held.from) * pools_ + pool]);
    prefetch_to_write(&samples_[instant_from(held.until) * pools_ + pool]);
  }

  // Ports on average over the observed span; none in an empty one.
  double mean_in_use(std::size_t pool) const { return mean_of(port_times_[pool].in_use.total()); }
  double mean_time_wait(std::size_t pool) const {
    return mean_of(port_times_[pool].in_use.total() - port_times_[pool].bound.total());
  }

  // The highest level of the observed span lies between its highest at a sampled instant and what it would be
  // if nothing became free between two of them.
  struct Peak {
    std::int64_t at_least;
    std::int64_t at_most;
  };
  Peak peak(std::size_t pool) const;

  // Of all pools together at the sampled instants, which are evenly spaced from the beginning of the span on.
  std::vector<double> levels() const;
  Duration spacing() const { return Duration{std::int64_t{1} << spacing_bits_}; }

  static constexpr std::int64_t samples_min = 2048;

 private:
  // What happened since the sample before, in one word, so that each event is one addition: by how much the
  // level changed, in the lower 28 bits, and how many ports were taken. (A level is below 2^27, and 2^36
  // ports in one interval take an hour to simulate.)
  using Sample = std::uint64_t;
  static constexpr int change_bits = 28;
  static constexpr Sample change_of_one = 1;
  static constexpr Sample taken_one = Sample{1} << change_bits;
  struct Happened {
    std::int64_t change;
    std::int64_t taken;
  };
  static Happened happened(Sample);

  // Port-nanoseconds: 65,536 ports for ten years need 75 bits. The parts have no sign, and are added word by
  // word: as one number they would be spread in memory first.
  __extension__ using PortTime = __int128;
  class PortTimeSum {
   public:
    void add(Duration part) {
      assert(part >= Duration::zero());
      low_ += static_cast<std::uint64_t>(part.count());
      high_ += low_ < static_cast<std::uint64_t>(part.count());
    }
    void take_back(Duration part) {
      assert(part >= Duration::zero());
      high_ -= low_ < static_cast<std::uint64_t>(part.count());
      low_ -= static_cast<std::uint64_t>(part.count());
    }
    PortTime total() const { return static_cast<PortTime>(high_) << 64 | low_; }

   private:
    std::uint64_t low_ = 0;
    std::uint64_t high_ = 0;
  };
  struct PortTimes {
    PortTimeSum bound;
    PortTimeSum in_use;
  };

  // The part of an interval that is observed.
  struct ObservedPart {
    Duration bound;  // how long
    SimTime in_use_from;
    SimTime in_use_until;
  };
  // Mostly all of it: then nothing is cut off.
  ObservedPart observed(const PortInterval& interval) const {
    const auto& [bound_from, bound_until, in_use_from, in_use_until, continues] = interval;
    assert(bound_from <= bound_until && bound_until <= in_use_until);
    assert(bound_from <= in_use_from && in_use_from <= in_use_until);
    if (bound_from >= observed_.from && in_use_until <= observed_.until) [[likely]]
      return {bound_until - bound_from, in_use_from, in_use_until};
    return {within(bound_until) - within(bound_from), within(in_use_from), within(in_use_until)};
  }
  SimTime within(SimTime when) const { return std::clamp(when, observed_.from, observed_.until); }

  // The first sampled instant at or after that; the last one is for everything beyond the span.
  std::size_t instant_from(SimTime when) const {
    return static_cast<std::size_t>((when - before_first_sample_).count() >> spacing_bits_);
  }
  Sample& sample_from(std::size_t pool, SimTime when) { return samples_[instant_from(when) * pools_ + pool]; }

  double mean_of(PortTime port_time) const {
    const auto length = static_cast<double>(observed_.length().count());
    return length == 0 ? 0 : static_cast<double>(port_time) / length;
  }

  ObservedSpan observed_;
  int spacing_bits_;             // sampled instants are 2^spacing_bits_ ns apart
  SimTime before_first_sample_;  // by that, less 1 ns
  std::size_t pools_;
  std::vector<PortTimes> port_times_;  // one a pool
  // Those of all pools at one instant, then at the next: a run writes near two instants for a while, and so
  // stays in the cache however many pools there are.
  std::size_t instants_;
  std::vector<Sample> samples_;
};

}  // namespace portsim
