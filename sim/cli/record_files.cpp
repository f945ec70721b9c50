#include "sim/cli/record_files.hpp"

#include <optional>
#include <string>
#include <vector>

#include "sim/cli/terminal.hpp"
#include "sim/cli/watched_search.hpp"
#include "sim/replay/chronicle.hpp"
#include "sim/report/events_csv.hpp"
#include "sim/report/timeline_csv.hpp"

namespace portsim {

namespace po = boost::program_options;

void add_record_options(po::options_description& options) {
  options.add_options()  //
      ("timeline", po::value<std::string>()->value_name("FILE"),
       "also writes the first replication second by second, as CSV: states of ports, attempts, failures")(
          "events", po::value<std::string>()->value_name("FILE"),
          "also writes the first replication event by event, as CSV: attempts, states of connections");
}

tl::expected<RecordFiles, ExitCode> RecordFiles::open(std::string_view command, const CommandLine& line) {
  auto timeline = ReportFile::open(command, line, "timeline");
  if (!timeline) return tl::unexpected{timeline.error()};
  auto events = ReportFile::open(command, line, "events");
  if (!events) return tl::unexpected{events.error()};
  return RecordFiles{command, std::move(*timeline), std::move(*events)};
}

ExitCode RecordFiles::write(const Scenario& scenario, bool is_quiet, ExitCode otherwise) {
  std::optional<TimelineCsv> timeline;
  std::optional<EventsCsv> events;
  std::vector<ChronicleReader*> readers;
  if (timeline_.is_wanted())
    readers.push_back(&timeline.emplace(scenario, [&](std::string_view text) { timeline_.append(text); }));
  if (events_.is_wanted())
    readers.push_back(&events.emplace(scenario, [&](std::string_view text) { events_.append(text); }));
  WatchedSearch watched{is_quiet, "% of the first replication written"};
  if (!Chronicle{scenario, {.seed = scenario.seed}, readers}.tell(watched.keep_going())) {
    say({command_, ": interrupted: the records are not written\n"});
    return ExitCode::interrupted;
  }
  ExitCode code = otherwise;
  if (timeline_.is_wanted()) code = timeline_.commit(code);
  if (events_.is_wanted()) code = events_.commit(code);
  return code;
}

}  // namespace portsim
