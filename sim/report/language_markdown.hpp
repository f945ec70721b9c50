// The language of scenarios as a page of Markdown for people: every map with its keys, the settings of every
// system, the units, and every kind of mistake with an example. From the tables that the decoder reads by.
#pragma once

#include <string>

#include "sim/scenario/shape.hpp"

namespace portsim {

std::string language_markdown(const Shape& scenario);

}  // namespace portsim
