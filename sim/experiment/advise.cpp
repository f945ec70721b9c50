#include "sim/experiment/advise.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "sim/experiment/judgement.hpp"
#include "sim/experiment/remedies.hpp"
#include "sim/experiment/solve.hpp"
#include "sim/experiment/warm_up.hpp"

namespace portsim {
namespace {

// Enough to rank remedies by: the next candidate is a fortieth away, and what is not sure there is passed
// over.
constexpr double tolerance = 0.1;
int replications_max_for(const Scenario& scenario, const Results& as_it_is) {
  constexpr double attempts_max = 1e7;  // at one candidate
  const int affordable =
      static_cast<int>(std::clamp(attempts_max / std::max(1.0, as_it_is.attempts), 1.0, 100.0));
  return std::max(scenario.replications, affordable);
}

// The first that is crossed: what a remedy is to better.
const Threshold& aim_of(const Results& as_it_is) {
  return std::find_if(as_it_is.thresholds.begin(), as_it_is.thresholds.end(),
                      [](const ThresholdResult& result) { return !result.met; })
      ->threshold;
}

// How good a result is, the larger the better, at its least and at its most.
struct Goodness {
  double least;
  double value;
  double most;
};

Goodness goodness_of(const Threshold& aim, const Results& results) {
  constexpr double best = 1e300;
  const auto estimate = measured(aim.metric, aim.workload, results);
  if (!estimate) return aim.below ? Goodness{-best, -best, -best} : Goodness{best, best, best};
  const double low = estimate->low.value_or(estimate->mean);
  const double high = estimate->high.value_or(estimate->mean);
  if (aim.below) return {-high, -estimate->mean, -low};
  return {low, estimate->mean, high};
}

bool is_better(const Threshold& aim, const Results& results, const Results& as_it_is) {
  return goodness_of(aim, results).least > goodness_of(aim, as_it_is).most;
}

// Of those that were tried without an answer.
const TriedCandidate& best_of(const std::vector<TriedCandidate>& tried, const Threshold& aim) {
  return *std::max_element(tried.begin(), tried.end(), [&](const TriedCandidate& a, const TriedCandidate& b) {
    return goodness_of(aim, a.tested.results).value < goodness_of(aim, b.tested.results).value;
  });
}

// The search's test, or the interval of a report; of failures that never came no interval says enough.
bool is_good(const TestedScenario& tested) {
  if (tested.verdict != Verdict::undecided) return tested.verdict != Verdict::fails;
  const auto& thresholds = tested.results.thresholds;
  const bool is_certain =
      tested.results.failures == 0 ||
      std::none_of(thresholds.begin(), thresholds.end(), [](const auto& each) { return each.uncertain; });
  return tested.seems_to_meet && is_certain;
}

// The answer; or, where it only seems to be one, the next that was tried and is.
const TriedCandidate& chosen_of(const Solution& solution, const Threshold& aim) {
  if (!solution.answer) return best_of(solution.tried, aim);
  for (const TriedCandidate& each : solution.tried)
    if (each.candidate >= *solution.answer && is_good(each.tested)) return each;
  const TriedCandidate* answer = solution.at(*solution.answer);
  return answer ? *answer : best_of(solution.tried, aim);
}

Outcome outcome_of(const Solution& solution, const TriedCandidate& chosen, const Threshold& aim,
                   const Results& as_it_is) {
  if (solution.answer) return is_good(chosen.tested) ? Outcome::meets : Outcome::perhaps;
  return is_better(aim, chosen.tested.results, as_it_is) ? Outcome::helps : Outcome::useless;
}

TriedRemedy tried_remedy(Remedy remedy, const Solution& solution, const Results& as_it_is) {
  const Threshold& aim = aim_of(as_it_is);
  const TriedCandidate& chosen = chosen_of(solution, aim);
  const auto& candidates = remedy.candidates;
  TriedRemedy tried;
  tried.outcome = outcome_of(solution, chosen, aim, as_it_is);
  tried.chosen = candidates[chosen.candidate];
  tried.change = static_cast<double>(chosen.candidate + 1) / static_cast<double>(candidates.size());
  tried.results = chosen.tested.results;
  tried.rests_on_more = !new_dependencies(as_it_is, tried.results).empty();
  if (solution.by_theory) tried.by_theory = candidates[*solution.by_theory].name;
  if (solution.answer && solution.first_possible < chosen.candidate)
    tried.first_possible = candidates[solution.first_possible].name;
  tried.candidates = candidates.size();
  tried.tried = solution.tried.size();
  tried.fails_again = !solution.fail_again.empty();
  tried.remedy = std::move(remedy);
  tried.remedy.candidates.clear();
  return tried;
}

// The progress of the whole: so many remedies, and a part of the one under way.
ExperimentOptions part_of_the_whole(const ExperimentOptions& options, int finished, int all) {
  ExperimentOptions part = options;
  if (options.progress)
    part.progress = [progress = options.progress, finished, all](const Progress& now) {
      progress({finished, all, (finished + now.fraction) / all});
    };
  return part;
}

void try_remedies(const ScenarioText& text, Remedies remedies, const ExperimentOptions& options,
                  Advice& advice) {
  const int all = static_cast<int>(remedies.size());
  for (int n = 0; n < all; ++n) {
    Remedy& remedy = remedies[static_cast<std::size_t>(n)];
    const SolveQuestion question{.scenario = text,
                                 .candidates = remedy.candidates,
                                 .tolerance = tolerance,
                                 .replications_max = replications_max_for(advice.scenario, advice.as_it_is)};
    const auto solution = solve(question, part_of_the_whole(options, n, all));
    if (!solution) {
      remedy.why_not = solution.error().front().message;
      remedy.candidates.clear();
      advice.impossible.push_back(std::move(remedy));
      continue;
    }
    advice.is_interrupted = solution->is_interrupted;
    if (advice.is_interrupted) return;
    advice.tried.push_back(tried_remedy(std::move(remedy), *solution, advice.as_it_is));
  }
}

void rank(Advice& advice) {
  const auto key = [](const TriedRemedy& tried) {
    return std::tuple{tried.outcome, tried.remedy.effort, tried.rests_on_more, tried.change};
  };
  std::stable_sort(advice.tried.begin(), advice.tried.end(),
                   [&](const TriedRemedy& a, const TriedRemedy& b) { return key(a) < key(b); });
}

}  // namespace

Result<Advice> advise(const ScenarioText& given, const ExperimentOptions& options) {
  ScenarioText text = given;
  Advice advice;
  auto scenario = load_scenario(text);
  if (scenario && scenario->thresholds.empty()) {
    text.overrides.emplace_back(default_thresholds);
    advice.has_default_thresholds = true;
    scenario = load_scenario(text);
  }
  if (!scenario) return tl::unexpected{scenario.error()};
  advice.scenario = with_warm_up_found(std::move(*scenario), options);
  advice.as_it_is = run_experiment(advice.scenario, options);
  advice.is_interrupted = advice.as_it_is.is_interrupted;
  advice.meets_already = !advice.is_interrupted && meets_all(advice.as_it_is);
  if (advice.is_interrupted || advice.meets_already) return advice;
  Remedies possible;
  for (Remedy& remedy : remedies_of(advice.scenario, text)) {
    if (!is_needed(remedy, advice.scenario, advice.as_it_is)) continue;
    (remedy.candidates.empty() ? advice.impossible : possible).push_back(std::move(remedy));
  }
  try_remedies(text, std::move(possible), options, advice);
  rank(advice);
  return advice;
}

std::vector<Dependency> new_dependencies(const Results& as_it_is, const Results& changed) {
  const auto& before = as_it_is.depends_on;
  std::vector<Dependency> added;
  for (const Dependency& each : changed.depends_on)
    if (std::find(before.begin(), before.end(), each) == before.end()) added.push_back(each);
  return added;
}

bool is_needed(const Remedy& remedy, const Scenario& scenario, const Results& as_it_is) {
  for (WorkloadIndex index = 0; index < scenario.workloads.size(); ++index) {
    const WorkloadResult& result = as_it_is.workloads[index];
    const bool is_of_host = scenario.workloads[index].host == remedy.host;
    if (is_of_host && (result.failures > 0 || result.loss_fraction.mean > 0)) return true;
  }
  return false;
}

bool is_curable(const Advice& advice) {
  return advice.meets_already ||
         std::any_of(advice.tried.begin(), advice.tried.end(),
                     [](const TriedRemedy& tried) { return tried.outcome == Outcome::meets; });
}

}  // namespace portsim
