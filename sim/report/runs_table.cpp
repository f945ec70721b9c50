#include "sim/report/runs_table.hpp"

#include <cstddef>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "sim/report/failures_text.hpp"
#include "sim/report/number_text.hpp"
#include "sim/report/verdict.hpp"
#include "sim/scenario/problem_text.hpp"

namespace portsim {
namespace {

constexpr std::size_t figures = 4;

std::vector<Marked> cell(std::string text) {
  return {{std::move(text)}};
}

TableRow header() {
  const auto title = [](std::string_view text) {
    return std::vector<Marked>{{std::string{text}, Emphasis::strong}};
  };
  return {{title(""), title("connects"), title("fail"), title("first after")}, "scenario"};
}

std::string first_failure_cell(const FailureTime& first, SampleSize sample) {
  return first.seconds ? seconds_estimate(*first.seconds, sample).value : "-";
}

// Of the failure fraction, and of the time of the first failure where that is as certain in other words.
std::string certainty_text(const FinishedRun& run) {
  const Results& results = run.results;
  if (results.attempts == 0) return "";
  const std::string fraction =
      percent_estimate(results.failure_fraction, sample_of(*run.scenario, results)).certainty;
  const FailureTime& first = results.first_failure;
  if (!first.seconds) return "\n" + fraction;
  const std::string time = seconds_estimate(*first.seconds, sample_of(first, *run.scenario)).certainty;
  return time == fraction ? "\n" + fraction : fmt::format("\nfail: {}\nfirst: {}", fraction, time);
}

// The file, and beneath it how certain the figures are and what they cross.
std::string remarks(const FinishedRun& run) {
  std::string text = printable(run.scenario->file) + certainty_text(run);
  for (const std::string& crossed : crossed_texts(run.results)) text += "\n" + crossed;
  if (run.results.is_interrupted) {
    text += fmt::format("\ninterrupted: {} of {} replications", run.results.replications,
                        run.scenario->replications);
  }
  return text;
}

TableRow row_of(const FinishedRun& run) {
  const Results& results = run.results;
  const std::string fail =
      results.attempts > 0
          ? percent_estimate(results.failure_fraction, sample_of(*run.scenario, results)).value
          : "-";
  return {{{verdict_word(results)},
           cell(count_text(results.attempts)),
           cell(fail),
           cell(first_failure_cell(results.first_failure, sample_of(results.first_failure, *run.scenario)))},
          remarks(run)};
}

}  // namespace

std::string runs_table(const std::vector<FinishedRun>& runs, TextStyle style) {
  std::vector<TableRow> rows{header()};
  for (const FinishedRun& run : runs) {
    rows.push_back({std::vector<std::vector<Marked>>(figures), ""});
    rows.push_back(row_of(run));
  }
  Page page{style};
  page.add(rows);
  return page.text() +
         "\nConnects are means of one replication. portsim run FILE, with one of them, says why.\n";
}

}  // namespace portsim
