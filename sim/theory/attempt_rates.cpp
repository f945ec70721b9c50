#include "sim/theory/attempt_rates.hpp"

#include <algorithm>

namespace portsim {

namespace {

// Attempts of a phase within its first `span`: its rate goes linearly from one end to the other.
double attempts_in(const RatePhase& phase, double span) {
  const double from = phase.rate.per_second();
  if (!phase.lasts || *phase.lasts == Duration::zero()) return from * span;
  const double slope = (phase.to.per_second() - from) / in_seconds(*phase.lasts);
  return from * span + slope * span * span / 2;
}

}  // namespace

std::optional<Rate> constant_rate(const OpenClient& client) {
  if (client.arrivals.phases.size() != 1) return std::nullopt;
  const RatePhase& phase = client.arrivals.phases.front();
  if (phase.rate.per_second() != phase.to.per_second()) return std::nullopt;
  return phase.rate;
}

ActiveSpan active_span(const Workload& workload, const OpenClient& client, const Scenario& scenario) {
  Duration until = std::min(workload.ends.value_or(scenario.duration), scenario.duration);
  Duration lasts = Duration::zero();
  for (const RatePhase& phase : client.arrivals.phases) {
    lasts = phase.lasts ? std::min(lasts + *phase.lasts, duration_max) : duration_max;
  }
  until = std::min(until, workload.starts + lasts);
  return {workload.starts, std::max(workload.starts, until)};
}

double mean_rate_over_run(const OpenClient& client, const ActiveSpan& active, const Scenario& scenario) {
  double attempts = 0;
  Duration left = active.until - active.from;
  for (const RatePhase& phase : client.arrivals.phases) {
    const Duration span = std::clamp(phase.lasts.value_or(left), Duration::zero(), left);
    attempts += attempts_in(phase, in_seconds(span));
    left -= span;
  }
  return attempts / in_seconds(scenario.duration);
}

double rate_max_in_run(const OpenClient& client, const ActiveSpan& active) {
  double rate_max = 0;
  Duration left = active.until - active.from;
  for (const RatePhase& phase : client.arrivals.phases) {
    if (left == Duration::zero()) break;
    const double from = phase.rate.per_second();
    const Duration lasts = phase.lasts.value_or(left);
    const Duration span = std::min(lasts, left);
    if (span == Duration::zero()) continue;
    const double reached =
        phase.lasts ? from + (phase.to.per_second() - from) * (in_seconds(span) / in_seconds(lasts)) : from;
    rate_max = std::max({rate_max, from, reached});
    left -= span;
  }
  return rate_max;
}

}  // namespace portsim
