// The records that `run --timeline FILE` and `--events FILE` ask for: of the first replication, which is run
// once more for them, from beginning to end.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include <boost/program_options.hpp>
#include <tl/expected.hpp>

#include "sim/cli/command_line.hpp"
#include "sim/cli/exit_code.hpp"
#include "sim/cli/report_file.hpp"
#include "sim/scenario/scenario.hpp"

namespace portsim {

void add_record_options(boost::program_options::options_description&);

class RecordFiles {
 public:
  // Complains by itself.
  static tl::expected<RecordFiles, ExitCode> open(std::string_view command, const CommandLine&);

  bool are_wanted() const { return timeline_.is_wanted() || events_.is_wanted(); }

  // Returns `otherwise`, file_error or interrupted.
  ExitCode write(const Scenario&, bool is_quiet, ExitCode otherwise);

 private:
  RecordFiles(std::string_view command, ReportFile timeline, ReportFile events)
      : command_{command}, timeline_{std::move(timeline)}, events_{std::move(events)} {}

  std::string command_;
  ReportFile timeline_;
  ReportFile events_;
};

}  // namespace portsim
