// The whole language of scenarios as a shape, for the JSON Schema and the language reference.
#pragma once

#include "sim/scenario/shape.hpp"

namespace portsim {

Shape scenario_shape();  // of a whole file; load.cpp has its table

}  // namespace portsim
