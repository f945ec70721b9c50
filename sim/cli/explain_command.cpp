// portsim explain: why one connect() failed, and what would have let it through.

#include <optional>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "sim/cli/command_line.hpp"
#include "sim/cli/commands.hpp"
#include "sim/cli/replication_options.hpp"
#include "sim/cli/scenario_file.hpp"
#include "sim/cli/scenario_options.hpp"
#include "sim/cli/terminal.hpp"
#include "sim/cli/watched_search.hpp"
#include "sim/experiment/cured.hpp"
#include "sim/report/explain_json.hpp"
#include "sim/report/explain_text.hpp"
#include "sim/report/number_text.hpp"
#include "sim/scenario/problem_text.hpp"

namespace portsim {
namespace {

namespace po = boost::program_options;

constexpr std::string_view name = "portsim explain";

tl::expected<std::optional<std::int64_t>, std::string> attempt_of(const CommandLine& line) {
  if (line.values.count("attempt") == 0) return std::nullopt;
  const auto& text = line.values["attempt"].as<std::string>();
  const auto number = decode_whole(text, {1, std::numeric_limits<std::int64_t>::max()});
  if (number) return static_cast<std::int64_t>(*number);
  return tl::unexpected{fmt::format("--attempt: expected a whole number from 1 on, found {}", shown(text))};
}

ExitCode interrupted() {
  say({name, ": interrupted\n"});
  return ExitCode::interrupted;
}

// Nothing to explain: the reason, as the result.
ExitCode no_such_attempt(const StorySearch& search, const StoryQuestion& question) {
  const std::string attempts = counted(static_cast<double>(search.attempts), "attempt");
  if (!question.attempt)
    return write_result(fmt::format("nothing fails: all {} of replication {} connect\n", attempts,
                                    question.id.replication + 1),
                        ExitCode::done);
  return wrong_usage(name, fmt::format("--attempt: replication {} makes {}, of which {} fail",
                                       question.id.replication + 1, attempts, search.failures));
}

}  // namespace

CommandSyntax explain_syntax() {
  CommandSyntax explain{
      .name = name,
      .purpose =
          "Tells one attempt of the scenario FILE in order: what the client asked, which pool of ports it\n"
          "drew from, which ports the search looked at and who held them, what the system answered and\n"
          "logged, and what would have let it through: how long to wait, or which setting, option or\n"
          "patch, each tried on the same replication. Without --attempt: the first that fails.",
      .examples =
          "  portsim explain scenarios/seeds/event-4227-closing-port-by-chance.yaml\n"
          "  portsim explain scenarios/seeds/imap-low-mailbox-cache-ttl.yaml --attempt 5000 --replication 2\n"
          "  portsim explain FILE --format json | jq .let_through_by\n",
      .exits = {{ExitCode::invalid_scenario}, {ExitCode::interrupted}}};
  explain.options.add_options()  //
      ("attempt", po::value<std::string>()->value_name("N"), "which one, counted from 1");
  add_replication_options(explain.options);
  add_scenario_options(explain.options);
  explain.options.add_options()  //
      ("quiet", "no progress")   //
      ("no-color", "no colours, as if NO_COLOR were set");
  return explain;
}

namespace {

ExitCode explain(const ScenarioText& text, const StoryQuestion& asked, const CommandLine& line,
                 Format format) {
  const auto scenario = load_scenario(text);
  if (!scenario) return show_problems(scenario.error());
  StoryQuestion question = asked;
  question.id.seed = scenario->seed;
  const bool is_quiet = line.values.count("quiet") > 0;
  const auto search = [&] {
    WatchedSearch watched{is_quiet, "% of the run searched"};
    return tell_attempt(*scenario, question, watched.keep_going());
  }();
  if (search.is_interrupted) return interrupted();
  if (!search.story) return no_such_attempt(search, question);
  FinishedExplanation told{&*scenario, question.id, *search.story, {}, {}};
  for (const HostDefect& found : defects_that_can_show(*scenario))
    if (told.has_failed() && found.host == told.workload().host) told.defects.push_back(found.defect);
  if (told.has_failed()) {
    WatchedSearch watched{is_quiet, "% of the changes tried"};
    told.ways = ways_through(*scenario, text, question.id, told.story, watched.keep_going());
    if (told.ways.is_interrupted) return interrupted();
  }
  const TextStyle style = style_of_stdout(line.values.count("no-color") > 0);
  return write_result(format == Format::json ? explain_json(told) : explain_text(told, style),
                      ExitCode::done);
}

}  // namespace

ExitCode explain_command(const Arguments& arguments) {
  const auto line = parse_command_line(explain_syntax(), arguments);
  if (!line) return line.error();
  const auto format = format_of(*line);
  if (!format) return wrong_usage(name, format.error());
  const auto attempt = attempt_of(*line);
  if (!attempt) return wrong_usage(name, attempt.error());
  const auto replication = replication_of(*line);
  if (!replication) return wrong_usage(name, replication.error());
  const auto files = scenario_files_of(*line);
  if (!files) return wrong_usage(name, files.error());
  const auto text = read_scenario_file(files->front());
  if (!text) return show_problems(text.error());
  return explain(*text, {.id = {.replication = *replication}, .attempt = *attempt}, *line, *format);
}

}  // namespace portsim
