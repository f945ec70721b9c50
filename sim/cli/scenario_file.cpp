#include "sim/cli/scenario_file.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <system_error>

#include <fmt/format.h>

#include "sim/cli/terminal.hpp"
#include "sim/scenario/problem_text.hpp"

namespace portsim {
namespace {

struct CloseFile {
  void operator()(std::FILE* file) const {
    if (file != stdin) {
      std::fclose(file);
    }
  }
};

using File = std::unique_ptr<std::FILE, CloseFile>;

// The first bytes of a file, or why it cannot be read. `expected`: how many there may be.
tl::expected<std::string, std::string> first_bytes(const File& file, std::size_t count,
                                                   std::size_t expected) {
  constexpr std::size_t piece_min = 1 << 16;
  const auto reason = [] { return tl::unexpected{std::generic_category().message(errno)}; };
  if (!file) return reason();
  std::string text;
  text.reserve(std::min(count, expected + piece_min));
  std::size_t read = 0;
  while (read == text.size() && read < count) {
    text.resize(std::min(count, std::max(read + piece_min, text.capacity())));
    read += std::fread(text.data() + read, 1, text.size() - read, file.get());
  }
  if (std::ferror(file.get()) != 0) return reason();  // as for a directory
  text.resize(read);
  return text;
}

tl::expected<std::string, std::string> read_file(const std::string& path, std::size_t size_max) {
  std::error_code unknown;
  const auto size = std::filesystem::file_size(path, unknown);
  return first_bytes(File{std::fopen(path.c_str(), "rb")}, size_max,
                     unknown ? 0 : static_cast<std::size_t>(size));
}

}  // namespace

Result<ScenarioText> read_scenario_file(const ScenarioFile& file) {
  const File opened{file.name == "-" ? stdin : std::fopen(file.name.c_str(), "rb")};
  auto text = first_bytes(opened, scenario_size_max + 1, 0);
  if (text) return ScenarioText{file.shown_name(), std::move(*text), file.overrides, read_file};
  return tl::unexpected{std::vector<Problem>{{{file.shown_name(), 0, 0, ""},
                                              "",
                                              fmt::format("cannot be read: {}", text.error()),
                                              ProblemKind::bad_file}}};
}

Result<Scenario> load_scenario_file(const ScenarioFile& file) {
  const auto text = read_scenario_file(file);
  if (!text) return tl::unexpected{text.error()};
  return load_scenario(*text);
}

ExitCode exit_code_for(const std::vector<Problem>& problems) {
  const bool has_bad_file = std::any_of(problems.begin(), problems.end(), [](const Problem& problem) {
    return problem.kind == ProblemKind::bad_file;
  });
  if (has_bad_file) return ExitCode::file_error;
  return problems.empty() ? ExitCode::done : ExitCode::invalid_scenario;
}

ExitCode show_problems(const std::vector<Problem>& problems) {
  for (const Problem& problem : problems) {
    say({describe(problem)});
  }
  return exit_code_for(problems);
}

}  // namespace portsim
