#include "sim/replay/replay.hpp"

#include <algorithm>
#include <set>

#include "sim/host/simulation.hpp"

namespace portsim {
namespace {

// Keeps the table of sockets, and hands everything on.
class Follower final : public QuietObserver {
 public:
  Follower(const Scenario& scenario, ReplayListener* listener)
      : plan{plan_ports(scenario)},
        four_tuples{scenario, plan},
        table{scenario, plan},
        listener_{listener ? listener : &nobody_} {}

  void attempted(const Attempt& attempt) override {
    now_ = attempt.when;
    listener_->attempted(attempt);
    simulation->pool(attempt.pool).forget_probed();
  }
  void requested(const CachedRequest& request) override { listener_->requested(request); }
  void progressed(const RequestProgress& step) override { listener_->progressed(step); }
  void timed(const ConnectionTimes& times) override {
    listener_->timed(times);
    table.add(epoch, times, now_);
  }
  void time_wait_ended(const PoolFourTuple& tuple, SimTime now) override {
    listener_->time_wait_ended(tuple, now);
    table.end_time_wait(tuple);
  }
  void cut(HostIndex host, SimTime now) override {
    listener_->cut(host, now);
    table.cut(host);
  }
  void stepped() override {
    ++epoch;
    table.forget_elsewhere(plan, epoch);
    listener_->stepped(epoch);
  }

  PortPlan plan;
  FourTuples four_tuples;
  SocketTable table;
  std::size_t epoch = 0;
  Simulation<WatchedPool, Follower>* simulation = nullptr;  // that it follows

 private:
  ReplayListener nobody_;
  ReplayListener* listener_;
  SimTime now_;
};

}  // namespace

struct Replay::Running {
  Running(const Scenario& of, const RunId& id, ReplayListener* listener)
      : scenario{of}, follower{of, listener}, simulation{of, id, follower} {
    follower.simulation = &simulation;
  }

  const Scenario& scenario;
  Follower follower;
  Simulation<WatchedPool, Follower> simulation;
};

Replay::Replay(const Scenario& scenario, const RunId& id, ReplayListener* listener)
    : running_{std::make_unique<Running>(scenario, id, listener)} {}

Replay::~Replay() = default;

void Replay::run_until(SimTime until) {
  running_->simulation.run_until(std::min(until, SimTime{running_->scenario.duration}));
}

bool Replay::act() {
  return !running_->simulation.advance(SimTime{running_->scenario.duration}, 1);
}

double Replay::done() const {
  const Duration run = running_->scenario.duration;
  return in_seconds(std::min(next_time().since_start(), run)) / in_seconds(run);
}

SimTime Replay::next_time() const {
  return running_->simulation.next_time();
}
std::size_t Replay::epoch() const {
  return running_->follower.epoch;
}
const PortPlan& Replay::plan() const {
  return running_->follower.plan;
}
const SocketTable& Replay::sockets() const {
  return running_->follower.table;
}
const Scenario& Replay::scenario() const {
  return running_->scenario;
}
const FourTuples& Replay::four_tuples() const {
  return running_->follower.four_tuples;
}
const WatchedPool& Replay::pool(PoolIndex pool) const {
  return running_->simulation.pool(pool);
}

std::vector<Socket> Replay::sockets_of(HostIndex host, SimTime now) const {
  return sockets().sockets_of(host, epoch(), now, held_by_others(host, now));
}

std::vector<Port> Replay::held_by_others(HostIndex host, SimTime now) const {
  std::set<Port> ports;
  for (PoolIndex n = 0; n < plan().pools.size(); ++n) {
    const PlannedPool& planned = plan().pools[n];
    if (planned.host != host) continue;
    for (PortOffset port = 0; port < planned.shape.ports; ++port)
      if (pool(n).occupied_until(port) > now && !planned.is_reserved(port))
        ports.insert(planned.ports().at(port));
  }
  return {ports.begin(), ports.end()};
}

}  // namespace portsim
