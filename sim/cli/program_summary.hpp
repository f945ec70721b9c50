// The table of commands as plain values, for what is written from it: completion scripts and the manual page.
#pragma once

#include <string_view>

#include "sim/report/program_summary.hpp"

namespace portsim {

inline constexpr std::string_view program_purpose =
    "portsim predicts how often connect() fails because a host ran out of usable TCP source\n"
    "ports, when that starts and why.";

// Of the table's commands in its order, then of `help`.
ProgramSummary program_summary();

}  // namespace portsim
