// Pools whose TIME_WAIT ends only at the ticks of a coarse timer, as on Linux since 4.8: ports come back in
// groups, and closed forms that take them to come back one by one hold only while ports are not scarce. A
// port that comes back in a group waits there until it is needed: what it costs is a TIME_WAIT at its
// longest.
#pragma once

#include "sim/scenario/scenario.hpp"
#include "sim/theory/pool_demand.hpp"
#include "sim/theory/pool_laws.hpp"

namespace portsim {

bool has_rounded_time_wait(const PoolDemand&);
PoolVerdict verdict_on_rounded_time_wait(const PoolDemand&, const Scenario&);

}  // namespace portsim
