// What a prediction for a host rests on that no vendor documents: the facts of its level that are reported or
// inferred, less those that the user's settings decide, and whatever the user assumed.
#pragma once

#include <vector>

#include "models/os/catalogue.hpp"

namespace portsim {

// `host` is the behaviour that the configuration came to.
std::vector<Dependency> dependencies_of(const OsProfile&, const HostConfiguration&,
                                        const HostBehaviour& host);

// What a socket with SO_REUSEADDR rests on besides: only a host on which one is used depends on it.
Dependency reuseaddr_dependency(bool lifts_time_wait);

}  // namespace portsim
