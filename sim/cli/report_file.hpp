// What an option such as `--report FILE` asks for, beside the result on standard output. The file is opened
// before the work begins, so that one which cannot be written is known at once, and complains by itself.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <boost/program_options.hpp>
#include <tl/expected.hpp>

#include "sim/cli/command_line.hpp"
#include "sim/cli/exit_code.hpp"
#include "sim/cli/output_file.hpp"

namespace portsim {

void add_report_option(boost::program_options::options_description& options);
void add_picture_option(boost::program_options::options_description& options);

class ReportFile {
 public:
  // `command`: "portsim run", for complaints.
  static tl::expected<ReportFile, ExitCode> open(std::string_view command, const CommandLine&,
                                                 const char* option = "report");

  bool is_wanted() const { return file_.has_value(); }

  // These ask for one that is wanted, and not yet committed. A failure to append shows at the end.
  void append(std::string_view text) { file_->write(text); }
  // Returns `otherwise`, or file_error.
  ExitCode commit(ExitCode otherwise);
  ExitCode write(std::string_view page, ExitCode otherwise);

 private:
  explicit ReportFile(std::string_view command) : command_{command} {}

  std::string command_;
  std::string path_;
  std::optional<OutputFile> file_;
};

}  // namespace portsim
