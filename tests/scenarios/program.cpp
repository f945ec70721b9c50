#include "tests/scenarios/program.hpp"

#include <array>
#include <cstdio>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include <sys/wait.h>

namespace portsim::scenarios {
namespace {

ProgramRun run(const std::string& shell_line) {
  std::FILE* pipe = popen(shell_line.c_str(), "r");
  if (pipe == nullptr) throw std::runtime_error{"cannot start " + shell_line};
  ProgramRun run;
  std::array<char, 4096> buffer;
  while (const std::size_t read = std::fread(buffer.data(), 1, buffer.size(), pipe)) {
    run.output.append(buffer.data(), read);
  }
  const int status = pclose(pipe);
  run.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return run;
}

}  // namespace

ProgramRun run_program(const std::string& folder, const std::vector<std::string>& arguments) {
  std::string line = "cd " + shell_quoted(folder) + " && exec " + shell_quoted(PORTSIM_PROGRAM);
  for (const std::string& argument : arguments) line += " " + shell_quoted(argument);
  return run(line + " </dev/null");
}

ProgramRun run_line(const std::string& folder, const std::string& line) {
  return run("cd " + shell_quoted(folder) + " && exec 2>&1 </dev/null && " + line);
}

ProgramRun run_bash(const std::string& folder, const std::string& script) {
  return run_line(folder, "bash --norc --noprofile -c " + shell_quoted(script));
}

std::filesystem::path folder_with_scenarios(const std::string& name) {
  const auto folder = std::filesystem::current_path() / name;
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  std::filesystem::create_directory_symlink(std::filesystem::path{PORTSIM_ROOT} / "scenarios",
                                            folder / "scenarios");
  std::filesystem::create_symlink(PORTSIM_PROGRAM, folder / "portsim");
  return folder;
}

std::string shell_quoted(const std::string& word) {
  std::string quoted = "'";
  for (const char c : word) quoted += c == '\'' ? std::string{"'\\''"} : std::string{c};
  return quoted + "'";
}

std::string text_of(const std::string& path) {
  std::ifstream file{path, std::ios::binary};
  if (!file) throw std::runtime_error{"cannot read " + path};
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

}  // namespace portsim::scenarios
