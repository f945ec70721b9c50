// portsim run: scenario file in, prediction out.

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "sim/cli/command_line.hpp"
#include "sim/cli/commands.hpp"
#include "sim/cli/interruption.hpp"
#include "sim/cli/progress_line.hpp"
#include "sim/cli/scenario_files.hpp"
#include "sim/cli/scenario_options.hpp"
#include "sim/cli/terminal.hpp"
#include "sim/experiment/experiment.hpp"
#include "sim/report/run_json.hpp"
#include "sim/report/run_text.hpp"
#include "sim/report/runs_table.hpp"
#include "sim/scenario/field.hpp"
#include "sim/scenario/load.hpp"
#include "sim/scenario/problem_text.hpp"

namespace portsim {
namespace {

namespace po = boost::program_options;

constexpr int threads_max = 1024;

CommandSyntax syntax() {
  CommandSyntax run{
      .name = "portsim run",
      .purpose =
          "Predicts how often connect() fails in the scenario FILE, when it starts and why, by simulating\n"
          "it several times. FILE may be \"-\", standard input. Several files give one table, or a JSON "
          "array,\n"
          "and the worst of their exit codes; if one of them is invalid, none is run.",
      .examples =
          "  portsim run scenarios/seeds/imap-low-mailbox-cache-ttl.yaml\n"
          "  portsim run scenarios/seeds/*.yaml\n"
          "  portsim run FILE --set hosts.mail-front-end.settings.TcpTimedWaitDelay=30\n"
          "  portsim run FILE --format json | jq .failure_fraction.mean\n",
      .operands = {.may_be_several = true}};
  add_scenario_options(run.options);
  run.options.add_options()                                                                  //
      ("seed", po::value<std::string>()->value_name("N"), "instead of the scenario's seed")  //
      ("replications", po::value<std::string>()->value_name("N"),
       "instead of the scenario's number of replications")  //
      ("threads", po::value<int>()->value_name("N")->default_value(0, "one a core"),
       "how many replications run at once; changes no result")  //
      ("quiet", "no progress")                                  //
      ("no-color", "no colours, as if NO_COLOR were set");
  return run;
}

// Options of their own for one value: `--seed 7` is `--set seed=7` after all others.
struct WholeNumberOption {
  const char* key;
  WholeRange range;
};
constexpr WholeNumberOption whole_number_options[] = {
    {"seed", seed_range},
    {"replications", replications_range},
};

tl::expected<std::vector<ScenarioFile>, std::string> scenario_files(const CommandLine& line) {
  auto files = scenario_files_of(line);
  for (const auto& [key, range] : whole_number_options) {
    if (!files || line.values.count(key) == 0) {
      continue;
    }
    const auto& text = line.values[key].as<std::string>();
    if (!decode_whole(text, range)) {
      return tl::unexpected{fmt::format("--{}: expected a whole number from {} to {}, found {}", key,
                                        range.min, range.max, shown(text))};
    }
    for (ScenarioFile& file : *files) file.overrides.push_back(fmt::format("{}={}", key, text));
  }
  return files;
}

Results run_with_progress(const Scenario& scenario, int threads, bool is_quiet) {
  ExperimentOptions options;
  options.threads = threads;
  options.stop = &catch_interruption();
  std::optional<ProgressLine> progress;
  if (!is_quiet && is_stderr_terminal()) {
    progress.emplace();
    options.progress = [&](const Progress& now) { progress->show(now); };
  }
  return run_experiment(scenario, options);
}

ExitCode verdict(const FinishedRun& run) {
  const auto& [scenario, results] = run;
  if (results.replications < scenario->replications) {
    say({fmt::format("portsim: {}: interrupted: {} of {} replications finished\n", printable(scenario->file),
                     results.replications, scenario->replications)});
    return ExitCode::interrupted;
  }
  const bool is_met = std::all_of(results.thresholds.begin(), results.thresholds.end(),
                                  [](const ThresholdResult& threshold) { return threshold.met; });
  return is_met ? ExitCode::done : ExitCode::threshold_crossed;
}

std::string report(const std::vector<FinishedRun>& runs, Format format, TextStyle style) {
  if (runs.size() > 1) {
    return format == Format::json ? runs_json(runs) : runs_table(runs, style);
  }
  const auto& [scenario, results] = runs.front();
  return format == Format::json ? run_json(*scenario, results) : run_text(*scenario, results, style);
}

}  // namespace

ExitCode run_command(const Arguments& arguments) {
  const auto line = parse_command_line(syntax(), arguments);
  if (!line) {
    return line.error();
  }
  const auto format = format_of(*line);
  if (!format) {
    return wrong_usage("portsim run", format.error());
  }
  const int threads = line->values["threads"].as<int>();
  if (threads < 0 || threads > threads_max) {
    return wrong_usage("portsim run", fmt::format("--threads: expected 0 to {}", threads_max));
  }
  const auto files = scenario_files(*line);
  if (!files) {
    return wrong_usage("portsim run", files.error());
  }
  const auto scenarios = load_scenario_files(*files);
  if (!scenarios) {
    return scenarios.error();
  }
  const bool is_quiet = line->values.count("quiet") > 0;
  const bool no_color = line->values.count("no-color") > 0;
  std::vector<FinishedRun> runs;
  ExitCode code = ExitCode::done;
  for (const Scenario& scenario : *scenarios) {
    FinishedRun run{&scenario, run_with_progress(scenario, threads, is_quiet)};
    code = worst_of(code, verdict(run));
    if (run.results.replications > 0) runs.push_back(std::move(run));
    if (code == ExitCode::interrupted) break;
  }
  if (runs.empty()) {
    return code;
  }
  return write_result(report(runs, *format, style_of_stdout(no_color)), code);
}

}  // namespace portsim
