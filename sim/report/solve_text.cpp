#include "sim/report/solve_text.hpp"

#include <algorithm>
#include <optional>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "sim/experiment/judgement.hpp"
#include "sim/report/number_text.hpp"
#include "sim/report/solve_command_line.hpp"
#include "sim/report/verdict.hpp"
#include "sim/report/version.hpp"
#include "sim/scenario/problem_text.hpp"

namespace portsim {
namespace {

std::string key_of(const FinishedSolve& solve) {
  return printable(solve.path.substr(solve.path.rfind('.') + 1));
}

std::string value_text(const FinishedSolve& solve, std::size_t candidate) {
  return printable(solve.value(candidate));
}

std::string thresholds_text(const FinishedSolve& solve) {
  std::string text;
  for (const Threshold& threshold : solve.scenario.thresholds)
    text += (text.empty() ? "" : " and ") + printable(threshold.expression);
  return text;
}

// "the smallest of 5000 to 65534 (60,535 values)"
std::string domain_text(const FinishedSolve& solve) {
  const std::size_t count = solve.question.candidates.size();
  const bool is_smallest = solve.wanted == Wanted::smallest;
  const std::string first = value_text(solve, is_smallest ? 0 : count - 1);
  if (count == 1) return first + ", the only value";
  return fmt::format("{} to {} ({} values)", first, value_text(solve, is_smallest ? count - 1 : 0),
                     count_text(static_cast<double>(count)));
}

// By splitting, where plain replications saw too little.
bool is_split(const TestedScenario& tested) {
  const auto& rare = tested.results.rare_failures;
  return rare && rare->failure_fraction;
}

Estimate failing(const TestedScenario& tested) {
  return *measured(Metric::failure_fraction, std::nullopt, tested.results);
}

SampleSize sample_of(const TestedScenario& tested, const FinishedSolve& solve) {
  const Results& results = tested.results;
  const int n = is_split(tested) ? results.rare_failures->replications : results.replications;
  return {n, n, solve.scenario.confidence};
}

std::string failing_text(const TestedScenario& tested, const FinishedSolve& solve) {
  const EstimateText text = percent_estimate(failing(tested), sample_of(tested, solve));
  return fmt::format("{} of connects fail there ({})", text.value, text.certainty);
}

// Nothing is random in any replication that ran.
bool is_exact(const Solution& solution) {
  return std::all_of(solution.tried.begin(), solution.tried.end(), [](const TriedCandidate& tried) {
    const Estimate& fails = tried.tested.results.failure_fraction;
    return fails.low && fails.low == fails.high;
  });
}

// How sure the value is: what is known of its neighbours.
std::string bracket_text(const FinishedSolve& solve) {
  const Solution& solution = solve.solution;
  const std::size_t answer = *solution.answer;
  const std::string confidence = is_exact(solution)
                                     ? "exactly: nothing is random"
                                     : confidence_text(solve.scenario.confidence) + " confidence";
  if (solution.first_sure == answer && solution.first_possible == answer)
    return answer == 0 ? "no value beyond it was asked for"
                       : fmt::format("{} does not meet them ({})", value_text(solve, answer - 1), confidence);
  const std::string from = value_text(solve, solution.first_possible);
  if (!solution.first_sure)
    return fmt::format("not before {}; no value meets them for sure ({})", from, confidence);
  const std::string to = value_text(solve, *solution.first_sure);
  return fmt::format("the {} value that meets them is from {} to {} ({})",
                     solve.wanted == Wanted::smallest ? "smallest" : "largest",
                     solve.wanted == Wanted::smallest ? from : to,
                     solve.wanted == Wanted::smallest ? to : from, confidence);
}

std::string not_monotone_text(const FinishedSolve& solve) {
  const Solution& solution = solve.solution;
  return fmt::format(
      "{} is not monotone: {} meets the thresholds, {} beyond it does not; other values may meet "
      "them too, and between those tried nothing is known",
      key_of(solve), value_text(solve, *solution.first_sure), value_text(solve, solution.fail_again.front()));
}

Section answer_section(const FinishedSolve& solve) {
  const Solution& solution = solve.solution;
  const TestedScenario& at = solution.at(*solution.answer)->tested;
  Section section{{value_text(solve, *solution.answer), Emphasis::good}, {}};
  section.rows.push_back({fmt::format("the {} value of {} that meets {}",
                                      solve.wanted == Wanted::smallest ? "smallest" : "largest",
                                      key_of(solve), thresholds_text(solve))});
  section.rows.push_back({failing_text(at, solve)});
  for (const ThresholdResult& result : at.results.thresholds)
    if (!is_about_all_failures(result.threshold))
      section.rows.push_back(
          {fmt::format("{}: {}", printable(result.threshold.expression), measured_text(result))});
  section.rows.push_back({bracket_text(solve)});
  if (!solution.fail_again.empty()) section.rows.push_back({not_monotone_text(solve)});
  return section;
}

// The tried value at which the fewest connects fail.
const TriedCandidate& best_of(const Solution& solution) {
  return *std::min_element(solution.tried.begin(), solution.tried.end(), [](const auto& a, const auto& b) {
    return failing(a.tested).mean < failing(b.tested).mean;
  });
}

Section no_answer_section(const FinishedSolve& solve) {
  const Solution& solution = solve.solution;
  Section section{{"NONE", Emphasis::bad}, {}};
  if (solution.is_interrupted) section.label = {"UNDECIDED", Emphasis::doubtful};
  if (solution.tried.empty()) return {section.label, {{"interrupted before a first value was tried"}}};
  const std::string_view until = solution.is_interrupted ? " until it was interrupted" : "";
  section.rows.push_back(
      {fmt::format("no {} that was tried meets {}{}", key_of(solve), thresholds_text(solve), until)});
  const TriedCandidate& best = best_of(solution);
  section.rows.push_back(
      {fmt::format("best at {}: {}", value_text(solve, best.candidate), failing_text(best.tested, solve))});
  return section;
}

std::vector<Marked> cell(std::string text, Emphasis emphasis = Emphasis::none) {
  return {{std::move(text), emphasis}};
}

std::vector<Marked> verdict_cell(const TestedScenario& tested) {
  switch (tested.verdict) {
    case Verdict::meets:
      return cell("yes", Emphasis::good);
    case Verdict::fails:
      return cell("NO", Emphasis::bad);
    case Verdict::indifferent:
      return cell(tested.seems_to_meet ? "about, yes?" : "about, NO?", Emphasis::doubtful);
    case Verdict::undecided:
      return cell(tested.seems_to_meet ? "yes?" : "NO?", Emphasis::doubtful);
  }
  return cell("");
}

std::vector<TableRow> tried_table(const FinishedSolve& solve) {
  std::vector<TableRow> rows;
  TableRow head;
  for (const std::string& title :
       {key_of(solve), std::string{"fails"}, std::string{"interval"}, std::string{"n"}, std::string{"met"}})
    head.cells.push_back(cell(title, Emphasis::strong));
  rows.push_back(head);
  for (const auto& [candidate, tested] : solve.solution.tried) {
    const Estimate fails = failing(tested);
    TableRow row;
    row.cells = {
        cell(value_text(solve, candidate)), cell(percent_estimate(fails, sample_of(tested, solve)).value),
        cell(percent_interval_text(fails)),
        cell(count_text(sample_of(tested, solve).n) + (is_split(tested) ? "*" : "")), verdict_cell(tested)};
    rows.push_back(std::move(row));
  }
  if (solve.wanted == Wanted::largest) std::reverse(rows.begin() + 1, rows.end());
  return rows;
}

bool has_doubt(const Solution& solution, Verdict verdict) {
  return std::any_of(solution.tried.begin(), solution.tried.end(),
                     [=](const TriedCandidate& tried) { return tried.tested.verdict == verdict; });
}

Section meaning(const FinishedSolve& solve) {
  const Solution& solution = solve.solution;
  Section section{{"Result", Emphasis::strong}, {}};
  if (std::any_of(solution.tried.begin(), solution.tried.end(),
                  [](const TriedCandidate& tried) { return is_split(tried.tested); }))
    section.rows.push_back({"*: by splitting (RESTART), as hardly a connect fails"});
  if (has_doubt(solution, Verdict::indifferent))
    section.rows.push_back(
        {fmt::format("about: known to {:g} % of the threshold (--tolerance), and no nearer",
                     100 * solve.question.tolerance)});
  if (has_doubt(solution, Verdict::undecided))
    section.rows.push_back({fmt::format("yes? and NO?: not decided by {} replications (--at-most)",
                                        count_text(solve.question.replications_max))});
  return section;
}

Section theory(const FinishedSolve& solve) {
  Section section{{"Theory", Emphasis::strong}, {}};
  if (const auto by_theory = solve.solution.by_theory)
    section.rows.push_back({fmt::format("{} by the closed form", value_text(solve, *by_theory))});
  return section;
}

Section searched(const FinishedSolve& solve) {
  Section section{{"Searched", Emphasis::strong}, {}};
  section.rows.push_back({printable(solve.path) + ", " + domain_text(solve)});
  return section;
}

Section rerun(const FinishedSolve& solve) {
  return {{"Rerun", Emphasis::strong},
          {{solve_command_line(solve)},
           {fmt::format("portsim {}, scenario digest {}, seed {}", portsim_version(), solve.scenario.digest,
                        solve.scenario.seed)}}};
}

}  // namespace

std::string solve_text(const FinishedSolve& solve, TextStyle style) {
  Page page{style};
  page.title(printable(solve.scenario.name));
  page.gap();
  page.add(solve.solution.answer ? answer_section(solve) : no_answer_section(solve));
  page.add(theory(solve));
  page.add(searched(solve));
  page.gap();
  if (!solve.solution.tried.empty()) {
    page.add(tried_table(solve));
    page.gap();
    page.add(meaning(solve));
  }
  page.add(rerun(solve));
  return page.text();
}

}  // namespace portsim
