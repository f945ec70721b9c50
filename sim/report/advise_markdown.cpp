#include "sim/report/advise_markdown.hpp"

#include <vector>

#include <fmt/format.h>

#include "sim/report/advise_words.hpp"
#include "sim/report/failures_text.hpp"
#include "sim/report/markdown.hpp"
#include "sim/report/number_text.hpp"
#include "sim/report/verdict.hpp"
#include "sim/report/version.hpp"
#include "sim/scenario/problem_text.hpp"

namespace portsim {
namespace {

using Rows = std::vector<std::vector<std::string>>;

// What Markdown or a browser would read as its own is not; names come from outside.
std::string plain(std::string_view text) {
  constexpr std::string_view special = "\\`*_[]<>#";
  std::string escaped;
  for (const char c : printable(std::string{text})) {
    if (special.find(c) != std::string_view::npos) escaped += '\\';
    escaped += c;
  }
  return escaped;
}

std::string heading(std::string_view text) {
  return fmt::format("\n## {}\n\n", text);
}

std::string fails_cell(const Advice& advice, const Results& results) {
  if (results.attempts == 0) return "-";
  const EstimateText text = percent_estimate(results.failure_fraction, sample_of(advice.scenario, results));
  return fmt::format("{} ({})", text.value, text.certainty);
}

std::string today(const Advice& advice) {
  const Results& results = advice.as_it_is;
  std::string text = fmt::format("# {}\n\n{}: {}\n", plain(advice.scenario.name), verdict_word(results).text,
                                 failures_text(results.attempts, results.failures, results.failure_fraction,
                                               sample_of(advice.scenario, results)));
  for (const std::string& crossed : crossed_texts(results)) text += fmt::format("- {}\n", plain(crossed));
  if (const std::string words = default_thresholds_words(advice); !words.empty())
    text += fmt::format("- {}\n", plain(words));
  if (advice.meets_already) text += "- every threshold is met already: nothing was searched\n";
  return text;
}

std::string table(const Advice& advice, Outcome outcome, std::string_view title) {
  Rows rows{{"", "remedy", "connects that fail", "takes"}};
  for (const TriedRemedy& tried : advice.tried) {
    if (tried.outcome != outcome) continue;
    rows.push_back({fmt::format("{}", rows.size()), plain(change_words(tried)),
                    fails_cell(advice, tried.results), std::string{effort_words(tried.remedy.effort)}});
  }
  return rows.size() == 1 ? "" : heading(title) + markdown_table(rows);
}

std::string cited(const Source& source) {
  const std::string title = fmt::format("{}: {}", name_of(source.confidence), plain(source.reference));
  return source.address.empty() ? title : fmt::format("{}, <{}>", title, source.address);
}

std::string details(const Advice& advice) {
  std::string text;
  std::size_t rank = 0;
  for (const TriedRemedy& tried : advice.tried) {
    if (tried.outcome != Outcome::meets) continue;
    text += heading(fmt::format("{}. {}", ++rank, plain(change_words(tried))));
    for (const Cost& cost : tried.remedy.costs)
      text += fmt::format("- costs: {}{}\n", plain(cost.text),
                          cost.source ? fmt::format(" ({})", cited(*cost.source)) : "");
    for (const Dependency& each : new_dependencies(advice.as_it_is, tried.results))
      text += fmt::format("- rests on: {} ({})\n", plain(each.fact), cited(each.source));
    for (const std::string& doubt : doubts_of(tried)) text += fmt::format("- doubt: {}\n", plain(doubt));
    text += fmt::format("\n```console\n$ {}\n```\n", rerun_with(advice, tried));
  }
  return text;
}

std::string impossible(const Advice& advice) {
  if (advice.impossible.empty()) return "";
  Rows rows{{"remedy", "why not"}};
  for (const Remedy& remedy : advice.impossible) rows.push_back({plain(remedy.title), plain(remedy.why_not)});
  return heading("Cannot work") + markdown_table(rows);
}

}  // namespace

std::string advise_markdown(const Advice& advice) {
  std::string text = today(advice);
  text += table(advice, Outcome::meets, "Remedies that meet the thresholds, each alone");
  text += table(advice, Outcome::perhaps, "Remedies that may meet them");
  text += table(advice, Outcome::helps, "Remedies that help, and do not suffice");
  text += table(advice, Outcome::useless, "Remedies that do not help");
  text += impossible(advice);
  text += details(advice);
  text += fmt::format("\n```console\n$ {}\n```\n\nportsim {}, scenario digest {}, seed {}\n",
                      advise_command_line(advice), portsim_version(), advice.scenario.digest,
                      advice.scenario.seed);
  return text;
}

}  // namespace portsim
