#include "sim/experiment/quick_cure.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>
#include <utility>
#include <vector>

#include "sim/experiment/first_passing.hpp"
#include "sim/experiment/judgement.hpp"
#include "sim/experiment/points.hpp"
#include "sim/experiment/remedies.hpp"
#include "sim/experiment/summary.hpp"

namespace portsim {

namespace {

constexpr double attempts_max = 8e6;  // in all; half a second
constexpr double attempts_at_value = 5e4;

// Of one replication; requests where they are more.
double attempts_of(const Results& results) {
  return std::max({results.attempts, results.requests, 1.0});
}

int replications_at_value(const Results& as_it_is) {
  const double wanted = std::ceil(attempts_at_value / attempts_of(as_it_is));
  return static_cast<int>(std::min<double>(wanted, as_it_is.replications));
}

struct Change {
  const Remedy* remedy;
  std::size_t candidate;
  bool rests_on_more = false;

  // A part of all that can be changed.
  double size() const {
    return static_cast<double>(candidate + 1) / static_cast<double>(remedy->candidates.size());
  }
};

class QuickSearch {
 public:
  QuickSearch(const ScenarioText& text, const Results& as_it_is, const ExperimentOptions& options)
      : text_{text}, as_it_is_{as_it_is}, options_{options} {
    options_.progress = nullptr;
    options_.watches = false;
  }

  // The least change that suffices, as it seems; nothing: none does.
  std::optional<Change> cure_by(const Remedy& remedy) {
    std::optional<Results> best;  // of the last that suffices
    const auto suffices = [&](std::size_t candidate) {
      auto results = met(remedy, candidate);
      const bool is_met = results.has_value();
      if (is_met) best = std::move(results);
      return is_met;
    };
    const auto first = first_passing(remedy.candidates.size(), suffices);
    if (!first) return std::nullopt;
    return Change{&remedy, *first, rests_on_more(*best)};
  }

  // Few replications may have been lucky: then the next greater changes may do.
  std::optional<TriedRemedy> confirmed(const Change& change) {
    constexpr std::size_t steps_max = 3;
    const Remedy& remedy = *change.remedy;
    const std::size_t end = std::min(remedy.candidates.size(), change.candidate + steps_max);
    for (std::size_t candidate = change.candidate; candidate < end; ++candidate) {
      Results results = run(remedy, candidate, std::nullopt);
      if (results.replications == 0) return std::nullopt;
      if (!meets_all(results)) continue;
      TriedRemedy cure{.remedy = remedy, .outcome = Outcome::meets, .chosen = remedy.candidates[candidate]};
      cure.rests_on_more = rests_on_more(results);
      cure.results = std::move(results);
      return cure;
    }
    return std::nullopt;
  }

  bool is_too_long() const {
    return spent_ > attempts_max || (options_.stop != nullptr && options_.stop->load());
  }

 private:
  Results run(const Remedy& remedy, std::size_t candidate, std::optional<int> replications) {
    ScenarioText text = text_;
    text.varied = remedy.candidates[candidate].overrides;
    Result<Scenario> scenario = load_scenario(text);
    if (!scenario || is_too_long()) return {};
    if (replications) scenario->replications = std::min(scenario->replications, *replications);
    scenario->precision.reset();
    Results results;
    run_points({&*scenario}, options_, [&](PointTallies&& point) {
      if (point.is_whole) results = summary_of(*scenario, point.tallies);
      return true;
    });
    spent_ += attempts_of(results) * results.replications;
    return results;
  }

  // Nothing: the thresholds are not met.
  std::optional<Results> met(const Remedy& remedy, std::size_t candidate) {
    Results results = run(remedy, candidate, replications_at_value(as_it_is_));
    if (results.replications == 0 || !meets_all(results)) return std::nullopt;
    return results;
  }

  bool rests_on_more(const Results& results) const { return !new_dependencies(as_it_is_, results).empty(); }

  const ScenarioText& text_;
  const Results& as_it_is_;
  ExperimentOptions options_;
  double spent_ = 0;  // attempts
};

// Of the remedies that take the least effort.
std::optional<TriedRemedy> smallest_of(const Remedies& remedies, QuickSearch& search) {
  std::vector<Change> changes;
  for (const Remedy& remedy : remedies) {
    if (!changes.empty() && remedy.effort != changes.front().remedy->effort) break;
    if (const auto change = search.cure_by(remedy)) changes.push_back(*change);
    if (search.is_too_long()) return std::nullopt;
  }
  std::stable_sort(changes.begin(), changes.end(), [](const Change& a, const Change& b) {
    return std::tuple{a.rests_on_more, a.size()} < std::tuple{b.rests_on_more, b.size()};
  });
  for (const Change& change : changes)
    if (auto cure = search.confirmed(change)) return cure;
  return std::nullopt;
}

Remedies remedies_by_effort(const Scenario& scenario, const ScenarioText& text, const Results& as_it_is) {
  Remedies remedies;
  for (Remedy& remedy : remedies_of(scenario, text))
    if (!remedy.candidates.empty() && is_needed(remedy, scenario, as_it_is))
      remedies.push_back(std::move(remedy));
  std::stable_sort(remedies.begin(), remedies.end(),
                   [](const Remedy& a, const Remedy& b) { return a.effort < b.effort; });
  return remedies;
}

}  // namespace

std::optional<QuickCure> quick_cure(const ScenarioText& given, const Results& as_it_is,
                                    const ExperimentOptions& options) {
  const bool is_cured = as_it_is.thresholds.empty() ? as_it_is.failures == 0 : meets_all(as_it_is);
  const double one_run = attempts_of(as_it_is) * as_it_is.replications;
  if (is_cured || one_run > attempts_max / 4) return std::nullopt;
  ScenarioText text = given;
  auto scenario = load_scenario(text);
  const bool has_default_thresholds = scenario && scenario->thresholds.empty();
  if (has_default_thresholds) {
    text.overrides.emplace_back(default_thresholds);
    scenario = load_scenario(text);
  }
  // A warm-up that is to be found would have to be found anew for each value.
  if (!scenario || scenario->finds_warm_up) return std::nullopt;
  QuickSearch search{text, as_it_is, options};
  auto cure = smallest_of(remedies_by_effort(*scenario, text, as_it_is), search);
  if (!cure) return std::nullopt;
  return QuickCure{std::move(*scenario), has_default_thresholds, replications_at_value(as_it_is),
                   std::move(*cure)};
}

}  // namespace portsim
