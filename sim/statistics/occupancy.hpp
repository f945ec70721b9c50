// How full one pool is over time: port-time added up exactly, and the level sampled at evenly spaced
// instants. Fed with the intervals in which ports are held; it needs no event when one ends, and its size
// does not depend on the length of a run.
#pragma once

#include <algorithm>
#include <cassert>
#include <cstdint>
#include <vector>

#include "sim/engine/sim_time.hpp"
#include "sim/host/attempt.hpp"

namespace portsim {

// The part of a run that is observed: after the warm-up, until the end.
struct ObservedSpan {
  SimTime from;
  SimTime until;

  Duration length() const { return until - from; }
  bool contains(SimTime when) const { return when >= from && when < until; }
};

class Occupancy {
 public:
  // The level is sampled at `samples_wanted` to about twice as many instants.
  explicit Occupancy(const ObservedSpan& observed, std::int64_t samples_wanted = samples_min);

  void add(const PortInterval& held) {
    const auto [bound_time, from, until] = observed(held);
    bound_time_.add(bound_time);
    in_use_time_.add(until - from);
    const bool is_taken = !held.continues && held.in_use_until > held.in_use_from;
    Sample& since = samples_[sample_from(from)];
    is_taken ? ++since.taken : ++since.change;
    --samples_[sample_from(until)].change;
  }

  // What was added of an interval does not come to pass: the port is free earlier.
  void take_back(const PortInterval& rest) {
    const auto [bound_time, from, until] = observed(rest);
    bound_time_.take_back(bound_time);
    in_use_time_.take_back(until - from);
    --samples_[sample_from(from)].change;
    ++samples_[sample_from(until)].change;
  }

  // Ports on average over the observed span; none in an empty one.
  double mean_in_use() const { return mean_of(in_use_time_.total()); }
  double mean_time_wait() const { return mean_of(in_use_time_.total() - bound_time_.total()); }

  // The highest level of the observed span lies between its highest at a sampled instant and what it would be
  // if nothing became free between two of them.
  struct Peak {
    std::int64_t at_least;
    std::int64_t at_most;
  };
  Peak peak() const;

  // At the sampled instants, which are evenly spaced from the beginning of the span on.
  std::vector<double> levels() const;
  Duration spacing() const { return Duration{std::int64_t{1} << spacing_bits_}; }

  static constexpr std::int64_t samples_min = 2048;

 private:
  struct Sample {
    std::int64_t change = 0;  // of the level since the sample before, but for what was taken
    std::int64_t taken = 0;   // ports, since the sample before
  };

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

  // The first sampled instant at or after that; the last element is for everything beyond the span.
  std::size_t sample_from(SimTime when) const {
    return static_cast<std::size_t>((when - before_first_sample_).count() >> spacing_bits_);
  }

  double mean_of(PortTime port_time) const {
    const auto length = static_cast<double>(observed_.length().count());
    return length == 0 ? 0 : static_cast<double>(port_time) / length;
  }

  ObservedSpan observed_;
  int spacing_bits_;             // sampled instants are 2^spacing_bits_ ns apart
  SimTime before_first_sample_;  // by that, less 1 ns
  PortTimeSum bound_time_;
  PortTimeSum in_use_time_;
  std::vector<Sample> samples_;
};

}  // namespace portsim
