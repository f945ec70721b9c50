#include "models/workload/arrival_times.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

namespace portsim {
namespace {

bool is_ramp(const RatePhase& phase) {
  return phase.rate.per_nanosecond() != phase.to.per_nanosecond();
}

// The pause before the first phase. Evenly spaced attempts begin at once, as if one had come an interval
// before.
Pause before_start(ArrivalProcess process) {
  return Pause{process, process == ArrivalProcess::constant ? -1.0 : 0.0};
}

}  // namespace

ArrivalTimes::ArrivalTimes(ArrivalSpec spec) : spec_{std::move(spec)}, pace_{before_start(spec_.process)} {}

Duration ArrivalTimes::first_of_later_phases() {
  const auto lacking_now = [this] {
    return std::visit([this](const auto& pace) { return pace.expected_since(phase_end_); }, pace_);
  };
  while (phase_end_ < forever && phases_begun_ < spec_.phases.size()) {
    const RatePhase& phase = spec_.phases[phases_begun_++];
    const double lacking = lacking_now();
    const Duration start = phase_end_;
    phase_begin_ = start;
    phase_end_ = phase.lasts ? std::min(start + *phase.lasts, forever) : forever;
    pace_ = pace_of(phase, start, lacking);
    const Duration at = std::visit([](const auto& pace) { return pace.at(); }, pace_);
    if (at < phase_end_) {
      return at;
    }
  }
  pace_ = Pause{spec_.process, 0};
  return forever;
}

bool ArrivalTimes::draw_anew(Duration now) {
  if (spec_.process != ArrivalProcess::poisson) return false;
  const Duration from = std::max(now, phase_begin_);
  auto* even = std::get_if<PoissonPace>(&pace_);
  auto* ramp = std::get_if<RampPace>(&pace_);
  if (even) even->begin_anew(from);
  if (ramp) ramp->begin_anew(from);
  return even || ramp;
}

ArrivalTimes::Pace ArrivalTimes::pace_of(const RatePhase& phase, Duration start, double lacking) const {
  if (phase.lasts == Duration::zero() || (phase.rate.is_zero() && phase.to.is_zero())) {
    return Pause{spec_.process, lacking};
  }
  assert(phase.rate.per > Duration::zero() && phase.to.per > Duration::zero());
  if (is_ramp(phase)) {
    assert(phase.lasts && spec_.process != ArrivalProcess::bursts);
    return RampPace{spec_.process, phase, start, lacking};
  }
  switch (spec_.process) {
    case ArrivalProcess::poisson:
      return PoissonPace{phase.rate, start, lacking};
    case ArrivalProcess::constant:
      return EvenPace{phase.rate, start, lacking};
    case ArrivalProcess::bursts:
      return BurstPace{phase.rate, start};
  }
  return Pause{spec_.process, lacking};
}

}  // namespace portsim
