// The program's two ways out: the result goes to standard output and is checked to have arrived, everything
// else goes to standard error, where a failure to write is ignored.
#pragma once

#include <initializer_list>
#include <string_view>

#include "sim/cli/exit_code.hpp"
#include "sim/report/page.hpp"

namespace portsim {

// Returns `otherwise`, or file_error if standard output did not take it all.
ExitCode write_result(std::string_view text, ExitCode otherwise);

// To standard error, as it is; allocates nothing, so that it also works when memory has run out.
void say(std::initializer_list<std::string_view> text);

// The complaint, and where help is. `command`: "portsim run".
ExitCode wrong_usage(std::string_view command, std::string_view complaint);

bool is_stderr_terminal();

struct TerminalSize {
  int columns = page_width;
  int rows = 40;
};

// As it is now; where standard output is no terminal, as above.
TerminalSize size_of_stdout();

// Colours are for terminals, and only where the user does not object (no-color.org).
TextStyle style_of_stdout(bool no_color);

}  // namespace portsim
