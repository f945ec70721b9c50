#include "sim/host/observed_simulation.hpp"

#include "sim/host/simulation.hpp"

namespace portsim {

ObservedSimulation::ObservedSimulation(const Scenario& scenario, const RunId& id, QuietObserver& observer)
    : simulation_{std::make_unique<Simulation<PortPool, QuietObserver>>(scenario, id, observer)} {}

ObservedSimulation::ObservedSimulation(const ObservedSimulation& other, QuietObserver& observer)
    : simulation_{std::make_unique<Simulation<PortPool, QuietObserver>>(*other.simulation_, observer)} {}

ObservedSimulation::~ObservedSimulation() = default;

void ObservedSimulation::draw_anew(const RunId& id) {
  simulation_->draw_anew(id);
}

void ObservedSimulation::run_until(SimTime until) {
  simulation_->run_until(until);
}

bool ObservedSimulation::advance(SimTime until, std::int64_t actions) {
  return simulation_->advance(until, actions);
}

SimTime ObservedSimulation::now() const {
  return simulation_->now();
}

double ObservedSimulation::part_done(SimTime end) const {
  return simulation_->part_done(end);
}

SimTime ObservedSimulation::next_time() const {
  return simulation_->next_time();
}

const PortPool& ObservedSimulation::pool(PoolIndex index) const {
  return simulation_->pool(index);
}

}  // namespace portsim
