// One attempt told in order, for people: what was asked, which pool it drew from, which ports the search
// looked at and who held them, what the system answered, and what would have let it through.
#pragma once

#include <string>

#include "sim/report/finished_explanation.hpp"
#include "sim/report/page.hpp"

namespace portsim {

std::string explain_text(const FinishedExplanation&, TextStyle);

}  // namespace portsim
