// One replication of a scenario, running: hosts with their pools, clients, and the pending events. It says
// what happens to an observer and counts nothing itself. Two runs of the same (scenario, seed, replication)
// are the same, whatever else runs.
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <variant>
#include <vector>

#include "models/vocabulary/overloaded.hpp"

#include "sim/engine/sim_time.hpp"
#include "sim/host/client_loop.hpp"
#include "sim/host/connector.hpp"
#include "sim/host/event_sequence.hpp"
#include "sim/host/pending_events.hpp"
#include "sim/host/pool_plan.hpp"
#include "sim/host/pool_transfer.hpp"
#include "sim/host/route_kind.hpp"
#include "sim/host/running_client.hpp"
#include "sim/host/running_host.hpp"
#include "sim/host/running_pools.hpp"
#include "sim/scenario/scenario.hpp"

namespace portsim {

// The scenario must outlive the simulation. The plan, where it is given, is the scenario's.
template <class Pool, class Observer>
class Simulation {
 public:
  Simulation(const Scenario& scenario, const RunId& id, Observer& observer)
      : Simulation{scenario, std::make_shared<const PortPlan>(plan_ports(scenario)), id, observer} {}

  Simulation(const Scenario& scenario, const SharedPlan& plan, const RunId& id, Observer& observer)
      : scenario_{scenario},
        plan_{plan},
        observer_{observer},
        pools_{*plan_, observer},
        selectors_{make_running_selectors(*plan_, scenario, id)},
        sequences_{event_sequences(scenario, observer.may_hear_hosts_apart())} {
    for (HostIndex host = 0; host < scenario.hosts.size(); ++host) {
      const Host& planned = scenario.hosts[host];
      hosts_.push_back(
          make_running_host(planned.behaviour, SimTime{} - planned.uptime, phases_of(planned, id)));
      pools_.occupy(host, planned.behaviour.handed_out_ports(), planned.occupied);
      pools_.census().limit(host, planned.behaviour.time_wait_buckets);
    }
    for (std::uint32_t n = 0; n < scenario.timeline.size(); ++n)
      sequences_.front().pending.schedule(SimTime{scenario.timeline[n].at}, StepDue{n});
    for (std::uint32_t n = 0; n < scenario.workloads.size(); ++n) {
      clients_.push_back(make_running_client(scenario.workloads[n], id));
      workloads_.push_back(make_running_workload(n, scenario.workloads[n], id));
      follow_scenario(n);
    }
    for (std::uint32_t n = 0; n < sequences_.size(); ++n) enlist_workloads(n);
  }

  // A copy as it is now, which goes on by itself: with the same random numbers, until it draws anew.
  Simulation(const Simulation& other, Observer& observer)
      : scenario_{other.scenario_},
        plan_{other.plan_},
        observer_{observer},
        pools_{other.pools_, observer},
        selectors_{other.selectors_},
        hosts_{other.hosts_},
        clients_{other.clients_},
        workloads_{other.workloads_},
        epoch_{other.epoch_},
        sequences_{other.sequences_},
        under_way_{other.under_way_} {}
  Simulation(const Simulation&) = delete;
  Simulation& operator=(const Simulation&) = delete;

  // From now on with the random numbers of `id`. Right after an action: advance() with one.
  void draw_anew(const RunId& id) {
    portsim::draw_anew(selectors_, *plan_, scenario_, id);
    for (std::uint32_t n = 0; n < workloads_.size(); ++n) {
      portsim::draw_anew(workloads_[n], scenario_.workloads[n], id);
      const SimTime now = events_of(n).pending.now();
      if (portsim::draw_anew(clients_[n], scenario_.workloads[n], id, now)) schedule_arrival(n);
    }
  }

  // Everything that happens before `until`. May be called again with a later one.
  void run_until(SimTime until) {
    while (!advance(until, std::numeric_limits<std::int64_t>::max())) continue;
  }

  // The next `actions` of it at most: events, and what clients do. True: nothing is left before `until`.
  bool advance(SimTime until, std::int64_t actions) {
    for (; under_way_ < sequences_.size(); ++under_way_)
      if (!advance(sequences_[under_way_], until, actions)) return false;
    under_way_ = 0;
    return true;
  }

  // The same of one of its sequences; `actions` are counted down.
  bool advance(EventSequence& events, SimTime until, std::int64_t& actions) {
    while (events.next_time() < until) {
      if (actions-- <= 0) return false;
      events.arrival_is_next() ? let_act(events, until, actions) : take_next_event(events.pending);
    }
    return true;
  }
  std::vector<EventSequence>& sequences() { return sequences_; }

  // Of what is under way: all hosts, or one of them.
  SimTime now() const { return sequences_[under_way_].pending.now(); }
  // How much has happened of what happens before `end`, as a part of it.
  double part_done(SimTime end) const {
    double sum = 0;
    for (const EventSequence& events : sequences_) sum += in_seconds(events.pending.now().since_start());
    return sum / static_cast<double>(sequences_.size()) / in_seconds(end.since_start());
  }
  Pool& pool(PoolIndex index) { return pools_[index]; }
  const Pool& pool(PoolIndex index) const { return pools_[index]; }
  // When the next action is; never: there is none.
  SimTime next_time() const {
    SimTime next = SimTime::never();
    for (const EventSequence& events : sequences_) next = std::min(next, events.next_time());
    return next;
  }

 private:
  EventSequence& events_of(std::uint32_t workload) { return sequences_[workloads_[workload].sequence]; }

  void enlist_workloads(std::uint32_t sequence) {
    const std::vector<std::uint32_t>& members = sequences_[sequence].workloads();
    for (std::uint32_t source = 0; source < members.size(); ++source) {
      workloads_[members[source]].sequence = sequence;
      workloads_[members[source]].source = source;
      schedule_arrival(members[source]);
    }
  }

  void take_next_event(PendingEvents& pending) {
    std::visit(
        overloaded{
            [&](const TimeWaitEntered& due) { pools_.enter_time_wait(due.entry, hosts_, pending.now()); },
            [&](const StepDue& due) { take_step(due.step, pending.now()); },
            [&](const RetryDue& due) { retry(due, pending.now()); },
        },
        pending.pop());
  }

  const Workload& spec_of(std::uint32_t workload) const { return scenario_.workloads_in(epoch_)[workload]; }

  // What it says of the workload in this epoch, but for the client.
  void follow_scenario(std::uint32_t index) {
    RunningWorkload& workload = workloads_[index];
    workload.route = &plan_->epochs[epoch_].routes[index];
    workload.kind = kind_of(*workload.route, hosts_[workload.route->host]);
    workload.retry = spec_of(index).retry;
    workload.ends = end_of_actions(spec_of(index), scenario_);
    look_ahead(workload);
  }

  template <RouteKind kind = RouteKind::any>
  Connector<Pool, Observer, kind> connector_of(std::uint32_t index) {
    RunningWorkload& workload = workloads_[index];
    return {workload,   hosts_[workload.route->host],          pools_,
            selectors_, sequences_[workload.sequence].pending, observer_};
  }

  // Calls `act` with the client, of its own type, and its connector.
  template <class Act>
  void with_client(std::uint32_t index, Act act) {
    std::visit([&, connector = connector_of(index)](auto& client) mutable { act(client, connector); },
               clients_[index]);
  }

  // Lets one client act for as long as nothing else happens in between, `actions` times at most.
  void let_act(EventSequence& events, SimTime until, std::int64_t& actions) {
    const std::uint32_t workload = events.next_workload();
    const std::uint32_t source = workloads_[workload].source;
    events.pending.advance_to(events.arrivals.next_time());
    const SimTime end = workloads_[workload].ends;
    const SimTime pause = std::min({until, end, events.arrivals.next_time_without(source)});
    Stretch stretch{events.pending, pause, actions};
    SimTime next = events.pending.now();
    if (auto* client = client_of_plain_route(workload)) {
      const auto steady = steady_client(events, *client);
      next = steady ? act_steadily(stretch, *client, *steady, connector_of<RouteKind::direct>(workload))
                    : act_until(stretch, *client, connector_of<RouteKind::plain>(workload));
    } else {
      with_client(workload,
                  [&](auto& other, auto& connector) { next = act_until(stretch, other, connector); });
    }
    actions = stretch.actions;
    events.arrivals.schedule(source, next < end ? next : SimTime::never());
  }

  // Open clients act so often that their loop is made for such routes, too; nullptr: it is another.
  RunningOpenClient* client_of_plain_route(std::uint32_t workload) {
    if (workloads_[workload].kind != RouteKind::plain) return nullptr;
    return std::get_if<RunningOpenClient>(&clients_[workload]);
  }

  // As it is on a direct route, and where it is steady itself; nothing: elsewhere, or others act in between,
  // so that to carry it would take longer than it saves.
  std::optional<RunningOpenClient::Steady> steady_client(const EventSequence& events,
                                                         const RunningOpenClient& client) const {
    if (events.workloads().size() > 1) return std::nullopt;
    const RunningWorkload& running = workloads_[events.workloads().front()];
    const bool is_direct = !running.retry && pools_[running.route->paths.front().pool].is_simple();
    return is_direct ? client.steady() : std::nullopt;
  }

  void retry(const RetryDue& due, SimTime now) {
    bool is_earlier = false;
    with_client(due.workload, [&](auto& client, auto& connector) {
      is_earlier = client.retry(now, due.request, connector);
    });
    if (is_earlier) schedule_arrival(due.workload);
  }

  // What was scheduled before does not happen.
  void schedule_arrival(std::uint32_t workload) {
    const SimTime first = std::visit([](auto& client) { return client.next_arrival(); }, clients_[workload]);
    const RunningWorkload& running = workloads_[workload];
    events_of(workload).arrivals.schedule(running.source, first < running.ends ? first : SimTime::never());
  }

  void take_step(std::uint32_t index, SimTime now) {
    const TimelineStep& step = scenario_.timeline[index];
    observer_.stepped();
    if (step.cuts) cut_connections(*step.cuts, step, now);
    const std::vector<Host>& before = scenario_.hosts_in(epoch_);
    move_ports(epoch_, index + 1, now);
    epoch_ = index + 1;
    for (HostIndex host = 0; host < hosts_.size(); ++host) adapt_host(host, before[host], step.hosts[host]);
    for (std::uint32_t workload = 0; workload < workloads_.size(); ++workload) adapt_workload(workload, now);
  }

  void cut_connections(HostIndex index, const TimelineStep& step, SimTime now) {
    observer_.cut(index, now);
    pools_.cut(index, now);
    const SimTime started = step.restarts_host ? now : hosts_[index].started;
    hosts_[index] = make_running_host(step.hosts[index].behaviour, started, hosts_[index].phases);
    for (std::size_t n = 0; n < selectors_.size() && step.restarts_host; ++n)
      if (plan_->pools[plan_->selectors[n].pool].host == index)
        selectors_[n].selector = make_port_selector(plan_->selectors[n].spec, selectors_[n].random);
    for (std::size_t n = 0; n < workloads_.size(); ++n)
      if (workloads_[n].route->host == index &&
          std::visit([&](auto& client) { return client.connections_cut(now); }, clients_[n]))
        schedule_arrival(static_cast<std::uint32_t>(n));
  }

  // Connections keep their ports when a setting changes which pools there are.
  void move_ports(std::size_t left, std::size_t entered, SimTime now) {
    const std::vector<PoolTransfer> transfers = transfers_between(*plan_, left, entered);
    pools_.move(transfers, left, entered, now);
    if (transfers.empty()) return;
    for (std::size_t n = 0; n < clients_.size(); ++n) {
      const auto& before = plan_->epochs[left].routes[n].paths;
      const auto& after = plan_->epochs[entered].routes[n].paths;
      std::visit(
          [&](auto& client) {
            client.ports_moved([&](std::uint32_t path, PortOffset port) {
              return offset_after(*plan_, before[path].pool, after[path].pool, port);
            });
          },
          clients_[n]);
    }
  }

  void adapt_host(HostIndex index, const Host& before, const Host& after) {
    if (before.behaviour.time_wait_buckets != after.behaviour.time_wait_buckets)
      pools_.census().limit(index, after.behaviour.time_wait_buckets);
    const auto& limit = after.behaviour.half_open_limit;
    if (limit == before.behaviour.half_open_limit) return;
    hosts_[index].half_open = limit ? std::optional{HalfOpenLimit{*limit}} : std::nullopt;
  }

  void adapt_workload(std::uint32_t index, SimTime now) {
    follow_scenario(index);
    if (change(clients_[index], spec_of(index), now)) schedule_arrival(index);
  }

  const Scenario& scenario_;
  SharedPlan plan_;  // of all copies
  Observer& observer_;
  RunningPools<Pool, Observer> pools_;
  std::vector<RunningSelector> selectors_;
  std::vector<RunningHost> hosts_;
  std::vector<RunningClient> clients_;      // one a workload
  std::vector<RunningWorkload> workloads_;  // likewise
  std::size_t epoch_ = 0;                   // how many steps of the timeline have been taken
  std::vector<EventSequence> sequences_;    // run one after another
  std::size_t under_way_ = 0;
};

}  // namespace portsim
