// Turns an arrival specification into the times of the attempts, one after the other. Attempts come where the
// integral of the rate passes given levels: 0, 1, 2, ... when they are evenly spaced, the sums of unit
// exponentials in a Poisson process. A level that is reached as a phase ends belongs to the next phase that
// has a rate. Bursts come at a phase's start and then at regular intervals. All times count from the client's
// start.
#pragma once

#include <cstddef>
#include <optional>
#include <variant>

#include "models/random/random_stream.hpp"
#include "models/vocabulary/duration.hpp"
#include "models/workload/arrival_spec.hpp"
#include "models/workload/attempt_pace.hpp"

namespace portsim {

class ArrivalTimes {
 public:
  // Only the last phase may last without end, a ramp has an end, and bursts have no ramps.
  explicit ArrivalTimes(ArrivalSpec spec);

  // The next attempt, never before the last one; `forever` when there are no more.
  Duration next(RandomStream& stream) {
    const Duration at = std::visit(
        [&](auto& pace) {
          pace.advance(stream);
          return pace.at();
        },
        pace_);
    return within_phase(at);
  }

  // A Poisson process while its rate lasts: the pace of the attempts before that ends. Nothing: another.
  struct Steady {
    PoissonPace pace;
    Duration until;
  };
  std::optional<Steady> steady() const {
    const auto* pace = std::get_if<PoissonPace>(&pace_);
    return pace ? std::optional{Steady{*pace, phase_end_}} : std::nullopt;
  }
  // What next() gives when that pace has moved on to it, perhaps beyond its end.
  Duration next_after(const Steady& moved_on) {
    pace_ = moved_on.pace;
    return within_phase(moved_on.pace.at());
  }

  // A Poisson process has no memory: what next() gave last has not happened by `now`, and is drawn again by
  // the next call of it. False: it stays, as the process is another, or there are no more.
  bool draw_anew(Duration now);

 private:
  using Pace = std::variant<Pause, EvenPace, PoissonPace, BurstPace, RampPace>;

  Duration within_phase(Duration at) { return at < phase_end_ ? at : first_of_later_phases(); }
  Duration first_of_later_phases();
  Pace pace_of(const RatePhase& phase, Duration start, double lacking) const;

  ArrivalSpec spec_;
  std::size_t phases_begun_ = 0;
  Duration phase_begin_ = Duration::zero();
  Duration phase_end_ = Duration::zero();
  Pace pace_;
};

}  // namespace portsim
