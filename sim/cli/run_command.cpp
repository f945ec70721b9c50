// portsim run: scenario file in, prediction out.

#include <utility>
#include <vector>

#include <fmt/format.h>

#include "sim/cli/command_line.hpp"
#include "sim/cli/commands.hpp"
#include "sim/cli/scenario_files.hpp"
#include "sim/cli/scenario_options.hpp"
#include "sim/cli/terminal.hpp"
#include "sim/cli/watched_experiment.hpp"
#include "sim/experiment/experiment.hpp"
#include "sim/experiment/judgement.hpp"
#include "sim/experiment/warm_up.hpp"
#include "sim/report/run_json.hpp"
#include "sim/report/run_text.hpp"
#include "sim/report/runs_table.hpp"
#include "sim/scenario/problem_text.hpp"

namespace portsim {

CommandSyntax run_syntax() {
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
  add_experiment_options(run.options);
  return run;
}

namespace {

Results run_with_progress(Scenario& scenario, int threads, bool is_quiet) {
  const WatchedExperiment watched{threads, is_quiet};
  scenario = with_warm_up_found(std::move(scenario), watched.options());
  return run_experiment(scenario, watched.options());
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

}  // namespace

ExitCode run_command(const Arguments& arguments) {
  const auto line = parse_command_line(run_syntax(), arguments);
  if (!line) {
    return line.error();
  }
  const auto format = format_of(*line);
  if (!format) {
    return wrong_usage("portsim run", format.error());
  }
  const auto threads = threads_of(*line);
  if (!threads) {
    return wrong_usage("portsim run", threads.error());
  }
  const auto files = scenario_files_of(*line);
  if (!files) {
    return wrong_usage("portsim run", files.error());
  }
  auto scenarios = load_scenario_files(*files);
  if (!scenarios) {
    return scenarios.error();
  }
  const bool is_quiet = line->values.count("quiet") > 0;
  const bool no_color = line->values.count("no-color") > 0;
  std::vector<FinishedRun> runs;
  ExitCode code = ExitCode::done;
  for (Scenario& scenario : *scenarios) {
    FinishedRun run{&scenario, run_with_progress(scenario, *threads, is_quiet)};
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
