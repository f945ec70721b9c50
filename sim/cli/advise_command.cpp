// portsim advise: what would cure a scenario, by the smallest change of each kind.

#include <string>

#include <fmt/format.h>

#include "sim/cli/command_line.hpp"
#include "sim/cli/commands.hpp"
#include "sim/cli/report_file.hpp"
#include "sim/cli/scenario_file.hpp"
#include "sim/cli/scenario_options.hpp"
#include "sim/cli/terminal.hpp"
#include "sim/cli/watched_experiment.hpp"
#include "sim/experiment/advise.hpp"
#include "sim/report/advise_html.hpp"
#include "sim/report/advise_json.hpp"
#include "sim/report/advise_markdown.hpp"
#include "sim/report/advise_text.hpp"

namespace portsim {
namespace {

constexpr std::string_view name = "portsim advise";

}  // namespace

CommandSyntax advise_syntax() {
  CommandSyntax advise{
      .name = name,
      .purpose =
          "Tries every change that the system and the scenario allow, each alone, and says for each the\n"
          "least that meets the thresholds, what fails then, what it takes and what it costs or breaks;\n"
          "then what helps too little, and what cannot work and why. A scenario without thresholds is\n"
          "held to failure_fraction < 0.1%.",
      .examples =
          "  portsim advise scenarios/lab/ten-ports-three-a-second.yaml\n"
          "  portsim advise scenarios/lab/ten-ports-three-a-second.yaml \\\n"
          "    --set 'thresholds=[failure_fraction < 1%]' --format markdown\n"
          "  portsim advise scenarios/lab/ten-ports-three-a-second.yaml --report out.html\n",
      .exits = {{ExitCode::done, "a change cures the scenario, or none is needed"},
                {ExitCode::invalid_scenario},
                {ExitCode::threshold_crossed, "no change that was tried cures it"},
                {ExitCode::interrupted}}};
  add_scenario_options(advise.options, text_json_or_markdown);
  add_experiment_options(advise.options);
  add_report_option(advise.options);
  return advise;
}

namespace {

Result<Advice> advise_with_progress(const ScenarioText& text, int threads, bool is_quiet) {
  const WatchedExperiment watched{threads, is_quiet, "remedies"};
  return advise(text, watched.options());
}

std::string report(const Advice& advice, Format format, TextStyle style) {
  switch (format) {
    case Format::json:
      return advise_json(advice);
    case Format::markdown:
      return advise_markdown(advice);
    case Format::text:
    case Format::csv:
      break;
  }
  return advise_text(advice, style);
}

ExitCode exit_code_of(const Advice& advice) {
  if (!advice.is_interrupted) return is_curable(advice) ? ExitCode::done : ExitCode::threshold_crossed;
  say({fmt::format("{}: interrupted: {} remedies were tried\n", name, advice.tried.size())});
  return ExitCode::interrupted;
}

}  // namespace

ExitCode advise_command(const Arguments& arguments) {
  const auto line = parse_command_line(advise_syntax(), arguments);
  if (!line) return line.error();
  const auto format = format_of(*line, text_json_or_markdown);
  if (!format) return wrong_usage(name, format.error());
  const auto threads = threads_of(*line);
  if (!threads) return wrong_usage(name, threads.error());
  const auto files = scenario_files_of(*line);
  if (!files) return wrong_usage(name, files.error());
  const auto text = read_scenario_file(files->front());
  if (!text) return show_problems(text.error());
  auto page = ReportFile::open(name, *line);
  if (!page) return page.error();
  const auto advice = advise_with_progress(*text, *threads, line->values.count("quiet") > 0);
  if (!advice) return show_problems(advice.error());
  ExitCode code = exit_code_of(*advice);
  if (advice->as_it_is.replications == 0) return code;
  const TextStyle style = style_of_stdout(line->values.count("no-color") > 0);
  code = write_result(report(*advice, *format, style), code);
  return page->is_wanted() ? page->write(advise_html(*advice, text->text), code) : code;
}

}  // namespace portsim
