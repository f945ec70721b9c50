#include "models/analytic/burst.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <iterator>

#include "models/analytic/erlang_b.hpp"

namespace portsim {

namespace {

constexpr double blocking_least = 1e-15;

// Erlang's B as a function of the carried instead of the offered load: ln B on straight lines between loads
// so close together that it is off by less than a thousandth.
class BlockingOfCarried {
 public:
  explicit BlockingOfCarried(PortCount ports) : ports_(ports) {
    constexpr double log_step = 0.1;
    constexpr double blocking_step = 0.02;
    double load = offered_load_max(ports, Probability{blocking_least}).erlangs;
    for (double blocking = blocking_least; blocking < 0.98;) {
      blocking = erlang_b(ports, {load});
      carried_.push_back(load * (1 - blocking));
      log_blocking_.push_back(std::log(blocking));
      const double elasticity = ports / load - 1 + blocking;  // d ln B / d load
      load += std::min(log_step, blocking_step / blocking) / elasticity;
    }
    carried_.push_back(ports);
    log_blocking_.push_back(0);
  }

  double at(double carried) const {
    if (carried < carried_.front()) return 0;
    if (carried >= ports_) return 1;
    const auto above = std::upper_bound(carried_.begin(), carried_.end(), carried) - carried_.begin();
    const double share = (carried - carried_[above - 1]) / (carried_[above] - carried_[above - 1]);
    return std::exp(log_blocking_[above - 1] + share * (log_blocking_[above] - log_blocking_[above - 1]));
  }

  double ports() const { return ports_; }

 private:
  double ports_;
  std::vector<double> carried_;
  std::vector<double> log_blocking_;
};

// The ports that are in use at the end of a step in which `offered` would be added to those that stay if none
// were refused: as many are refused as are at the end of it. (With the blocking at its beginning instead, a
// step that offers many ports would overshoot.)
double in_use_after(double staying, double offered, const BlockingOfCarried& blocking) {
  double low = std::min(staying, blocking.ports());
  double high = std::min(staying + offered, blocking.ports());
  if (blocking.at(high) == 0) return high;
  for (int halvings = 0; halvings < 50 && high - low > 1e-12 * high; ++halvings) {
    const double middle = low + (high - low) / 2;
    (middle < staying + offered * (1 - blocking.at(middle)) ? low : high) = middle;
  }
  return low + (high - low) / 2;
}

struct Steps {
  double length = 0;
  std::int64_t count = 0;
  std::int64_t per_time_wait = 0;  // TIME_WAIT is a whole number of them
};

std::optional<Steps> steps_of(const Burst& given) {
  constexpr double per_lease = 500;
  Steps steps{given.use.lease_mean() / per_lease};
  assert(steps.length > 0);
  const bool waits = given.use.client_closes.value() > 0 && given.use.time_wait > 0;
  if (waits) {
    // A TIME_WAIT that few connections see may be many mean leases long.
    const double per_time_wait = std::ceil(given.use.time_wait / steps.length);
    if (per_time_wait > static_cast<double>(burst_steps_max)) return std::nullopt;
    steps.per_time_wait = static_cast<std::int64_t>(per_time_wait);
    steps.length = given.use.time_wait / per_time_wait;
  }
  const double count = std::ceil(length_of(given.attempts) / steps.length);
  if (count > static_cast<double>(burst_steps_max)) return std::nullopt;
  steps.count = static_cast<std::int64_t>(count);
  return steps;
}

// The mean numbers of ports in use, from step to step.
class PortsInUse {
 public:
  PortsInUse(const PortUse& use, const Steps& steps) : lag_{steps.per_time_wait} {
    const double hold = use.hold_mean;
    ended_ = hold > 0 ? -std::expm1(-steps.length / hold) : 1;
    open_still_ = hold > 0 ? ended_ * hold / steps.length : 0;
    closes_ = lag_ > 0 ? use.client_closes.value() : 0;
  }

  // Takes the next step, in which so many attempts are made; returns the blocking at the end of it.
  double advance(double offered, const BlockingOfCarried& blocking) {
    const double closing = closes_ * open_ * ended_;
    open_ *= 1 - ended_;
    if (lag_ > 0 && std::ssize(entered_) >= lag_) time_wait_ -= entered_[entered_.size() - lag_];
    const double staying = open_ + time_wait_ + closing;
    const double kept = open_still_ + closes_ * (1 - open_still_);  // of what is accepted
    const double in_use = in_use_after(staying, offered * kept, blocking);
    const double accepted = std::max(0.0, in_use - staying) / kept;
    open_ += accepted * open_still_;
    entered_.push_back(closing + accepted * closes_ * (1 - open_still_));
    time_wait_ += entered_.back();
    return blocking.at(in_use);
  }

  double count() const { return open_ + time_wait_; }

 private:
  std::int64_t lag_;       // steps that a port is in TIME_WAIT
  double ended_ = 0;       // the fraction of the connections open before a step that end within it
  double open_still_ = 0;  // the fraction of those begun within a step that are open at its end
  double closes_ = 0;      // the fraction of those ended that leaves a TIME_WAIT
  double open_ = 0;
  double time_wait_ = 0;
  std::vector<double> entered_;  // TIME_WAIT, in each step
};

}  // namespace

std::optional<BurstCourse> course_of(const Burst& given) {
  assert(given.ports > 0);
  const std::optional<Steps> steps = steps_of(given);
  if (!steps) return std::nullopt;
  const BlockingOfCarried blocking{given.ports};
  PortsInUse in_use{given.use, *steps};
  BurstCourse course{steps->length, {0}, {0}, 0};
  double attempts_before = 0;
  for (std::int64_t n = 1; n <= steps->count; ++n) {
    const double attempts = attempts_until(given.attempts, steps->length * static_cast<double>(n));
    const double offered = attempts - attempts_before;
    attempts_before = attempts;
    course.full.push_back(in_use.advance(offered, blocking));
    course.in_use.push_back(in_use.count());
    course.failures_mean += offered * course.full.back();
  }
  return course;
}

double BurstCourse::full_at(double seconds) const {
  assert(seconds >= 0 && !full.empty());
  const double at = std::min(seconds / step, static_cast<double>(full.size() - 1));
  const auto before = static_cast<std::size_t>(at);
  if (before + 1 >= full.size()) return full.back();
  return full[before] + (at - static_cast<double>(before)) * (full[before + 1] - full[before]);
}

}  // namespace portsim
