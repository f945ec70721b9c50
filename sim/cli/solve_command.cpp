// portsim solve: the smallest or the largest value of one path that meets a scenario's thresholds.

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "sim/cli/command_line.hpp"
#include "sim/cli/commands.hpp"
#include "sim/cli/scenario_file.hpp"
#include "sim/cli/scenario_options.hpp"
#include "sim/cli/terminal.hpp"
#include "sim/cli/watched_experiment.hpp"
#include "sim/experiment/axis.hpp"
#include "sim/experiment/solve.hpp"
#include "sim/report/finished_solve.hpp"
#include "sim/report/solve_json.hpp"
#include "sim/report/solve_text.hpp"
#include "sim/scenario/field.hpp"
#include "sim/scenario/load.hpp"
#include "sim/scenario/overrides.hpp"
#include "sim/scenario/values.hpp"

namespace portsim {
namespace {

namespace po = boost::program_options;

constexpr std::string_view name = "portsim solve";
constexpr ListRules domain_rules{.values_max = 1'000'000, .steps_by_one_unit = true};

}  // namespace

CommandSyntax solve_syntax() {
  CommandSyntax solve{
      .name = name,
      .purpose =
          "Finds the smallest or the largest value of PATH with which the scenario FILE meets its\n"
          "thresholds. Replications run at each value that is tried until that is sure, or the value is\n"
          "within --tolerance of a threshold. Values that become worse again are noticed. Of a list the\n"
          "smallest is the first, the largest the last.",
      .examples =
          "  portsim solve scenarios/seeds/even-20-per-second-windows-2000.yaml \\\n"
          "    --for hosts.client.settings.MaxUserPort --in 5000..65534 --find smallest\n"
          "  portsim solve scenarios/seeds/imap-low-mailbox-cache-ttl.yaml \\\n"
          "    --for hosts.mail-front-end.settings.TcpTimedWaitDelay --in 30..300 --find largest\n"
          "  portsim solve scenarios/lab/order-service.yaml \\\n"
          "    --for workloads.payments.client.rate --in '1/s..500/s' --find largest\n"
          "  portsim solve scenarios/lab/three-addresses-for-1000-a-second.yaml \\\n"
          "    --for hosts.student.addresses --in 1..16 --find smallest\n"
          "  portsim solve scenarios/seeds/event-4227-windows-7-sp1.yaml \\\n"
          "    --for hosts.front-end.patches --in '[],[KB2826167]' --find smallest \\\n"
          "    --set 'thresholds=[failure_fraction < 10%]'\n",
      .exits = {{ExitCode::done, "a value that meets the thresholds was found"},
                {ExitCode::invalid_scenario},
                {ExitCode::threshold_crossed, "no value that was tried meets the thresholds"},
                {ExitCode::interrupted}}};
  add_scenario_options(solve.options);
  solve.options.add_options()                                                                          //
      ("for", po::value<std::string>()->value_name("PATH"), "what is to be found, as --set names it")  //
      ("in", po::value<std::string>()->value_name("LO..HI"),
       "its values: a range, with \"step S\" if it is not one unit, or a list; at most 1,000,000")       //
      ("find", po::value<std::string>()->value_name("smallest|largest"), "which of those that suffice")  //
      ("tolerance", po::value<std::string>()->value_name("PERCENT"),
       "how near to a threshold the difference does not matter, of its value [10%]")  //
      ("at-most", po::value<std::string>()->value_name("N"), "replications at one value [10000]");
  add_experiment_options(solve.options);
  return solve;
}

namespace {

tl::unexpected<std::string> complaint(std::string text) {
  return tl::unexpected{std::move(text)};
}

tl::expected<std::string, std::string> required(const CommandLine& line, const char* option,
                                                std::string_view meaning) {
  if (line.values.count(option) > 0) return line.values[option].as<std::string>();
  return complaint(fmt::format("--{} is missing: {}", option, meaning));
}

tl::expected<Wanted, std::string> wanted_of(const CommandLine& line) {
  const auto find = required(line, "find", "smallest or largest");
  if (!find) return complaint(find.error());
  if (*find == "smallest") return Wanted::smallest;
  if (*find == "largest") return Wanted::largest;
  return complaint(fmt::format("--find: expected smallest or largest, found {}", shown(*find)));
}

// The most wanted first.
tl::expected<std::vector<Candidate>, std::string> candidates_of(const std::string& path,
                                                                const std::string& domain, Wanted wanted) {
  if (!is_override(path + "=x"))
    return complaint(
        fmt::format("--for: expected a path, such as hosts.web.settings.MaxUserPort, found {}", shown(path)));
  const auto values = parse_values(domain, domain_rules);
  if (!values) return complaint("--in: " + values.error());
  std::vector<Candidate> candidates;
  candidates.reserve(values->size());
  for (const std::string& value : *values) candidates.push_back({value, {fmt::format("{}={}", path, value)}});
  if (wanted == Wanted::largest) std::reverse(candidates.begin(), candidates.end());
  return candidates;
}

tl::expected<double, std::string> tolerance_of(const CommandLine& line, double usual) {
  if (line.values.count("tolerance") == 0) return usual;
  const auto& text = line.values["tolerance"].as<std::string>();
  const auto tolerance = decode_percentage(text);
  if (tolerance && tolerance->value() > 0 && tolerance->value() < 1) return tolerance->value();
  return complaint(
      fmt::format("--tolerance: expected a percentage between 0% and 100%, found {}", shown(text)));
}

tl::expected<int, std::string> at_most_of(const CommandLine& line, int usual) {
  if (line.values.count("at-most") == 0) return usual;
  const auto& text = line.values["at-most"].as<std::string>();
  const auto number = decode_whole(text, replications_range);
  if (number) return static_cast<int>(*number);
  return complaint(fmt::format("--at-most: expected a whole number from {} to {}, found {}",
                               replications_range.min, replications_range.max, shown(text)));
}

// Without the scenario and the solution.
tl::expected<FinishedSolve, std::string> question_of(const CommandLine& line) {
  FinishedSolve solve;
  const auto path =
      required(line, "for", "the path of the value to find, such as hosts.web.settings.MaxUserPort");
  if (!path) return complaint(path.error());
  const auto domain = required(line, "in", "the values to search, such as 5000..65534");
  if (!domain) return complaint(domain.error());
  const auto wanted = wanted_of(line);
  if (!wanted) return complaint(wanted.error());
  auto candidates = candidates_of(*path, *domain, *wanted);
  if (!candidates) return complaint(candidates.error());
  const auto tolerance = tolerance_of(line, solve.question.tolerance);
  if (!tolerance) return complaint(tolerance.error());
  const auto at_most = at_most_of(line, solve.question.replications_max);
  if (!at_most) return complaint(at_most.error());
  solve.path = *path;
  solve.domain = *domain;
  solve.wanted = *wanted;
  solve.question.candidates = std::move(*candidates);
  solve.question.tolerance = *tolerance;
  solve.question.replications_max = *at_most;
  return solve;
}

ExitCode exit_code_of(const Solution& solution) {
  if (!solution.is_interrupted) return solution.answer ? ExitCode::done : ExitCode::threshold_crossed;
  say({fmt::format("{}: interrupted after {} values\n", name, solution.tried.size())});
  return ExitCode::interrupted;
}

ExitCode nothing_to_meet() {
  say({name,
       ": the scenario states no thresholds, so that every value would do; state one in the file or with\n"
       "  --set 'thresholds=[failure_fraction < 0.1%]'\n"});
  return ExitCode::invalid_scenario;
}

}  // namespace

ExitCode solve_command(const Arguments& arguments) {
  const auto line = parse_command_line(solve_syntax(), arguments);
  if (!line) return line.error();
  const auto format = format_of(*line);
  if (!format) return wrong_usage(name, format.error());
  const auto threads = threads_of(*line);
  if (!threads) return wrong_usage(name, threads.error());
  const auto files = scenario_files_of(*line);
  if (!files) return wrong_usage(name, files.error());
  auto solve = question_of(*line);
  if (!solve) return wrong_usage(name, solve.error());
  const auto text = read_scenario_file(files->front());
  if (!text) return show_problems(text.error());
  auto scenario = load_scenario(*text);
  if (!scenario) return show_problems(scenario.error());
  if (scenario->thresholds.empty()) return nothing_to_meet();
  solve->scenario = std::move(*scenario);
  solve->question.scenario = *text;
  auto solution = [&] {
    const WatchedExperiment watched{*threads, line->values.count("quiet") > 0};
    return portsim::solve(solve->question, watched.options());
  }();
  if (!solution) return show_problems(solution.error());
  solve->solution = std::move(*solution);
  const ExitCode code = exit_code_of(solve->solution);
  const TextStyle style = style_of_stdout(line->values.count("no-color") > 0);
  return write_result(*format == Format::json ? solve_json(*solve) : solve_text(*solve, style), code);
}

}  // namespace portsim
