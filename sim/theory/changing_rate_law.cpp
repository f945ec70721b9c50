// Poisson attempts whose rate changes: the carried-load fixed point, an estimate, with a bound that is exact.
#include <algorithm>
#include <cstddef>
#include <variant>

#include <fmt/format.h>

#include "models/analytic/burst.hpp"

#include "sim/theory/attempt_rates.hpp"
#include "sim/theory/law_conditions.hpp"
#include "sim/theory/laws.hpp"

namespace portsim {

namespace {

// The part of a phase that is within its first `span`.
RatePiece piece_of(const RatePhase& phase, Duration span) {
  const double first = phase.rate.per_second();
  if (!phase.lasts) return constant_rate(in_seconds(span), first);
  const double share = in_seconds(span) / in_seconds(*phase.lasts);
  return {in_seconds(span), first, first + share * (phase.to.per_second() - first)};
}

// From the beginning of the run on, also where the client comes later.
AttemptRate attempt_rate_of(const OpenClient& client, const ActiveSpan& active) {
  AttemptRate rate;
  if (active.from > Duration::zero()) rate.push_back(constant_rate(in_seconds(active.from), 0));
  Duration left = active.until - active.from;
  for (const RatePhase& phase : client.arrivals.phases) {
    const Duration span = std::min(phase.lasts.value_or(left), left);
    if (span > Duration::zero()) rate.push_back(piece_of(phase, span));
    left -= span;
  }
  return rate;
}

// How a connection keeps its port: for a time that is exponential, and then for one that is constant.
// Nothing: it is neither.
std::optional<PortUse> port_use_of(const WorkloadDemand& demand) {
  const double besides = in_seconds(demand.besides_hold.total());
  const HoldingTimeSpec& holds = demand.workload->holds;
  if (const auto* exponential = std::get_if<ExponentialHold>(&holds))
    return PortUse{.hold_mean = in_seconds(exponential->mean), .time_wait = besides};
  if (std::holds_alternative<ConstantHold>(holds))
    return PortUse{.time_wait = in_seconds(mean_of(holds)) + besides};
  return std::nullopt;
}

// P(every port is in use) at most, looked at so seldom that a long run costs no more than a short one.
class BoundOfFull {
 public:
  BoundOfFull(const Burst& burst, const BurstCourse& course)
      : burst_{burst}, seconds_{course.step * static_cast<double>(course.full.size()) / looks} {}

  // Never earlier than before. The larger one of the looks before and after.
  double at(double seconds) {
    while (seconds > next_at_) {
      before_ = next_;
      next_at_ += seconds_;
      next_ = full_at_most(burst_.ports, demand_at(burst_.attempts, burst_.use, next_at_));
    }
    return std::max(before_, next_);
  }

 private:
  static constexpr double looks = 1'000;

  const Burst& burst_;
  double seconds_;
  double next_at_ = 0;
  double before_ = 0;
  double next_ = 0;  // nothing is in use at first
};

struct Fractions {
  double estimate = 0;
  double bound = 0;
  double attempts = 0;
};

// Of the attempts from `begin` on.
Fractions fractions_of(const Burst& burst, const BurstCourse& course, double begin) {
  Fractions sum;
  BoundOfFull bound{burst, course};
  double before = attempts_until(burst.attempts, begin);
  for (std::size_t n = 1; n < course.full.size(); ++n) {
    const double at = course.step * static_cast<double>(n);
    if (at <= begin) continue;
    const double attempts = attempts_until(burst.attempts, at) - before;
    before += attempts;
    sum.attempts += attempts;
    sum.estimate += attempts * course.full[n];
    sum.bound += attempts * bound.at(at);
  }
  if (sum.attempts > 0) {
    sum.estimate /= sum.attempts;
    sum.bound /= sum.attempts;
  }
  return sum;
}

}  // namespace

std::optional<PoolVerdict> changing_rate_law(const PoolDemand& pool, const Scenario& scenario) {
  const WorkloadDemand* demand = pool.only_workload();
  const auto* client = demand ? std::get_if<OpenClient>(&demand->workload->client) : nullptr;
  if (!client || client->arrivals.process != ArrivalProcess::poisson || is_steady(pool, scenario) ||
      takes_turns(pool) || demand->is_drawn() || retries(pool) || !tries_every_port(pool)) {
    return std::nullopt;
  }
  const auto use = port_use_of(*demand);
  if (!use || use->lease_mean() <= 0) return std::nullopt;
  const Burst burst{pool.ports, attempt_rate_of(*client, active_span(*demand->workload, *client, scenario)),
                    *use};
  const auto course = course_of(burst);
  if (!course) return std::nullopt;
  const Fractions found = fractions_of(burst, *course, in_seconds(scenario.warm_up));
  if (found.attempts == 0) return std::nullopt;
  const double peak = *std::max_element(course->in_use.begin(), course->in_use.end());
  return PoolVerdict{
      .model = "carried load, estimate",
      .failure_fraction = found.estimate,
      .note = fmt::format(
          "The rate of attempts changes. At each moment the pool is taken for one in balance that carries "
          "what was accepted so far (carried-load fixed point): good in overload and after it, and low by up "
          "to four times where failures are still rare on the way in. At its peak {} ports are in use "
          "on average. At most {} of the attempts fail, for without a limit the ports in use would be a "
          "Poisson number.",
          as_count(peak), as_percent(found.bound)),
      .attempts = found.attempts};
}

}  // namespace portsim
