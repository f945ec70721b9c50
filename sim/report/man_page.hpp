// The manual page portsim(1), in roff with the man macros: what `portsim help` and each command's help say,
// on one page. Its bytes depend on the version and the table of commands only.
#pragma once

#include <string>

#include "sim/report/program_summary.hpp"

namespace portsim {

std::string man_page(const ProgramSummary&);

}  // namespace portsim
