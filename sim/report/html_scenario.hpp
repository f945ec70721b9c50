// The last parts of every HTML report: the scenario as it was read.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sim/report/html_page.hpp"

namespace portsim {

// `file`: as the user named it; `text`: what it holds; `overrides`: what was changed from outside.
void add_scenario_text(HtmlPage&, const std::string& file, std::string_view text,
                       const std::vector<std::string>& overrides);

}  // namespace portsim
