#include "models/workload/attempt_pace.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace portsim {
namespace {

double in_nanoseconds(Duration duration) {
  return static_cast<double>(duration.count());
}

// Multiplied before it is divided: whole numbers of attempts come out whole.
double expected_during(Duration length, Rate rate) {
  return static_cast<double>(rate.events) * in_nanoseconds(length) / in_nanoseconds(rate.per);
}

}  // namespace

// What is carried over is rounded to a whole 1/per of an attempt, which is exact between phases whose rates
// count per the same length of time.
EvenPace::EvenPace(Rate rate, Duration start, double lacking)
    : gap_{rate.per / rate.events},
      gap_late_{rate.per.count() % rate.events},
      events_{rate.events},
      per_{rate.per} {
  const std::int64_t whole = std::llround(lacking * in_nanoseconds(per_));
  at_ = start + Duration{whole / events_};
  late_ = whole % events_;
}

double EvenPace::expected_since(Duration end) const {
  return static_cast<double>((at_ - end).count() * events_ + late_) / in_nanoseconds(per_);
}

PoissonPace::PoissonPace(Rate rate, Duration start, double lacking)
    : at_{start}, gap_mean_{in_nanoseconds(rate.per) / static_cast<double>(rate.events)} {
  move_on(lacking * gap_mean_);
}

double PoissonPace::expected_since(Duration end) const {
  return (in_nanoseconds(at_ - end) + late_) / gap_mean_;
}

BurstPace::BurstPace(Rate rate, Duration start)
    : at_{start}, every_{rate.per}, size_{rate.events}, left_{rate.events - 1} {}

RampPace::RampPace(ArrivalProcess process, const RatePhase& ramp, Duration start, double lacking)
    : process_{process},
      start_{start},
      end_{start + *ramp.lasts},
      rate_{ramp.rate.per_nanosecond()},
      slope_{(ramp.to.per_nanosecond() - rate_) / in_nanoseconds(*ramp.lasts)},
      total_{(expected_during(*ramp.lasts, ramp.rate) + expected_during(*ramp.lasts, ramp.to)) / 2},
      first_{lacking},
      at_{instant_of(lacking)} {}

void RampPace::advance(RandomStream& stream) {
  since_first_ += expected_between(process_, stream);
  at_ = std::max(at_, instant_of(first_ + since_first_));  // rounding must not turn time back
}

void RampPace::begin_anew(Duration at) {
  const double since_start = in_nanoseconds(at - start_);
  since_first_ = rate_ * since_start + slope_ * since_start * since_start / 2 - first_;
  at_ = at;
}

double RampPace::expected_since(Duration) const {
  return first_ + since_first_ - total_;
}

// Solves rate t + slope t^2 / 2 = expected in the form that loses no digits when the slope is small or
// negative.
Duration RampPace::instant_of(double expected) const {
  if (expected >= total_) {
    return end_;
  }
  if (expected <= 0) {
    return start_;
  }
  const double square = std::max(rate_ * rate_ + 2 * slope_ * expected, 0.0);
  const double since_start = 2 * expected / (rate_ + std::sqrt(square));
  return std::min(start_ + sampled_duration(since_start), end_ - Duration{1});
}

}  // namespace portsim
