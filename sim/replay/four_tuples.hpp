// Which four-tuple a connection of a running scenario has: the engine knows ports by pool, and destinations
// by the path of a workload's route.
#pragma once

#include <compare>
#include <cstddef>

#include "models/vocabulary/endpoint.hpp"
#include "models/vocabulary/port.hpp"

#include "sim/host/attempt.hpp"
#include "sim/host/destination.hpp"
#include "sim/host/pool_plan.hpp"
#include "sim/scenario/scenario.hpp"

namespace portsim {

// Tells the connections of a run apart, whatever becomes of the pools: a host may count its local addresses
// as one.
struct ConnectionKey {
  HostIndex host = 0;
  LocalDestination towards{};
  Port port{0};
  auto operator<=>(const ConnectionKey&) const = default;
};

// The scenario and its plan must outlive it.
class FourTuples {
 public:
  FourTuples(const Scenario& scenario, const PortPlan& plan) : scenario_{scenario}, plan_{plan} {}

  ConnectionKey key_of(const PoolFourTuple&) const;
  ConnectionKey key_of(std::size_t epoch, const ConnectionTimes&) const;
  FourTuple of(std::size_t epoch, const ConnectionTimes&) const;
  // From where and to where, on whatever port.
  LocalDestination ends_of(std::size_t epoch, WorkloadIndex, std::uint32_t path) const;

  Path path_of(std::size_t epoch, const ConnectionTimes& times) const {
    return plan_.epochs[epoch].routes[times.workload].paths[times.path];
  }

 private:
  const Scenario& scenario_;
  const PortPlan& plan_;
};

}  // namespace portsim
