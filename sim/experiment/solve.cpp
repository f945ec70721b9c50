#include "sim/experiment/solve.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "sim/experiment/judgement.hpp"
#include "sim/experiment/warm_up.hpp"
#include "sim/theory/closed_form.hpp"

namespace portsim {

namespace {

constexpr std::size_t probes_max = 7;

// Progress over all candidates: how many there will be is not known before the end.
ExperimentOptions told_in_all(const ExperimentOptions& options, const std::size_t& tried,
                              std::size_t tests_max) {
  ExperimentOptions in_all = options;
  if (options.progress)
    in_all.progress = [&options, &tried, tests_max](const Progress& of_one) {
      Progress all = of_one;
      all.fraction = (static_cast<double>(tried) + of_one.fraction) / static_cast<double>(tests_max);
      options.progress(all);
    };
  return in_all;
}

class Search {
 public:
  Search(const SolveQuestion& question, const ExperimentOptions& options)
      : question_{question},
        count_{question.candidates.size()},
        tests_max_{probes_max + 2 + 3 * halvings_of(count_)},
        options_{told_in_all(options, tests_, tests_max_)},
        sure_{count_} {}

  Result<Solution> solve() {
    look_around();
    if (may_go_on()) narrow();
    if (!problems_.empty()) return tl::unexpected{problems_};
    return solution();
  }

 private:
  static std::size_t halvings_of(std::size_t count) {
    return static_cast<std::size_t>(std::ceil(std::log2(static_cast<double>(count) + 1)));
  }

  bool may_go_on() const { return problems_.empty() && !is_interrupted_ && tests_ < tests_max_; }

  Result<Scenario> scenario_at(std::size_t candidate) const {
    ScenarioText text = question_.scenario;
    text.varied = question_.candidates[candidate].overrides;
    text.varied_by = "--in";
    return load_scenario(text);
  }

  // Null: it does not load, or was interrupted.
  const TestedScenario* test(std::size_t candidate) {
    const auto known = tried_.find(candidate);
    if (known != tried_.end()) return &known->second;
    const Result<Scenario> scenario = scenario_at(candidate);
    if (!scenario) {
      problems_ = scenario.error();
      return nullptr;
    }
    const SequentialTest rule{.error = (1 - scenario->confidence.value()) / static_cast<double>(tests_max_),
                              .tolerance = question_.tolerance,
                              .replications_max = question_.replications_max};
    TestedScenario tested = test_thresholds(with_warm_up_found(*scenario, options_), rule, options_);
    is_interrupted_ = tested.results.is_interrupted;
    if (is_interrupted_) return nullptr;
    ++tests_;
    return &tried_.emplace(candidate, std::move(tested)).first->second;
  }

  // Candidates over the whole range, with both its ends.
  void look_around() {
    const std::size_t probes = std::min(probes_max, count_);
    for (std::size_t n = 0; n < probes && may_go_on(); ++n)
      test(probes == 1 ? 0 : n * (count_ - 1) / (probes - 1));
    set_bracket();
  }

  // What the tests say together, up to the first candidate that meets for sure.
  void set_bracket() {
    possible_ = 0;
    sure_ = count_;
    open_.reset();
    for (const auto& [candidate, tested] : tried_) {
      if (tested.verdict == Verdict::meets) {
        sure_ = candidate;
        return;
      }
      if (tested.verdict == Verdict::fails) {
        possible_ = candidate + 1;
        open_.reset();
      } else {
        open_ = {open_ ? open_->first : candidate, candidate};
      }
    }
  }

  void narrow() {
    if (sure_ == count_ && !open_) return;
    by_theory_ = by_theory();
    const bool has_start = by_theory_ && !open_ && possible_ <= *by_theory_ && *by_theory_ < sure_;
    step_ = has_start ? 1 : count_;
    if (has_start) test_next(*by_theory_);
    while (may_go_on()) {
      const auto next = open_ ? beside_open() : between_sure();
      if (!next) break;
      test_next(*next);
    }
    if (open_) settle();
  }

  void test_next(std::size_t candidate) {
    test(candidate);
    last_ = candidate;
    set_bracket();
  }

  // Nothing is known between a candidate that fails and one that meets: steps from where theory saw the limit
  // grow until they pass it; from there on, and without theory, it goes by halves.
  std::optional<std::size_t> between_sure() {
    const std::size_t gap = sure_ - possible_;
    if (gap == 0) return std::nullopt;
    const std::size_t half = (gap + 1) / 2;
    const std::size_t step = std::min(step_, half);
    step_ = std::min(2 * step_, count_);
    return last_ == sure_ ? sure_ - step : possible_ + step - 1;
  }

  // The candidates of which nothing is sure reach as far as the first on each side that is sure: steps as
  // wide as they are themselves, or halves of what is left.
  std::optional<std::size_t> beside_open() const {
    const auto [first, last] = *open_;
    const std::size_t step = last - first + 1;
    if (first > possible_) return first - std::min(step, (first - possible_ + 1) / 2);
    if (last + 1 < sure_) return last + std::min(step, (sure_ - last) / 2);
    return std::nullopt;
  }

  // The first that seems to meet, of those of which nothing is sure.
  void settle() {
    std::size_t from = open_->first;
    std::size_t to = open_->second + 1;
    while (from < to && may_go_on()) {
      const std::size_t middle = from + (to - from) / 2;
      const TestedScenario* tested = test(middle);
      if (tested == nullptr) return;
      if (tested->seems_to_meet) {
        to = middle;
      } else {
        from = middle + 1;
      }
    }
    settled_ = to;
  }

  // Only of one failure fraction of all workloads, and where the closed form has it.
  std::optional<bool> meets_by_theory(std::size_t candidate) {
    const Result<Scenario> scenario = scenario_at(candidate);
    if (!scenario || scenario->thresholds.size() != 1) return std::nullopt;
    const Threshold& threshold = scenario->thresholds.front();
    if (!is_about_all_failures(threshold) || !threshold.below) return std::nullopt;
    const AnalyticResult theory = closed_form(*scenario);
    if (!theory.failure_fraction) return std::nullopt;
    return *theory.failure_fraction < threshold.value;
  }

  std::optional<std::size_t> by_theory() {
    std::size_t from = 0;
    std::size_t to = count_;
    while (from < to) {
      const std::size_t middle = from + (to - from) / 2;
      const auto meets = meets_by_theory(middle);
      if (!meets) return std::nullopt;
      if (*meets) {
        to = middle;
      } else {
        from = middle + 1;
      }
    }
    return to < count_ ? std::optional{to} : std::nullopt;
  }

  Solution solution() {
    Solution solution{
        .first_possible = possible_, .by_theory = by_theory_, .is_interrupted = is_interrupted_};
    if (sure_ < count_) solution.first_sure = sure_;
    const std::size_t answer = settled_.value_or(sure_);
    if (answer < count_) solution.answer = answer;
    for (auto& [candidate, tested] : tried_) {
      if (solution.first_sure && candidate > sure_ && tested.verdict == Verdict::fails)
        solution.fail_again.push_back(candidate);
      solution.tried.push_back({candidate, std::move(tested)});
    }
    return solution;
  }

  const SolveQuestion& question_;
  std::size_t count_;
  std::size_t tests_max_;
  std::size_t tests_ = 0;
  ExperimentOptions options_;
  std::map<std::size_t, TestedScenario> tried_;
  std::vector<Problem> problems_;
  bool is_interrupted_ = false;

  std::size_t possible_ = 0;  // all before it fail, as far as is known
  std::size_t sure_;          // the first that meets for sure; the count: none does
  // The first and the last tried candidate between these two of which nothing is sure.
  std::optional<std::pair<std::size_t, std::size_t>> open_;
  std::optional<std::size_t> by_theory_;
  std::optional<std::size_t> last_;     // that was tried after the first look
  std::optional<std::size_t> settled_;  // by the point estimates
  std::size_t step_ = 0;
};

}  // namespace

const TriedCandidate* Solution::at(std::size_t candidate) const {
  const auto found = std::find_if(tried.begin(), tried.end(),
                                  [=](const TriedCandidate& other) { return other.candidate == candidate; });
  return found == tried.end() ? nullptr : &*found;
}

Result<Solution> solve(const SolveQuestion& question, const ExperimentOptions& options) {
  return Search{question, options}.solve();
}

}  // namespace portsim
