#include "sim/cli/scenario_file.hpp"

#include <cerrno>
#include <cstdio>
#include <memory>
#include <system_error>

#include <fmt/format.h>

#include "sim/cli/terminal.hpp"
#include "sim/scenario/load.hpp"
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

tl::unexpected<ExitCode> cannot_read(const std::string& name, int reason) {
  say({"portsim: cannot read \"", printable(name), "\": ", std::generic_category().message(reason), "\n"});
  return tl::unexpected{ExitCode::file_error};
}

}  // namespace

tl::expected<std::string, ExitCode> read_scenario_file(const std::string& name) {
  const std::unique_ptr<std::FILE, CloseFile> file{name == "-" ? stdin : std::fopen(name.c_str(), "rb")};
  if (!file) {
    return cannot_read(name, errno);
  }
  std::string text(scenario_size_max + 1, '\0');
  text.resize(std::fread(text.data(), 1, text.size(), file.get()));
  if (std::ferror(file.get()) != 0) {  // as for a directory
    return cannot_read(name, errno);
  }
  return text;
}

Result<Scenario> load_scenario_file(const ScenarioFile& file, std::string_view text) {
  return load_scenario({file.shown_name(), std::string{text}, file.overrides});
}

ExitCode show_problems(const std::vector<Problem>& problems) {
  for (const Problem& problem : problems) {
    say({describe(problem)});
  }
  return ExitCode::invalid_scenario;
}

}  // namespace portsim
