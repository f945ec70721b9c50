// portsim sweep: a scenario at every point of a grid; what has finished can be kept in a result store.

#include <algorithm>
#include <atomic>
#include <iterator>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "sim/cli/command_line.hpp"
#include "sim/cli/commands.hpp"
#include "sim/cli/interruption.hpp"
#include "sim/cli/progress_line.hpp"
#include "sim/cli/report_file.hpp"
#include "sim/cli/sweep_options.hpp"
#include "sim/cli/sweep_page.hpp"
#include "sim/cli/sweep_store.hpp"
#include "sim/cli/terminal.hpp"
#include "sim/report/run_command_line.hpp"
#include "sim/report/sweep_csv.hpp"
#include "sim/report/sweep_json.hpp"
#include "sim/report/sweep_text.hpp"
#include "sim/report/version.hpp"
#include "sim/scenario/digest.hpp"
#include "sim/scenario/problem_text.hpp"

namespace portsim {
namespace {

std::string digest_of_points(const std::vector<PlannedPoint>& planned) {
  std::vector<std::string> digests;
  digests.reserve(planned.size());
  for (const PlannedPoint& point : planned) digests.push_back(point.digest);
  return digest_of("", digests);
}

// Everything is loaded before anything runs.
tl::expected<FinishedSweep, ExitCode> plan(const SweepOptions& options, const ScenarioText& text) {
  auto planned = plan_points(text, options.grid);
  if (!planned) return tl::unexpected{show_problems(planned.error())};
  const auto first = scenario_at(text, options.grid, 0);
  if (!first) return tl::unexpected{show_problems(first.error())};
  const std::string digest = digest_of_points(*planned);
  return FinishedSweep{.name = first->name,
                       .file = text.file,
                       .digest = digest,
                       .overrides = text.overrides,
                       .grid = options.grid,
                       .planned = std::move(*planned),
                       .shard = options.shard,
                       .points = {}};
}

ExitCode store_failed(const std::string& complaint) {
  say({"portsim: ", complaint, "\n"});
  return ExitCode::file_error;
}

// With the points that it holds added to the sweep.
tl::expected<SweepStore, ExitCode> open_store(const std::string& path, const ScenarioText& text,
                                              FinishedSweep& sweep) {
  const SweepIdentity identity{.version = std::string{portsim_version()},
                               .scenario_text = text.text,
                               .overrides = text.overrides,
                               .digest = sweep.digest,
                               .grid = sweep.grid};
  auto store = SweepStore::open(path, identity, sweep.shard);
  if (!store) return tl::unexpected{store_failed(store.error())};
  auto points = store->points();
  if (!points) return tl::unexpected{store_failed(points.error())};
  for (const SweptPoint& point : *points)
    if (point.digest != sweep.planned[point.point].digest)
      return tl::unexpected{store_failed(
          fmt::format("{} is damaged: point {} is of another scenario", printable(path), point.point))};
  sweep.points = std::move(*points);
  return std::move(*store);
}

std::vector<std::size_t> unfinished(const FinishedSweep& sweep) {
  std::set<std::size_t> finished;
  for (const SweptPoint& point : sweep.points) finished.insert(point.point);
  std::vector<std::size_t> points;
  for (std::size_t point = 0; point < sweep.grid.points.size(); ++point)
    if (sweep.shard.has(point) && finished.count(point) == 0) points.push_back(point);
  return points;
}

// Runs what has not run yet. The error: a point could not be stored, and nothing went on.
tl::expected<void, ExitCode> run_rest(const SweepOptions& options, const ScenarioText& text,
                                      SweepStore* store, FinishedSweep& sweep) {
  ExperimentOptions experiment;
  experiment.threads = options.threads;
  experiment.stop = &catch_interruption();
  const int wanted = static_cast<int>(sweep.wanted());
  std::atomic<int> finished{static_cast<int>(sweep.points.size())};
  std::optional<ProgressLine> line;
  if (!options.is_quiet && is_stderr_terminal()) {
    line.emplace("points");
    experiment.progress = [&](const Progress& now) { line->show({finished.load(), wanted, now.fraction}); };
  }
  std::string complaint;
  run_sweep(text, sweep.grid, unfinished(sweep), experiment, [&](std::vector<SweptPoint>&& points) {
    if (store) {
      if (const auto stored = store->add(points); !stored) complaint = stored.error();
      if (!complaint.empty()) return false;
    }
    finished += static_cast<int>(points.size());
    std::move(points.begin(), points.end(), std::back_inserter(sweep.points));
    return true;
  });
  line.reset();
  std::sort(sweep.points.begin(), sweep.points.end(),
            [](const SweptPoint& a, const SweptPoint& b) { return a.point < b.point; });
  if (complaint.empty()) return {};
  return tl::unexpected{store_failed(complaint)};
}

std::string report(const FinishedSweep& sweep, Format format, TextStyle style) {
  switch (format) {
    case Format::json:
      return sweep_json(sweep);
    case Format::csv:
      return sweep_csv(sweep);
    case Format::text:
    case Format::markdown:
      break;
  }
  return sweep_text(sweep, style);
}

void say_how_to_go_on(const FinishedSweep& sweep, const SweepOptions& options, const Arguments& arguments) {
  const std::string done = fmt::format("{} of {} points", sweep.points.size(), sweep.wanted());
  if (!options.out) {
    say({"portsim: interrupted: ", done, " finished; with --out they would be kept\n"});
    return;
  }
  std::string command = "portsim sweep";
  for (const std::string& word : arguments) command += " " + shell_word(word);
  say({"portsim: interrupted: ", done, " are in ", printable(*options.out), "; to go on:\n  ", command,
       "\n"});
}

ExitCode sweep(const SweepOptions& options, const ScenarioText& text, const Arguments& arguments,
               ReportFile& page) {
  auto sweep = plan(options, text);
  if (!sweep) return sweep.error();
  std::optional<SweepStore> store;
  if (options.out) {
    auto opened = open_store(*options.out, text, *sweep);
    if (!opened) return opened.error();
    store.emplace(std::move(*opened));
  }
  const auto ran = run_rest(options, text, store ? &*store : nullptr, *sweep);
  ExitCode code = ran ? ExitCode::done : ran.error();
  const bool is_whole = sweep->points.size() == sweep->wanted();
  if (ran && is_whole && store) {
    if (const auto completed = store->complete(); !completed) code = store_failed(completed.error());
  }
  if (ran && !is_whole) {
    say_how_to_go_on(*sweep, options, arguments);
    code = ExitCode::interrupted;
  }
  code = write_result(report(*sweep, options.format, style_of_stdout(options.no_color)), code);
  return page.is_wanted() ? page.write(sweep_page(*sweep, text), code) : code;
}

}  // namespace

ExitCode sweep_command(const Arguments& arguments) {
  const auto line = parse_command_line(sweep_syntax(), arguments);
  if (!line) return line.error();
  const auto options = sweep_options_of(*line);
  if (!options) return wrong_usage("portsim sweep", options.error());
  const auto text = read_scenario_file(options->file);
  if (!text) return show_problems(text.error());
  auto page = ReportFile::open("portsim sweep", *line);
  if (!page) return page.error();
  return sweep(*options, *text, arguments, *page);
}

}  // namespace portsim
