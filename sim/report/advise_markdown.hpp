// Advice as a page of Markdown, to be pasted into a ticket or a wiki.
#pragma once

#include <string>

#include "sim/experiment/advise.hpp"

namespace portsim {

std::string advise_markdown(const Advice&);

}  // namespace portsim
