// The tables in which a host keeps the ports that bind() gave out from connect(), for the pools of a plan
// that has none yet.
#pragma once

#include <vector>

#include "sim/host/pool_plan.hpp"
#include "sim/scenario/scenario.hpp"

namespace portsim {

// Of a plan's hosts, and of its pools.
struct BindUse {
  std::vector<bool> has_buckets;    // one a host: bind() and connect() keep ports from each other
  std::vector<bool> is_drawn_from;  // one a pool: by bind()
};

void plan_buckets(const Scenario&, const BindUse&, PortPlan&);

}  // namespace portsim
