// portsim live: a scenario on the running kernel, and what was measured beside what is predicted.

#include <optional>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "sim/cli/command_line.hpp"
#include "sim/cli/commands.hpp"
#include "sim/cli/interruption.hpp"
#include "sim/cli/progress_line.hpp"
#include "sim/cli/scenario_file.hpp"
#include "sim/cli/scenario_options.hpp"
#include "sim/cli/terminal.hpp"
#include "sim/cli/watched_experiment.hpp"
#include "sim/report/finished_live.hpp"
#include "sim/report/live_json.hpp"
#include "sim/report/live_text.hpp"
#include "sim/scenario/problem_text.hpp"

#ifdef __linux__
#include "sim/live/live.hpp"
#endif

namespace portsim {
namespace {

namespace po = boost::program_options;

constexpr std::string_view name = "portsim live";

}  // namespace

CommandSyntax live_syntax() {
  CommandSyntax live{
      .name = name,
      .purpose =
          "Runs the scenario FILE on this machine's Linux kernel, in real time and in a private network\n"
          "namespace, with real sockets and the host's sysctls; then predicts the same run, and says "
          "whether\n"
          "the measurement lies within the prediction. No packet leaves the namespace, and nothing of it is\n"
          "left when the program ends. No root is needed where users may make namespaces. At most 15 min,\n"
          "200,000 connects and 5,000 in a second.",
      .examples =
          "  portsim live scenarios/lab/linux-live.yaml  # 75 s\n"
          "  portsim live scenarios/lab/linux-live.yaml --set duration=30s\n"
          "  portsim live scenarios/lab/linux-live.yaml --set duration=30s --format json | jq .inside\n",
      .exits = {{ExitCode::done, "done, measurement and prediction do not differ"},
                {ExitCode::invalid_scenario},
                {ExitCode::threshold_crossed, "measurement and prediction differ"},
                {ExitCode::interrupted},
                {ExitCode::not_on_this_machine,
                 "this machine makes no namespace, cannot keep up, or is no Linux"}}};
  add_scenario_options(live.options);
  live.options.add_options()  //
      ("seed", po::value<std::string>()->value_name("N"), "instead of the scenario's")(
          "threads", po::value<int>()->value_name("N")->default_value(0, "one a core"),
          "how many predicted runs are simulated at once; changes no result")  //
      ("quiet", "no progress")                                                 //
      ("no-color", "no colours, as if NO_COLOR were set");
  return live;
}

namespace {

#ifdef __linux__

ExitCode refuse(const NotMeasured& why, const Scenario& scenario) {
  const std::string file = printable(scenario.file);
  if (const auto* machine = std::get_if<NotOnThisMachine>(&why)) {
    say({name, ": ", machine->why, "\n"});
    return ExitCode::not_on_this_machine;
  }
  for (const std::string& refusal : std::get<NotForThisKernel>(why).refusals)
    say({file, ": ", printable(refusal), "\n"});
  return ExitCode::invalid_scenario;
}

tl::expected<FinishedMeasurement, NotMeasured> measured(const Scenario& scenario, bool is_quiet) {
  std::optional<ProgressLine> line;
  if (!is_quiet && is_stderr_terminal()) line.emplace("s measured");
  LiveOptions options{.stop = &catch_interruption()};
  const double whole = in_seconds(scenario.duration);
  options.progress = [&](Duration passed) {
    if (line)
      line->show({static_cast<int>(in_seconds(passed)), static_cast<int>(whole), in_seconds(passed) / whole});
  };
  return measure_live(scenario, options);
}

ExitCode interrupted(const LiveMeasurement& measured) {
  std::int64_t failures = 0;
  for (const LiveAttempt& attempt : measured.attempts) failures += attempt.is_failure();
  say({fmt::format("{}: interrupted after {:.1f} s: {} connects, of which {} failed\n", name,
                   in_seconds(measured.ran), measured.attempts.size(), failures)});
  return ExitCode::interrupted;
}

ExitCode verdict(const LiveComparison& comparison) {
  const bool differs = !comparison.is_too_late() && !comparison.agrees();
  return differs ? ExitCode::threshold_crossed : ExitCode::done;
}

ExitCode measure_and_compare(const Scenario& scenario, const CommandLine& line, Format format, int threads) {
  const bool is_quiet = line.values.count("quiet") > 0;
  auto run = measured(scenario, is_quiet);
  if (!run) return refuse(run.error(), scenario);
  if (run->measured.is_interrupted) return interrupted(run->measured);
  auto comparison = [&] {
    const WatchedExperiment watched{threads, is_quiet, "simulated runs"};
    return compare_live(run->scenario, run->measured, watched.options());
  }();
  if (!comparison) return interrupted(run->measured);
  const FinishedLive live{std::move(run->scenario), std::move(run->measured), std::move(*comparison),
                          std::move(run->notes)};
  const TextStyle style = style_of_stdout(line.values.count("no-color") > 0);
  return write_result(format == Format::json ? live_json(live) : live_text(live, style),
                      verdict(live.comparison));
}

#else

ExitCode measure_and_compare(const Scenario&, const CommandLine&, Format, int) {
  say({name, ": this needs Linux: its own kernel is what is measured\n"});
  return ExitCode::not_on_this_machine;
}

#endif

}  // namespace

ExitCode live_command(const Arguments& arguments) {
  const auto line = parse_command_line(live_syntax(), arguments);
  if (!line) return line.error();
  const auto format = format_of(*line);
  if (!format) return wrong_usage(name, format.error());
  const auto threads = threads_of(*line);
  if (!threads) return wrong_usage(name, threads.error());
  const auto files = scenario_files_of(*line);
  if (!files) return wrong_usage(name, files.error());
  const auto scenario = load_scenario_file(files->front());
  if (!scenario) return show_problems(scenario.error());
  return measure_and_compare(*scenario, *line, *format, *threads);
}

}  // namespace portsim
