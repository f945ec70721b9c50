// The closing-port defect in its random form, towards one destination: with some probability an attempt is
// handed the port that has been closing longest, and fails. The others find the ports as if cured.
#include <algorithm>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "models/analytic/erlang_b.hpp"

#include "sim/theory/law_conditions.hpp"
#include "sim/theory/laws.hpp"
#include "sim/theory/long_run.hpp"
#include "sim/theory/settling.hpp"

namespace portsim {

namespace {

double closing_ports_mean(const DestinationDemand& destination) {
  double closing = 0;
  for (const WorkloadDemand& demand : destination.workloads)
    closing += demand.rate * in_seconds(demand.besides_hold.closing);
  return closing;
}

// Until the first connection closes, no attempt can be handed a closing port. It is noticed where the
// failures missing by that are more than a tenth of the standard deviation of all.
std::optional<std::string> why_closing_ports_come_late(const PoolDemand& pool, double p_closing,
                                                       const Scenario& scenario) {
  const DestinationDemand& destination = pool.destinations.front();
  const double first_close = destination.live_load() / destination.rate() + 1 / destination.rate();
  const double late = std::max(0.0, first_close - in_seconds(scenario.warm_up));
  const double missing = p_closing * pool.rate() * late * scenario.replications;
  const double failures = p_closing * pool.rate() * in_seconds(scenario.observed()) * scenario.replications;
  if (missing <= 0.1 * std::sqrt(failures)) return std::nullopt;
  return fmt::format(
      "The run starts without a closing port; a warm_up of {:.0f} s would make the two comparable.",
      std::ceil(first_close));
}

PoolVerdict with_closing_ports(double p_closing, PoolVerdict rest) {
  const auto with_spoiled = [=](double fraction) { return p_closing + (1 - p_closing) * fraction; };
  rest.failure_fraction = with_spoiled(*rest.failure_fraction);
  if (rest.failure_fraction_min) rest.failure_fraction_min = with_spoiled(*rest.failure_fraction_min);
  return rest;
}

// What the attempts that are not spoiled come to, and a sentence about them. Evenly spaced attempts, some of
// them spoiled, are at least as regular as Poisson attempts.
std::optional<PoolVerdict> verdict_on_rest(const PoolDemand& rest, const Scenario& scenario) {
  const double erlang = erlang_b(rest.ports, rest.load());
  if (is_unseen(erlang, rest, scenario)) {
    return PoolVerdict{.model = "Erlang B",
                       .failure_fraction = erlang,
                       .comparison = Comparison::within_interval,
                       .note = "The others find a free port."};
  }
  if (!is_steady_poisson(rest, scenario)) return std::nullopt;
  PoolVerdict verdict = erlang_b_in_the_long_run(rest, scenario);
  verdict.note =
      fmt::format("Of the others {} fail (Erlang B).", as_percent(*verdict.failure_fraction)) + verdict.note;
  return verdict;
}

}  // namespace

std::optional<PoolVerdict> closing_by_chance_law(const PoolDemand& pool, const Scenario& scenario) {
  const SeqClosingSpec* selection = hands_out_closing_ports(pool);
  if (!selection || pool.destinations.size() > 1 || !is_steady(pool, scenario) ||
      !every_connection_ends(pool) || retries(pool)) {
    return std::nullopt;
  }
  const double p = selection->p_closing.value();
  const PoolDemand rest = thinned(pool, 1 - p);
  const std::optional<PoolVerdict> cured = verdict_on_rest(rest, scenario);
  if (!cured) return std::nullopt;

  PoolVerdict verdict = with_closing_ports(p, *cured);
  verdict.model = "closing ports by chance";
  verdict.note =
      fmt::format("{} of the attempts are handed a closing port and fail, though others are free. {}{}",
                  as_percent(p), cured->note, told_of_waves(verdict));
  constexpr double always_some = 14;  // none of them closes at an instant in a million
  const double closing = closing_ports_mean(rest.destinations.front());
  if (closing < always_some) {
    verdict.comparison = Comparison::none;
    verdict.note += fmt::format(
        " On average only {} ports are closing, so at times there is none and fewer attempts fail.",
        as_count(closing));
  } else if (const auto reason = why_closing_ports_come_late(pool, p, scenario);
             reason && verdict.comparison != Comparison::none) {
    verdict.comparison = Comparison::none;
    verdict.note += " " + *reason;
  }
  return verdict;
}

}  // namespace portsim
