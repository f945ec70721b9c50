// What the program tells the shell. The numbers are a promise.
#pragma once

#include <span>
#include <string>
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

struct ExitMeaning {
  ExitCode code;
  std::string_view meaning = {};  // of a command's row; empty: the usual one
};

// Of the program as a whole; a command may say it in words of its own.
inline constexpr ExitMeaning usual_meanings[] = {
    {ExitCode::done, "done, every threshold is met"},
    {ExitCode::internal_error, "internal error"},
    {ExitCode::wrong_usage, "wrong usage"},
    {ExitCode::invalid_scenario, "invalid scenario"},
    {ExitCode::threshold_crossed, "a threshold is crossed"},
    {ExitCode::interrupted, "interrupted"},
    {ExitCode::file_error, "a file cannot be read or written"},
    {ExitCode::not_on_this_machine, "live: not on this machine"},
};

std::string exit_codes_help(std::span<const ExitMeaning>);

}  // namespace portsim
