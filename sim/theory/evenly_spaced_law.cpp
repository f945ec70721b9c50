// Evenly spaced attempts with a constant lease: nothing is random, so the failures of the observed time are
// counted exactly.
#include <algorithm>
#include <variant>

#include <fmt/format.h>

#include "models/analytic/evenly_spaced.hpp"

#include "sim/theory/attempt_rates.hpp"
#include "sim/theory/law_conditions.hpp"
#include "sim/theory/laws.hpp"

namespace portsim {

namespace {

// The pattern, where the way of selecting ports leads to one.
struct Pattern {
  OutageCycle cycle;
  bool is_of_cursor = false;
};

// A cursor that moves on when it fails never meets a live port if it needs longer for a lap.
std::optional<Pattern> pattern_of(const PoolDemand& pool, const EvenlySpaced& given, Duration live) {
  if (tries_every_port(pool)) return Pattern{cycle_trying_every_port(given)};
  if (!has_moving_cursor(pool)) return std::nullopt;
  const std::int64_t while_live = attempts_in_turn(attempts_within(live, given.rate), 0, given.turns);
  if (while_live > pool.ports) return std::nullopt;
  return Pattern{cycle_of_cursor(given), true};
}

struct Count {
  std::int64_t attempts = 0;
  std::int64_t failures = 0;
};

Count count_before(Duration when, const ActiveSpan& active, const WorkloadDemand& demand, Rate rate,
                   const OutageCycle& cycle) {
  const Duration length = std::max(std::min(when, active.until) - active.from, Duration::zero());
  const std::int64_t attempts = attempts_in_turn(attempts_within(length, rate), demand.turn, demand.turns);
  return {attempts, cycle.failures_in_first(attempts)};
}

std::string explanation(const EvenlySpaced& given, const Pattern& pattern) {
  const std::optional<Duration> first = first_failure_after(given);
  if (!first) return "A port is always back before it is needed again.";
  const double every_port = cycle_trying_every_port(given).failure_fraction();
  const std::string begin =
      fmt::format("Nothing fails for {}, until every port has been used once; in the long run",
                  as_seconds(in_seconds(*first)));
  if (!pattern.is_of_cursor) return fmt::format("{} {} fail.", begin, as_percent(every_port));
  const std::int64_t laps = pattern.cycle.length / given.ports;
  return fmt::format(
      "{} {} fail: the cursor hands out ports that are not back yet, and of {} laps of {} attempts all but "
      "one fail. If every port were tried it would be {}.",
      begin, as_percent(pattern.cycle.failure_fraction()), as_count(static_cast<double>(laps)),
      as_count(given.ports), as_percent(every_port));
}

}  // namespace

std::optional<PoolVerdict> evenly_spaced_law(const PoolDemand& pool, const Scenario& scenario) {
  if (!is_alone_and_evenly_spaced(pool)) return std::nullopt;
  const WorkloadDemand& demand = *pool.only_workload();
  const auto& client = std::get<OpenClient>(demand.workload->client);
  const Duration hold = mean_of(demand.workload->holds);
  const EvenlySpaced given{*constant_rate(client), hold + demand.besides_hold.total(), pool.ports,
                           demand.turns};
  const std::optional<Pattern> pattern = pattern_of(pool, given, hold + demand.besides_hold.live);
  if (!pattern || (retries(pool) && first_failure_after(given))) return std::nullopt;

  const ActiveSpan active = active_span(*demand.workload, client, scenario);
  const Count before = count_before(scenario.warm_up, active, demand, given.rate, pattern->cycle);
  const Count after = count_before(scenario.duration, active, demand, given.rate, pattern->cycle);
  const std::int64_t attempts = after.attempts - before.attempts;
  PoolVerdict verdict{
      .model = pattern->is_of_cursor ? "cursor, evenly spaced attempts" : "evenly spaced attempts",
      .failure_fraction = pattern->cycle.failure_fraction(),
      .note = explanation(given, *pattern)};
  if (attempts > 0) {
    const std::int64_t failures = after.failures - before.failures;
    verdict.failure_fraction = static_cast<double>(failures) / static_cast<double>(attempts);
    verdict.comparison = Comparison::exactly;
    verdict.attempts = static_cast<double>(attempts);
    verdict.note =
        fmt::format("Counted exactly: {} of {} attempts fail. {}", as_count(static_cast<double>(failures)),
                    as_count(static_cast<double>(attempts)), verdict.note);
  }
  return verdict;
}

}  // namespace portsim
