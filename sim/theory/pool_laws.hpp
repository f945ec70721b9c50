// Which closed form says what one pool of ports will do. A law looks at the demand and either answers or
// leaves it to the next; adding a law is adding one function to the list.
#pragma once

#include <optional>
#include <string>

#include "sim/scenario/scenario.hpp"
#include "sim/theory/analytic_result.hpp"
#include "sim/theory/pool_demand.hpp"

namespace portsim {

struct PoolVerdict {
  std::string model;  // empty: no closed form applies
  std::optional<double> failure_fraction;
  std::optional<double> failure_fraction_min{};  // where a run may lie between this and the figure
  Comparison comparison = Comparison::none;
  std::string note;                  // one or two sentences for planners
  std::optional<double> attempts{};  // in the observed time; nothing: as many as the rate says
};

PoolVerdict verdict_on(const PoolDemand&, const Scenario&);

}  // namespace portsim
