#include "sim/theory/attempt_rates.hpp"

#include <algorithm>
#include <set>
#include <variant>
#include <vector>

#include "sim/theory/cached_users.hpp"

namespace portsim {

namespace {

// Attempts of a phase within its first `span`: its rate goes linearly from one end to the other.
double attempts_in(const RatePhase& phase, double span) {
  const double from = phase.rate.per_second();
  if (!phase.lasts || *phase.lasts == Duration::zero()) return from * span;
  const double slope = (phase.to.per_second() - from) / in_seconds(*phase.lasts);
  return from * span + slope * span * span / 2;
}

// In the first `length` of a client's life, which may not have begun.
double attempts_in_first(const OpenClient& client, Duration length) {
  double attempts = 0;
  Duration left = std::max(length, Duration::zero());
  for (const RatePhase& phase : client.arrivals.phases) {
    const Duration span = std::min(phase.lasts.value_or(left), left);
    attempts += attempts_in(phase, in_seconds(span));
    left -= span;
  }
  return attempts;
}

// A rate that goes linearly from one value to another.
struct RateSpan {
  Duration from;
  Duration until;
  double rate;
  double slope;  // per second

  double rate_at(Duration at) const { return rate + slope * in_seconds(at - from); }
};

void add_spans(const OpenClient& client, const Workload& workload, const Scenario& scenario,
               std::vector<RateSpan>& spans) {
  const ActiveSpan active = active_span(workload, client, scenario);
  Duration from = active.from;
  for (const RatePhase& phase : client.arrivals.phases) {
    const Duration lasts = std::min(phase.lasts.value_or(duration_max), active.until - from);
    if (lasts <= Duration::zero()) continue;
    const double rise = phase.to.per_second() - phase.rate.per_second();
    const double slope = phase.lasts ? rise / in_seconds(*phase.lasts) : 0;
    spans.push_back({from, from + lasts, phase.rate.per_second(), slope});
    from += lasts;
  }
}

void add_spans(const MailboxCacheClient& client, const Workload& workload, const Scenario& scenario,
               std::vector<RateSpan>& spans) {
  double rate = 0;
  for (const ServiceShare& part : workload.connects_to) {
    const Service& service = scenario.services[part.service];
    rate += part.share.value() * cached_users(client, workload, service).opens_per_second;
  }
  spans.push_back({Duration::zero(), scenario.duration, rate, 0});
}

void add_spans(const ClosedClient& client, const Workload& workload, const Scenario& scenario,
               std::vector<RateSpan>& spans) {
  double rate = 0;
  for (const ServiceShare& part : workload.connects_to)
    rate += part.share.value() * turns_per_second(client, workload, scenario.services[part.service]);
  spans.push_back({workload.starts, scenario.duration, rate, 0});
}

void add_spans(const PoolClient& client, const Workload& workload, const Scenario& scenario,
               std::vector<RateSpan>& spans) {
  spans.push_back({workload.starts, scenario.duration, client.request_rate.per_second(), 0});
}

void add_spans(const TraceClient& client, const Workload& workload, const Scenario& scenario,
               std::vector<RateSpan>& spans) {
  const double attempts = attempts_from(client, workload, scenario, workload.starts);
  spans.push_back(
      {workload.starts, scenario.duration, attempts / in_seconds(scenario.duration - workload.starts), 0});
}

}  // namespace

std::optional<Rate> constant_rate(const OpenClient& client) {
  if (client.arrivals.process == ArrivalProcess::bursts || client.arrivals.phases.size() != 1)
    return std::nullopt;
  const RatePhase& phase = client.arrivals.phases.front();
  if (phase.rate.per_second() != phase.to.per_second()) return std::nullopt;
  return phase.rate;
}

double turns_per_second(const ClosedClient& client, const Workload& workload, const Service& service) {
  if (std::holds_alternative<HoldForever>(workload.holds)) return 0;
  const Duration turn = mean_of(client.think) + service.round_trip + mean_of(workload.holds);
  constexpr Duration shortest = 1ms;  // a turn that would take no time takes so much
  return static_cast<double>(client.users) / in_seconds(std::max(turn, shortest));
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

double attempts_from(const TraceClient& client, const Workload& workload, const Scenario& scenario,
                     Duration from) {
  const auto first_at = [&](Duration instant) {
    const auto is_before = [&](const TraceRow& row) { return workload.starts + row.at < instant; };
    return std::partition_point(client.rows->begin(), client.rows->end(), is_before);
  };
  const Duration end = std::min(workload.ends.value_or(scenario.duration), scenario.duration);
  return static_cast<double>(std::max<std::ptrdiff_t>(first_at(end) - first_at(from), 0));
}

bool is_there_throughout(const Workload& workload, const Scenario& scenario) {
  return workload.starts == Duration::zero() &&
         workload.ends.value_or(scenario.duration) >= scenario.duration;
}

double mean_rate(const OpenClient& client, const ActiveSpan& active, const Scenario& scenario,
                 Duration from) {
  const Duration before = std::min(from, active.until) - active.from;
  const double attempts =
      attempts_in_first(client, active.until - active.from) - attempts_in_first(client, before);
  return attempts / in_seconds(scenario.duration - from);
}

double rate_max(const Scenario& scenario, Duration from) {
  std::vector<RateSpan> spans;
  for (const Workload& workload : scenario.workloads)
    std::visit([&](const auto& client) { add_spans(client, workload, scenario, spans); }, workload.client);

  // Between two ends of spans the sum of straight lines is one: it is largest at an end, on one of its sides.
  std::set<Duration> ends{from};
  for (const RateSpan& span : spans) ends.insert({span.from, span.until});
  ends.erase(ends.begin(), ends.find(from));
  double largest = 0;
  for (const Duration end : ends) {
    double before = 0;
    double after = 0;
    for (const RateSpan& span : spans) {
      if (span.from < end && end <= span.until && from < end) before += span.rate_at(end);
      if (span.from <= end && end < span.until) after += span.rate_at(end);
    }
    largest = std::max({largest, before, after});
  }
  return largest;
}

}  // namespace portsim
