#include "tests/scenarios/program.hpp"

#include <array>
#include <cstdio>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include <sys/wait.h>

namespace portsim::scenarios {
namespace {

std::string quoted(const std::string& argument) {
  std::string shell_word = "'";
  for (const char c : argument) shell_word += c == '\'' ? std::string{"'\\''"} : std::string{c};
  return shell_word + "'";
}

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
  std::string line = "cd " + quoted(folder) + " && exec " + quoted(PORTSIM_PROGRAM);
  for (const std::string& argument : arguments) line += " " + quoted(argument);
  return run(line + " </dev/null");
}

ProgramRun run_line(const std::string& folder, const std::string& line) {
  return run("cd " + quoted(folder) + " && exec 2>&1 </dev/null && " + line);
}

std::string text_of(const std::string& path) {
  std::ifstream file{path, std::ios::binary};
  if (!file) throw std::runtime_error{"cannot read " + path};
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

}  // namespace portsim::scenarios
