// The same scenario as if a host did not have one of its defects: what the defect costs is the difference
// between the two, with the same random numbers.
#pragma once

#include <vector>

#include "models/os/defects.hpp"

#include "sim/scenario/scenario.hpp"

namespace portsim {

struct HostDefect {
  HostIndex host = 0;
  ActiveDefect defect;
};

// Defects that can show in this scenario: a host's own while it has workloads that meet them.
std::vector<HostDefect> defects_that_can_show(const Scenario&);

// From beginning to end, whatever the timeline installs.
Scenario cured_of(const Scenario&, HostIndex, Defect);

}  // namespace portsim
