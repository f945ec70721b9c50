// Advice as plain text: what fails today, what cures it with the least effort first, what helps too little,
// and what cannot work.
#pragma once

#include <string>

#include "sim/experiment/advise.hpp"
#include "sim/report/page.hpp"

namespace portsim {

std::string advise_text(const Advice&, TextStyle style);

}  // namespace portsim
