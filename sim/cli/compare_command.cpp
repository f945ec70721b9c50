// portsim compare: two scenario files, or one with two groups of changed values, against each other.

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "sim/cli/command_line.hpp"
#include "sim/cli/commands.hpp"
#include "sim/cli/report_file.hpp"
#include "sim/cli/scenario_file.hpp"
#include "sim/cli/scenario_options.hpp"
#include "sim/cli/terminal.hpp"
#include "sim/cli/watched_experiment.hpp"
#include "sim/experiment/comparison.hpp"
#include "sim/experiment/warm_up.hpp"
#include "sim/report/compare_html.hpp"
#include "sim/report/compare_json.hpp"
#include "sim/report/compare_text.hpp"
#include "sim/scenario/field.hpp"
#include "sim/scenario/load.hpp"
#include "sim/scenario/overrides.hpp"
#include "sim/scenario/problem_text.hpp"

namespace portsim {
namespace {

namespace po = boost::program_options;

constexpr std::string_view name = "portsim compare";

}  // namespace

CommandSyntax compare_syntax() {
  CommandSyntax compare{
      .name = name,
      .purpose =
          "Says which of two settings is better, by how much and how sure that is. Both run the same\n"
          "replications with the same random numbers, so that far fewer of them show a small difference.\n"
          "A and B are two scenario files, or one FILE with the values of --a and of --b; one of the two\n"
          "may be left out. B takes the seed, replications and confidence of A. Thresholds are not judged.",
      .examples =
          "  portsim compare scenarios/lab/order-service.yaml scenarios/lab/order-service-more-ports.yaml\n"
          "  portsim compare scenarios/lab/order-service.yaml --b workloads.payments.client.rate=149/s\n"
          "  portsim compare scenarios/lab/order-service.yaml \\\n"
          "    --a workloads.payments.closes=client --b workloads.payments.closes=server --report out.html\n",
      .operands = {.may_be_several = true},
      .exits = {{ExitCode::invalid_scenario}, {ExitCode::interrupted}}};
  add_scenario_options(compare.options);
  for (const char* side : {"a", "b"})
    compare.options.add_options()(
        side, po::value<std::vector<std::string>>()->value_name("PATH=VALUE")->composing(),
        "like --set, for this side only; may be repeated");
  add_experiment_options(compare.options);
  add_report_option(compare.options);
  return compare;
}

namespace {

// A scenario file and the values of its own.
struct SideOfComparison {
  ScenarioFile file;
  std::string option;  // "--a"
  std::vector<std::string> overrides;
};

struct Sides {
  SideOfComparison a;
  SideOfComparison b;
};

tl::expected<std::vector<std::string>, std::string> overrides_of(const CommandLine& line, const char* side) {
  if (line.values.count(side) == 0) return std::vector<std::string>{};
  const auto& overrides = line.values[side].as<std::vector<std::string>>();
  for (const std::string& text : overrides)
    if (!is_override(text))
      return tl::unexpected{fmt::format("--{}: expected {}, found {}", side, override_expected, shown(text))};
  return overrides;
}

// Or a complaint.
tl::expected<Sides, std::string> sides_of(const CommandLine& line) {
  const auto files = scenario_files_of(line);
  if (!files) return tl::unexpected{files.error()};
  auto a = overrides_of(line, "a");
  if (!a) return tl::unexpected{a.error()};
  auto b = overrides_of(line, "b");
  if (!b) return tl::unexpected{b.error()};
  if (files->size() > 2)
    return tl::unexpected{fmt::format("two scenario files at most, found {}", files->size())};
  if (files->size() == 1 && a->empty() && b->empty())
    return tl::unexpected{std::string{"one scenario file needs --a or --b to differ from itself"}};
  return Sides{{files->front(), "--a", std::move(*a)}, {files->back(), "--b", std::move(*b)}};
}

// With the values of its own.
Result<ScenarioText> text_of(Result<ScenarioText> read, const SideOfComparison& side) {
  if (!read) return read;
  read->varied = side.overrides;
  read->varied_by = side.option;
  return read;
}

Result<Scenario> load_side(const Result<ScenarioText>& text) {
  if (!text) return tl::unexpected{text.error()};
  return load_scenario(*text);
}

struct LoadedPair {
  ScenarioText text_a;
  ScenarioText text_b;
  ScenarioPair scenarios;
};

// What is wrong with A, and with B beyond that.
ExitCode show_problems_of(const Result<Scenario>& a, const Result<Scenario>& b) {
  if (a) return show_problems(b.error());
  const ExitCode code = show_problems(a.error());
  if (b) return code;
  std::vector<Problem> others;
  for (const Problem& problem : b.error())
    if (std::none_of(a.error().begin(), a.error().end(),
                     [&](const Problem& known) { return describe(known) == describe(problem); }))
      others.push_back(problem);
  return worst_of(code, show_problems(others));
}

tl::expected<LoadedPair, ExitCode> load_pair(const Sides& sides) {
  const Result<ScenarioText> read_a = read_scenario_file(sides.a.file);
  const bool is_one_file = sides.a.file.name == sides.b.file.name;
  Result<ScenarioText> text_a = text_of(read_a, sides.a);
  Result<ScenarioText> text_b = text_of(is_one_file ? read_a : read_scenario_file(sides.b.file), sides.b);
  Result<Scenario> a = load_side(text_a);
  Result<Scenario> b = load_side(text_b);
  if (!a || !b) return tl::unexpected{show_problems_of(a, b)};
  return LoadedPair{std::move(*text_a), std::move(*text_b), pair_of(std::move(*a), std::move(*b))};
}

PairedResults compare_with_progress(ScenarioPair& pair, int threads, bool is_quiet) {
  const WatchedExperiment watched{threads, is_quiet};
  pair.a = with_warm_up_found(std::move(pair.a), watched.options());
  pair.b = with_warm_up_found(std::move(pair.b), watched.options());
  return compare(pair, watched.options());
}

ExitCode exit_code_of(const PairedResults& comparison, const ScenarioPair& pair) {
  const int finished = comparison.a.replications;
  if (finished == pair.a.replications) return ExitCode::done;
  say({fmt::format("{}: interrupted: {} of {} pairs of replications finished\n", name, finished,
                   pair.a.replications)});
  return ExitCode::interrupted;
}

ExitCode write_reports(const CommandLine& line, Format format, const LoadedPair& loaded,
                       const PairedResults& comparison, ReportFile& page, ExitCode code) {
  const auto& [text_a, text_b, pair] = loaded;
  const TextStyle style = style_of_stdout(line.values.count("no-color") > 0);
  code = write_result(
      format == Format::json ? compare_json(pair, comparison) : compare_text(pair, comparison, style), code);
  if (!page.is_wanted()) return code;
  return page.write(compare_html({pair, comparison, text_a, text_b}), code);
}

}  // namespace

ExitCode compare_command(const Arguments& arguments) {
  const auto line = parse_command_line(compare_syntax(), arguments);
  if (!line) return line.error();
  const auto format = format_of(*line);
  if (!format) return wrong_usage(name, format.error());
  const auto threads = threads_of(*line);
  if (!threads) return wrong_usage(name, threads.error());
  const auto sides = sides_of(*line);
  if (!sides) return wrong_usage(name, sides.error());
  auto loaded = load_pair(*sides);
  if (!loaded) return loaded.error();
  auto page = ReportFile::open(name, *line);
  if (!page) return page.error();
  ScenarioPair& pair = loaded->scenarios;
  const PairedResults comparison = compare_with_progress(pair, *threads, line->values.count("quiet") > 0);
  const ExitCode code = exit_code_of(comparison, pair);
  if (comparison.a.replications == 0) return code;
  return write_reports(*line, *format, *loaded, comparison, *page, code);
}

}  // namespace portsim
