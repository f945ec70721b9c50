// A simulation that tells any observer, by virtual functions. The engine is compiled once for all of them,
// which takes as long as ten other files; who runs thousands of replications has it compiled for one
// (simulation.hpp).
#pragma once

#include <cstdint>
#include <memory>

#include "sim/engine/sim_time.hpp"
#include "sim/host/attempt.hpp"
#include "sim/host/port_pool.hpp"
#include "sim/host/running_client.hpp"
#include "sim/scenario/scenario.hpp"

namespace portsim {

template <class Pool, class Observer>
class Simulation;

// Its functions are those of Simulation. The scenario and the observer must outlive it.
class ObservedSimulation {
 public:
  ObservedSimulation(const Scenario& scenario, const RunId& id, QuietObserver& observer);
  // A copy as it is now, which goes on by itself.
  ObservedSimulation(const ObservedSimulation& other, QuietObserver& observer);
  ~ObservedSimulation();

  void draw_anew(const RunId& id);
  void run_until(SimTime until);
  bool advance(SimTime until, std::int64_t actions);

  SimTime now() const;
  double part_done(SimTime end) const;
  SimTime next_time() const;
  const PortPool& pool(PoolIndex index) const;

 private:
  std::unique_ptr<Simulation<PortPool, QuietObserver>> simulation_;
};

}  // namespace portsim
