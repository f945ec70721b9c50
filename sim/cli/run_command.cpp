// portsim run: scenario file in, prediction out.

#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "sim/cli/command_line.hpp"
#include "sim/cli/commands.hpp"
#include "sim/cli/interruption.hpp"
#include "sim/cli/record_files.hpp"
#include "sim/cli/report_file.hpp"
#include "sim/cli/scenario_files.hpp"
#include "sim/cli/scenario_options.hpp"
#include "sim/cli/terminal.hpp"
#include "sim/cli/watched_experiment.hpp"
#include "sim/experiment/experiment.hpp"
#include "sim/experiment/judgement.hpp"
#include "sim/experiment/port_map.hpp"
#include "sim/experiment/quick_cure.hpp"
#include "sim/experiment/warm_up.hpp"
#include "sim/report/run_html.hpp"
#include "sim/report/run_json.hpp"
#include "sim/report/run_picture.hpp"
#include "sim/report/run_text.hpp"
#include "sim/report/runs_table.hpp"
#include "sim/scenario/problem_text.hpp"

namespace portsim {

namespace {

constexpr std::string_view name = "portsim run";

}  // namespace

CommandSyntax run_syntax() {
  CommandSyntax run{
      .name = name,
      .purpose =
          "Predicts how often connect() fails in the scenario FILE, when it starts and why, by simulating\n"
          "it several times. FILE may be \"-\", standard input. Several files give one table, or a JSON "
          "array,\n"
          "and the worst of their exit codes; if one of them is invalid, none is run.",
      .examples =
          "  portsim run scenarios/seeds/imap-low-mailbox-cache-ttl.yaml\n"
          "  portsim run scenarios/lab/order-service*.yaml\n"
          "  portsim run scenarios/lab/order-service.yaml --set workloads.payments.client.rate=130/s\n"
          "  portsim run scenarios/lab/order-service.yaml --format json | jq .failure_fraction.mean\n"
          "  portsim run scenarios/lab/order-service.yaml --report order-service.html\n"
          "  portsim run scenarios/lab/order-service.yaml --picture order-service.svg\n"
          "  portsim run FILE --timeline seconds.csv --events events.csv\n",
      .operands = {.may_be_several = true},
      .exits = {{ExitCode::done, "done, every threshold is met"},
                {ExitCode::invalid_scenario},
                {ExitCode::threshold_crossed},
                {ExitCode::interrupted}}};
  add_scenario_options(run.options);
  add_experiment_options(run.options);
  add_report_option(run.options);
  add_picture_option(run.options);
  add_record_options(run.options);
  return run;
}

namespace {

struct RunOptions {
  int threads;
  bool is_quiet;
  bool is_drawn;  // over time
};

Results run_with_progress(Scenario& scenario, const RunOptions& options) {
  const WatchedExperiment watched{options.threads, options.is_quiet};
  scenario = with_warm_up_found(std::move(scenario), watched.options());
  ExperimentOptions experiment = watched.options();
  experiment.watches = options.is_drawn;
  return run_experiment(scenario, experiment);
}

ExitCode verdict(const FinishedRun& run) {
  const auto& [scenario, results] = run;
  if (results.is_interrupted) {
    say({fmt::format("portsim: {}: interrupted: {} of {} replications finished\n", printable(scenario->file),
                     results.replications, scenario->replications)});
    return ExitCode::interrupted;
  }
  return meets_all(results) ? ExitCode::done : ExitCode::threshold_crossed;
}

std::string report(const std::vector<FinishedRun>& runs, Format format, TextStyle style) {
  if (runs.size() > 1) {
    return format == Format::json ? runs_json(runs) : runs_table(runs, style);
  }
  const auto& [scenario, results] = runs.front();
  return format == Format::json ? run_json(*scenario, results) : run_text(*scenario, results, style);
}

// As far as an interruption lets it come.
struct Finished {
  std::vector<FinishedRun> runs;
  ExitCode code = ExitCode::done;  // the worst
};

Finished run_all(std::vector<LoadedScenario>& loaded, const RunOptions& options) {
  Finished finished;
  for (auto& [text, scenario] : loaded) {
    FinishedRun run{&scenario, run_with_progress(scenario, options)};
    finished.code = worst_of(finished.code, verdict(run));
    if (run.results.replications > 0) finished.runs.push_back(std::move(run));
    if (finished.code == ExitCode::interrupted) break;
  }
  return finished;
}

std::string report_page(const LoadedScenario& loaded, const Results& results, const RunOptions& options) {
  ExperimentOptions experiment{
      .threads = options.threads, .progress = nullptr, .stop = &catch_interruption()};
  return run_html({.scenario = loaded.scenario,
                   .results = results,
                   .text = loaded.text.text,
                   .ports = port_map(loaded.scenario, results, experiment.stop),
                   .cure = quick_cure(loaded.text, results, experiment)});
}

// What each of them names is written beside the result.
constexpr const char* file_options[] = {"report", "picture", "timeline", "events"};

// The error is a complaint.
tl::expected<void, std::string> check_files(const CommandLine& line, std::size_t scenarios) {
  std::set<std::string> named;
  for (const char* option : file_options) {
    if (line.values.count(option) == 0) continue;
    if (scenarios > 1)
      return tl::unexpected{fmt::format("--{}: one scenario file at a time; found {}", option, scenarios)};
    if (!named.insert(line.values[option].as<std::string>()).second)
      return tl::unexpected{fmt::format("--{}: expected a file that no other option names", option)};
  }
  return {};
}

struct RunFiles {
  ReportFile page;
  ReportFile picture;
  RecordFiles records;

  static tl::expected<RunFiles, ExitCode> open(const CommandLine& line) {
    auto page = ReportFile::open(name, line);
    if (!page) return tl::unexpected{page.error()};
    auto picture = ReportFile::open(name, line, "picture");
    if (!picture) return tl::unexpected{picture.error()};
    auto records = RecordFiles::open(name, line);
    if (!records) return tl::unexpected{records.error()};
    return RunFiles{std::move(*page), std::move(*picture), std::move(*records)};
  }

  bool show_the_course() const { return page.is_wanted() || picture.is_wanted(); }

  ExitCode write(const LoadedScenario& loaded, const Results& results, const RunOptions& options,
                 ExitCode code) {
    if (records.are_wanted()) code = records.write(loaded.scenario, options.is_quiet, code);
    if (picture.is_wanted()) code = picture.write(run_picture(loaded.scenario, results), code);
    return page.is_wanted() ? page.write(report_page(loaded, results, options), code) : code;
  }
};

}  // namespace

ExitCode run_command(const Arguments& arguments) {
  const auto line = parse_command_line(run_syntax(), arguments);
  if (!line) return line.error();
  const auto format = format_of(*line);
  if (!format) return wrong_usage(name, format.error());
  const auto threads = threads_of(*line);
  if (!threads) return wrong_usage(name, threads.error());
  const auto files = scenario_files_of(*line);
  if (!files) return wrong_usage(name, files.error());
  if (const auto checked = check_files(*line, files->size()); !checked)
    return wrong_usage(name, checked.error());
  auto loaded = load_scenario_files(*files);
  if (!loaded) return loaded.error();
  auto files_to_write = RunFiles::open(*line);
  if (!files_to_write) return files_to_write.error();
  const RunOptions options{*threads, line->values.count("quiet") > 0, files_to_write->show_the_course()};
  const Finished finished = run_all(*loaded, options);
  if (finished.runs.empty()) return finished.code;
  const TextStyle style = style_of_stdout(line->values.count("no-color") > 0);
  const ExitCode code = write_result(report(finished.runs, *format, style), finished.code);
  return files_to_write->write(loaded->front(), finished.runs.front().results, options, code);
}

}  // namespace portsim
