// One replication of a scenario, running: hosts with their pools, clients, and the pending arrivals. It says
// what happens to an observer and counts nothing itself. Two runs of the same (scenario, seed, replication)
// are the same, whatever else runs.
#pragma once

#include <algorithm>
#include <cstdint>
#include <variant>
#include <vector>

#include "models/ports/port_selector.hpp"
#include "models/random/random_stream.hpp"

#include "sim/engine/event_queue.hpp"
#include "sim/engine/sim_time.hpp"
#include "sim/host/connector.hpp"
#include "sim/host/mailbox_cache_client.hpp"
#include "sim/host/open_client.hpp"
#include "sim/host/pool_plan.hpp"
#include "sim/scenario/scenario.hpp"

namespace portsim {

struct RunId {
  std::uint64_t seed = 1;
  std::uint32_t replication = 0;
};

using RunningClient = std::variant<RunningOpenClient, RunningMailboxCacheClient>;

RunningClient make_running_client(const Workload&, const RunId&);

template <class Pool, class Observer>
class Simulation {
 public:
  Simulation(const Scenario& scenario, const RunId& id, Observer& observer) : observer_{observer} {
    PortPlan plan = plan_ports(scenario);
    routes_ = std::move(plan.routes);
    for (const PlannedPool& planned : plan.pools) {
      const Host& host = scenario.hosts[planned.host];
      pools_.push_back(
          {Pool{planned.shape}, make_port_selector(host.behaviour.selection),
           RandomStream{{id.seed, id.replication, StreamPurpose::port_selection, planned.name}}});
    }
    for (const Workload& workload : scenario.workloads) {
      clients_.push_back(make_running_client(workload, id));
      client_ends_.push_back(SimTime{std::min(workload.ends.value_or(scenario.duration), scenario.duration)});
      schedule_arrival(static_cast<std::uint32_t>(clients_.size() - 1));
    }
  }

  // Everything that happens before `until`. May be called again with a later one.
  void run_until(SimTime until) {
    while (!pending_.empty() && pending_.next_time() < until) {
      const auto due = std::get<ArrivalDue>(pending_.pop());
      std::visit([&](auto& client, auto& selector) { run_client(due.workload, until, client, selector); },
                 clients_[due.workload], pools_[routes_[due.workload].pool].selector);
    }
  }

 private:
  struct ArrivalDue {
    std::uint32_t workload;
  };
  struct PoolInUse {
    Pool pool;
    PortSelector selector;
    RandomStream random;
  };

  // Lets one client act for as long as nothing else is pending in between.
  template <class Client, class Selector>
  void run_client(std::uint32_t workload, SimTime until, Client& client, Selector& selector) {
    PoolInUse& used = pools_[routes_[workload].pool];
    Connector connector{routes_[workload], used.pool, selector, used.random, observer_};
    const SimTime others = pending_.empty() ? SimTime::never() : pending_.next_time();
    const SimTime pause = std::min({until, others, client_ends_[workload]});
    SimTime now = pending_.now();
    do {
      client.act(now, connector);
      now = client.next_arrival();
    } while (now < pause);
    if (now < client_ends_[workload]) pending_.schedule(now, ArrivalDue{workload});
  }

  void schedule_arrival(std::uint32_t workload) {
    const SimTime first = std::visit([](auto& client) { return client.next_arrival(); }, clients_[workload]);
    if (first < client_ends_[workload]) pending_.schedule(first, ArrivalDue{workload});
  }

  Observer& observer_;
  std::vector<Route> routes_;  // one a workload
  std::vector<PoolInUse> pools_;
  std::vector<RunningClient> clients_;  // one a workload
  std::vector<SimTime> client_ends_;
  EventQueue<ArrivalDue> pending_;
};

}  // namespace portsim
