#include "sim/theory/closed_form.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include <fmt/format.h>

#include "sim/theory/first_failure_law.hpp"
#include "sim/theory/headroom.hpp"
#include "sim/theory/loss_systems.hpp"
#include "sim/theory/pool_demand.hpp"
#include "sim/theory/pool_laws.hpp"
#include "sim/theory/probes_law.hpp"

namespace portsim {

namespace {

void add_model(std::string& models, const std::string& model) {
  if (model.empty() || models.find(model) != std::string::npos) return;
  models += (models.empty() ? "" : ", ") + model;
}

void add_note(AnalyticResult& result, const std::string& text) {
  if (text.empty()) return;
  result.note += (result.note.empty() ? "" : " ") + text;
}

// Pools with the same fate are told of once, and of many different ones only the first.
void add_pool_notes(AnalyticResult& result, const std::vector<PoolDemand>& pools,
                    const std::vector<PoolVerdict>& verdicts) {
  constexpr std::size_t notes_max = 3;
  std::vector<std::string> told;
  for (std::size_t n = 0; n < pools.size(); ++n) {
    const std::string& note = verdicts[n].note;
    if (std::find(told.begin(), told.end(), note) != told.end()) continue;
    told.push_back(note);
    if (told.size() <= notes_max) add_note(result, pools.size() == 1 ? note : pools[n].name + ": " + note);
  }
  if (told.size() > notes_max) add_note(result, "And so on for the other pools.");
}

// Weighted by attempts; missing as soon as one pool's is.
void add_up_fractions(AnalyticResult& result, const std::vector<PoolDemand>& pools,
                      const std::vector<PoolVerdict>& verdicts, double seconds) {
  double attempts = 0;
  double failures = 0;
  double failures_min = 0;
  for (std::size_t n = 0; n < pools.size(); ++n) {
    const PoolVerdict& verdict = verdicts[n];
    if (!verdict.failure_fraction) return;
    const double made = verdict.attempts.value_or(pools[n].rate() * seconds);
    attempts += made;
    failures += made * *verdict.failure_fraction;
    failures_min += made * verdict.failure_fraction_min.value_or(*verdict.failure_fraction);
  }
  result.failure_fraction = failures / attempts;
  if (failures_min < failures) result.failure_fraction_min = failures_min / attempts;
}

Comparison weakest(const std::vector<PoolVerdict>& verdicts) {
  Comparison weakest = Comparison::exactly;
  for (const PoolVerdict& verdict : verdicts) weakest = std::min(weakest, verdict.comparison);
  return weakest;
}

bool is_compatible(const Estimate& simulated, double least, double most) {
  return *simulated.low <= most && least <= *simulated.high;
}

bool is_equal(double simulated, double expected) {
  constexpr double rounding = 1e-9;
  return std::fabs(simulated - expected) <= rounding * std::max(simulated, expected);
}

}  // namespace

AnalyticResult closed_form(const Scenario& given, const MeasuredEpochs& measured) {
  const Scenario scenario = with_loss_systems(given);
  AnalyticResult result;
  result.headroom = headroom_of(scenario, measured);
  const std::vector<PoolDemand> pools = pool_demands(scenario);
  if (pools.empty()) {
    result.note =
        result.headroom.empty() ? "Nothing attempts to connect." : "The scenario changes during the run.";
    return result;
  }
  std::vector<PoolVerdict> verdicts;
  for (std::size_t n = 0; n < pools.size(); ++n) {
    result.offered_load += pools[n].load().erlangs;
    result.offered_rate += pools[n].rate();
    result.servers += pools[n].ports;
    const bool is_known = n > 0 && are_alike(pools[n - 1], pools[n]);
    verdicts.push_back(is_known ? PoolVerdict{verdicts.back()} : verdict_on(pools[n], scenario));
    add_model(result.model, verdicts.back().model);
  }
  if (pools.size() == 1) {
    result.first_failure = first_failure_law(pools.front(), scenario);
    result.probes_mean = probes_law(pools.front(), scenario);
  }
  add_up_fractions(result, pools, verdicts, in_seconds(scenario.observed()));
  if (!result.failure_fraction) result.model.clear();
  result.comparison = weakest(verdicts);
  add_pool_notes(result, pools, verdicts);
  return result;
}

void lay_beside(AnalyticResult& theory, const Estimate& simulated) {
  theory.agrees.reset();
  if (theory.comparison == Comparison::none || !theory.failure_fraction) return;
  const double expected = *theory.failure_fraction;
  const bool is_measured = simulated.low || simulated.mean > 0;  // a zero without a bound: no attempts
  if (!is_measured) return;
  if (theory.comparison == Comparison::exactly) {
    theory.agrees = is_equal(simulated.mean, expected);
    if (!*theory.agrees) add_note(theory, "Nothing is random here, so the two should be equal.");
    return;
  }
  if (!simulated.low || !simulated.high) {
    add_note(theory, "A single replication has no interval to compare with.");
    return;
  }
  theory.agrees = is_compatible(simulated, theory.failure_fraction_min.value_or(expected), expected);
  if (!*theory.agrees) {
    add_note(theory, "The interval misses it, which chance alone does now and then: another seed will tell.");
  }
}

}  // namespace portsim
