// What the program tells the shell. The numbers are a promise.
#pragma once

#include <string_view>

namespace portsim {

enum class ExitCode {
  done = 0,  // and every threshold is met
  internal_error = 1,
  wrong_usage = 2,
  invalid_scenario = 3,
  threshold_crossed = 4,
  interrupted = 5,
  file_error = 6,           // a file cannot be read or written
  not_on_this_machine = 7,  // `live`: it lets nobody make a network namespace, or cannot keep up
};

// Of several results: what kept the program from its work weighs more than what it found.
constexpr ExitCode worst_of(ExitCode a, ExitCode b) {
  constexpr ExitCode by_weight[] = {ExitCode::internal_error,   ExitCode::wrong_usage,
                                    ExitCode::interrupted,      ExitCode::not_on_this_machine,
                                    ExitCode::file_error,       ExitCode::invalid_scenario,
                                    ExitCode::threshold_crossed};
  for (const ExitCode code : by_weight) {
    if (a == code || b == code) return code;
  }
  return ExitCode::done;
}

inline constexpr std::string_view exit_codes_help =
    "Exit codes:\n"
    "  0  done, every threshold is met\n"
    "  1  internal error\n"
    "  2  wrong usage\n"
    "  3  invalid scenario\n"
    "  4  a threshold is crossed\n"
    "  5  interrupted\n"
    "  6  a file cannot be read or written\n"
    "  7  live: not on this machine\n";

}  // namespace portsim
