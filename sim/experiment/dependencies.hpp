// What the predictions of a scenario rest on that no vendor documents: of each host, what its workloads meet.
#pragma once

#include <vector>

#include "models/os/dependencies.hpp"

#include "sim/scenario/scenario.hpp"

namespace portsim {

// From the beginning to the end of the timeline, each fact once.
std::vector<Dependency> dependencies_of(const Scenario&);

}  // namespace portsim
