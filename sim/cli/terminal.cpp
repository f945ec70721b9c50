#include "sim/cli/terminal.hpp"

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <system_error>

#include <sys/ioctl.h>
#include <unistd.h>

#include "sim/scenario/problem_text.hpp"

namespace portsim {

ExitCode write_result(std::string_view text, ExitCode otherwise) {
  const bool is_written = std::fwrite(text.data(), 1, text.size(), stdout) == text.size();
  if (is_written && std::fflush(stdout) == 0) {
    return otherwise;
  }
  const int reason = errno;
  if (reason != EPIPE) {  // a reader that has seen enough is no news
    say({"portsim: cannot write the result: ", std::generic_category().message(reason), "\n"});
  }
  return ExitCode::file_error;
}

void say(std::initializer_list<std::string_view> text) {
  for (const std::string_view part : text) {
    std::fwrite(part.data(), 1, part.size(), stderr);
  }
}

ExitCode wrong_usage(std::string_view command, std::string_view complaint) {
  say({command, ": ", printable(complaint), "\nSee ", command, " --help\n"});
  return ExitCode::wrong_usage;
}

bool is_stderr_terminal() {
  return isatty(STDERR_FILENO) == 1;
}

TerminalSize size_of_stdout() {
  winsize size{};
  const bool is_known = ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 && size.ws_row > 0;
  return is_known ? TerminalSize{size.ws_col, size.ws_row} : TerminalSize{};
}

namespace {

// The first of these that is set decides what characters are (POSIX, Environment Variables).
bool is_utf8() {
  for (const char* name : {"LC_ALL", "LC_CTYPE", "LANG"}) {
    const char* value = std::getenv(name);
    if (value == nullptr || *value == '\0') continue;
    const std::string_view locale{value};
    return locale.find("UTF-8") != std::string_view::npos || locale.find("utf8") != std::string_view::npos;
  }
  return false;
}

}  // namespace

TextStyle style_of_stdout(bool no_color) {
  const char* objection = std::getenv("NO_COLOR");
  const bool is_objected_to = no_color || (objection != nullptr && *objection != '\0');
  const char* terminal = std::getenv("TERM");
  const bool is_plain = terminal == nullptr || std::string_view{terminal} == "dumb";
  const bool is_terminal = !is_plain && isatty(STDOUT_FILENO) == 1;
  return {.colours = is_terminal && !is_objected_to, .unicode = is_terminal && is_utf8()};
}

}  // namespace portsim
