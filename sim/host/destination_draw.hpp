// Which of its destinations a request is for: a service by its share, and of a service any destination alike.
#pragma once

#include <cstdint>
#include <vector>

#include "models/random/random_stream.hpp"
#include "models/random/samplers.hpp"

#include "sim/host/pool_plan.hpp"

namespace portsim {

inline std::uint32_t drawn_destination(const DestinationGroup& group, RandomStream& stream) {
  return group.first + (group.count > 1 ? uniform_below(stream, group.count) : 0);
}

// Groups in order of `up_to`, which ends at 1.
inline std::uint32_t drawn_destination(const std::vector<DestinationGroup>& groups, RandomStream& stream) {
  auto group = groups.begin();
  if (groups.size() > 1) {
    const double place = uniform_unit(stream);
    while (place >= group->up_to) ++group;
  }
  return drawn_destination(*group, stream);
}

}  // namespace portsim
