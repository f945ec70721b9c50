// Where along one varied value failures begin, by the simulation and by theory.
#pragma once

#include <string>

#include "sim/report/finished_sweep.hpp"

namespace portsim {

// "fails from TcpTimedWaitDelay 120 on, crosses a threshold from TcpTimedWaitDelay 130 on; capacity meets
// load at 136.2 (closed form)"; what of it can be said. Empty: nothing, as where several values are varied.
std::string knee_text(const FinishedSweep&);

// The last key of a path; the whole path where several axes have that key.
std::string short_name(const Grid&, std::size_t axis);

}  // namespace portsim
