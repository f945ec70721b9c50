// Advice as one page for a browser: what fails today, then what cures it, ranked and drawn beside today, with
// effort, costs, doubts and the command to try; what helps too little, and what cannot work; last sources,
// the scenario and how to get the same page again.
#pragma once

#include <string>
#include <string_view>

#include "sim/experiment/advise.hpp"

namespace portsim {

// `text`: of the scenario file, without the overrides.
std::string advise_html(const Advice&, std::string_view text);

}  // namespace portsim
