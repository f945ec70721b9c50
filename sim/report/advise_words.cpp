#include "sim/report/advise_words.hpp"

#include <fmt/format.h>

#include "sim/experiment/judgement.hpp"
#include "sim/report/failures_text.hpp"
#include "sim/report/number_text.hpp"
#include "sim/report/run_command_line.hpp"
#include "sim/report/verdict.hpp"
#include "sim/scenario/problem_text.hpp"

namespace portsim {
namespace {

// The user's own, without the thresholds that advice adds.
std::vector<std::string> own_overrides(const Advice& advice) {
  std::vector<std::string> overrides = advice.scenario.overrides;
  if (advice.has_default_thresholds) overrides.pop_back();
  return overrides;
}

}  // namespace

std::string_view effort_words(Effort effort) {
  constexpr std::string_view words[] = {
      "a setting of the system, in effect at once",
      "a setting of the system, in effect after a restart",
      "a setting of the application",
      "a patch, with a restart",
      "a change to the application",
      "further addresses, to which the application binds",
      "an upgrade of the system",
      "fewer requests",
  };
  return words[static_cast<std::size_t>(effort)];
}

std::string change_words(const Remedy& remedy, const Candidate& chosen) {
  const std::string title = printable(remedy.title);
  const std::string today = printable(remedy.today);
  if (chosen.name.empty()) return today.empty() ? title : fmt::format("{} (today {})", title, today);
  const std::string change = fmt::format("{}: {}", title, printable(chosen.name));
  return today.empty() ? change : fmt::format("{} instead of {}", change, today);
}

std::string change_words(const TriedRemedy& tried) {
  return change_words(tried.remedy, tried.chosen);
}

std::string_view outcome_words(Outcome outcome) {
  constexpr std::string_view words[] = {"meets the thresholds", "may meet the thresholds",
                                        "helps, and does not suffice", "does not help"};
  return words[static_cast<std::size_t>(outcome)];
}

std::string result_words(const Advice& advice, const TriedRemedy& tried) {
  return result_words(advice.scenario, tried);
}

std::string result_words(const Scenario& scenario, const TriedRemedy& tried) {
  const Results& results = tried.results;
  std::string text = failures_text(results.attempts, results.failures, results.failure_fraction,
                                   sample_of(scenario, results));
  for (const ThresholdResult& result : results.thresholds)
    if (!is_about_all_failures(result.threshold))
      text += fmt::format("; {}: {}", printable(result.threshold.expression), measured_text(result));
  return text;
}

std::vector<std::string> doubts_of(const TriedRemedy& tried) {
  std::vector<std::string> doubts;
  if (tried.outcome == Outcome::perhaps)
    doubts.emplace_back("the replications did not suffice to be sure that it meets the thresholds");
  if (tried.first_possible)
    doubts.push_back(
        fmt::format("a smaller change may do, from {} on: the replications did not suffice to be sure",
                    printable(*tried.first_possible)));
  if (tried.fails_again)
    doubts.emplace_back("a greater change was seen to fail again: it is no matter of more or less");
  return doubts;
}

std::string default_thresholds_words(const Advice& advice) {
  if (!advice.has_default_thresholds) return "";
  return fmt::format("the scenario states no thresholds; it is held to {}",
                     printable(advice.scenario.thresholds.front().expression));
}

std::string rerun_with(const Advice& advice, const TriedRemedy& tried) {
  std::vector<std::string> overrides = own_overrides(advice);
  overrides.insert(overrides.end(), tried.chosen.overrides.begin(), tried.chosen.overrides.end());
  return run_command_line(advice.scenario.file, overrides);
}

std::string advise_command_line(const Advice& advice) {
  return command_line("advise", advice.scenario.file, own_overrides(advice));
}

}  // namespace portsim
