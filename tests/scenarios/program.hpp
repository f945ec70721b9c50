// Runs the built program as a user would and hands back what it printed.
#pragma once

#include <filesystem>
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

// The same, by bash, which is what the lines of help are written for.
ProgramRun run_bash(const std::string& folder, const std::string& script);

// An empty folder in which scenarios/ and portsim are the project's own, so that a command may write files.
// To be removed by the test.
std::filesystem::path folder_with_scenarios(const std::string& name);

std::string shell_quoted(const std::string& word);

// A file's text. Throws when it cannot be read.
std::string text_of(const std::string& path);

}  // namespace portsim::scenarios
