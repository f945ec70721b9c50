// Runs the built program as a user would and hands back what it printed.
#pragma once

#include <string>
#include <vector>

namespace portsim::scenarios {

struct ProgramRun {
  int exit_code = 0;  // 128 and more: ended by a signal
  std::string output;
};

// Standard output is captured; diagnostics go to this test's own standard error. The folder becomes the
// current one.
ProgramRun run_program(const std::string& folder, const std::vector<std::string>& arguments);

// A line as a user types it there, with what they see: standard error too.
ProgramRun run_line(const std::string& folder, const std::string& line);

// A file's text. Throws when it cannot be read.
std::string text_of(const std::string& path);

}  // namespace portsim::scenarios
