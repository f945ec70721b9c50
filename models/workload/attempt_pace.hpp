// When attempts come while one rate, or one ramp, lasts: a pace for each case. All times count from the
// client's start, all expected numbers are integrals of the rate. A pace is made with the expected number
// that still lacks until its first attempt, moves on from attempt to attempt, and does not care when its
// phase ends: what an attempt beyond the end lacks then is carried into the next phase.
#pragma once

#include <cstdint>

#include "models/random/random_stream.hpp"
#include "models/random/samplers.hpp"
#include "models/vocabulary/duration.hpp"
#include "models/vocabulary/rate.hpp"
#include "models/workload/arrival_spec.hpp"
#include "models/workload/sampled_duration.hpp"

namespace portsim {

// The expected number between two attempts: exponential in a Poisson process, else 1.
inline double expected_between(ArrivalProcess process, RandomStream& stream) {
  return process == ArrivalProcess::poisson ? unit_exponential(stream) : 1.0;
}

// No attempts: before the first phase, after the last, and while the rate is zero.
class Pause {
 public:
  Pause(ArrivalProcess process, double lacking) : process_{process}, lacking_{lacking} {}
  Duration at() const { return forever; }
  void advance(RandomStream& stream) { lacking_ += expected_between(process_, stream); }
  double expected_since(Duration) const { return lacking_; }

 private:
  ArrivalProcess process_;
  double lacking_;
};

// Evenly spaced at a constant rate. The exact instant is at + late / events ns: quotient and remainder are
// kept apart, so nothing drifts and attempt k + events is exactly `per` after attempt k. `at` is rounded
// down: then the attempts before any whole nanosecond are just those whose exact instants are.
class EvenPace {
 public:
  EvenPace(Rate rate, Duration start, double lacking);
  Duration at() const { return at_; }
  void advance(RandomStream&) {
    at_ += gap_;
    late_ += gap_late_;
    if (late_ >= events_) {
      late_ -= events_;
      at_ += Duration{1};
    }
  }
  double expected_since(Duration end) const;

 private:
  Duration at_;
  Duration gap_;
  std::int64_t late_;
  std::int64_t gap_late_;
  std::int64_t events_;
  Duration per_;
};

// A Poisson process of constant rate. What an instant lacks to its exact place is carried to the next, so
// that rounding does not add up: at a gap of a few nanoseconds it would change the rate.
class PoissonPace {
 public:
  PoissonPace(Rate rate, Duration start, double lacking);
  Duration at() const { return at_; }
  // The next attempt is drawn from there on, whatever was drawn before.
  void begin_anew(Duration at) {
    at_ = at;
    late_ = 0;
  }
  void advance(RandomStream& stream) { move_on(unit_exponential(stream) * gap_mean_); }
  double expected_since(Duration end) const;

 private:
  void move_on(double nanoseconds) {
    const double later = late_ + nanoseconds;
    const Duration whole = whole_duration(later);
    late_ = later - static_cast<double>(whole.count());
    at_ += whole;
  }

  Duration at_;
  double gap_mean_;  // ns
  double late_ = 0;  // ns, less than one: the exact instant is at + late
};

// As many attempts at once as the rate counts in its `per`, and again after each `per`. What a phase lacks to
// its next burst is not carried over: the next phase begins with a burst of its own.
class BurstPace {
 public:
  BurstPace(Rate rate, Duration start);
  Duration at() const { return at_; }
  void advance(RandomStream&) {
    if (left_ == 0) {
      at_ += every_;
      left_ = size_;
    }
    --left_;
  }
  double expected_since(Duration) const { return 0; }

 private:
  Duration at_;
  Duration every_;
  std::int64_t size_;
  std::int64_t left_;  // of this burst
};

// A Poisson process, or evenly spaced, while the rate goes linearly from one value to another: an instant is
// where the integral of the rate, a quadratic, reaches the expected number; rounded to the nearest
// nanosecond.
class RampPace {
 public:
  RampPace(ArrivalProcess process, const RatePhase& ramp, Duration start, double lacking);
  Duration at() const { return at_; }
  void begin_anew(Duration at);  // as in PoissonPace
  void advance(RandomStream& stream);
  double expected_since(Duration end) const;

 private:
  Duration instant_of(double expected) const;

  ArrivalProcess process_;
  Duration start_;
  Duration end_;
  double rate_;             // at the start, per ns
  double slope_;            // per ns and ns
  double total_;            // expected in the whole ramp
  double first_;            // expected from the ramp's start to the first attempt
  double since_first_ = 0;  // and from there to this one: apart, because counting by 1 is exact
  Duration at_;
};

}  // namespace portsim
