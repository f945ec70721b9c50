// Ports that others than the simulated clients have taken: mostly many in a row, until the same instant. Kept
// beside the columns of a pool only to tell them from ports that its own connections hold.
#pragma once

#include <algorithm>
#include <vector>

#include "models/vocabulary/port.hpp"

#include "sim/engine/sim_time.hpp"

namespace portsim {

class OccupiedPorts {
 public:
  void add(PortOffset port, SimTime until) {
    if (!runs_.empty() && runs_.back().end == port && runs_.back().until == until)
      ++runs_.back().end;
    else
      runs_.push_back({port, port + 1, until});
  }

  // Before the run for a port that never was.
  SimTime until(PortOffset port) const {
    SimTime latest;
    for (const Run& run : runs_)
      if (run.first <= port && port < run.end) latest = std::max(latest, run.until);
    return latest;
  }

 private:
  struct Run {
    PortOffset first;
    PortOffset end;  // behind the last
    SimTime until;
  };
  std::vector<Run> runs_;
};

}  // namespace portsim
