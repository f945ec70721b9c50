// How those who wait for a run stop it.
#pragma once

#include <cstdint>
#include <functional>

#include "sim/engine/sim_time.hpp"

namespace portsim {

// Asked now and then how much of the run is done, as a part of it; false: it is given up.
using KeepGoing = std::function<bool(double done)>;

// A few milliseconds' worth.
inline constexpr std::int64_t actions_between_questions = 1 << 18;

// Lets a simulation advance; `goes_on()` is asked every few milliseconds. False: it was given up.
template <class Simulation, class GoesOn>
bool advance_to(Simulation& simulation, SimTime until, GoesOn goes_on) {
  while (!simulation.advance(until, actions_between_questions))
    if (!goes_on()) return false;
  return true;
}

}  // namespace portsim
