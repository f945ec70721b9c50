// One replication of a scenario, running: hosts with their pools, clients, and the pending events. It says
// what happens to an observer and counts nothing itself. Two runs of the same (scenario, seed, replication)
// are the same, whatever else runs.
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <memory>
#include <variant>
#include <vector>

#include "models/vocabulary/overloaded.hpp"

#include "sim/engine/sim_time.hpp"
#include "sim/engine/source_queue.hpp"
#include "sim/host/connector.hpp"
#include "sim/host/pending_events.hpp"
#include "sim/host/pool_plan.hpp"
#include "sim/host/pool_transfer.hpp"
#include "sim/host/route_kind.hpp"
#include "sim/host/running_client.hpp"
#include "sim/host/running_host.hpp"
#include "sim/host/running_pools.hpp"
#include "sim/scenario/scenario.hpp"

namespace portsim {

// The scenario must outlive the simulation.
template <class Pool, class Observer>
class Simulation {
 public:
  Simulation(const Scenario& scenario, const RunId& id, Observer& observer)
      : scenario_{scenario},
        plan_{std::make_shared<const PortPlan>(plan_ports(scenario))},
        observer_{observer},
        pools_{*plan_, observer},
        arrivals_{scenario.workloads.size()} {
    for (const PlannedSelector& planned : plan_->selectors)
      selectors_.push_back(make_running_selector(planned, id));
    for (HostIndex host = 0; host < scenario.hosts.size(); ++host) {
      const Host& planned = scenario.hosts[host];
      hosts_.push_back(
          make_running_host(planned.behaviour, SimTime{} - planned.uptime, phases_of(planned, id)));
      pools_.occupy(host, planned.behaviour.handed_out_ports(), planned.occupied);
      pools_.census().limit(host, planned.behaviour.time_wait_buckets);
    }
    for (std::uint32_t n = 0; n < scenario.timeline.size(); ++n)
      pending_.schedule(SimTime{scenario.timeline[n].at}, StepDue{n});
    for (std::uint32_t n = 0; n < scenario.workloads.size(); ++n) {
      clients_.push_back(make_running_client(scenario.workloads[n], id));
      workloads_.push_back(make_running_workload(n, scenario.workloads[n], id));
      follow_scenario(n);
      schedule_arrival(n);
    }
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
        pending_{other.pending_},
        arrivals_{other.arrivals_} {}
  Simulation(const Simulation&) = delete;
  Simulation& operator=(const Simulation&) = delete;

  // From now on with the random numbers of `id`. Right after an action: advance() with one.
  void draw_anew(const RunId& id) {
    for (std::size_t n = 0; n < selectors_.size(); ++n)
      portsim::draw_anew(selectors_[n], plan_->selectors[n], id);
    for (std::uint32_t n = 0; n < workloads_.size(); ++n) {
      portsim::draw_anew(workloads_[n], scenario_.workloads[n], id);
      if (portsim::draw_anew(clients_[n], scenario_.workloads[n], id, pending_.now())) schedule_arrival(n);
    }
  }

  // Everything that happens before `until`. May be called again with a later one.
  void run_until(SimTime until) {
    while (!advance(until, std::numeric_limits<std::int64_t>::max())) continue;
  }

  // The next `actions` of it at most: events, and what clients do. True: nothing is left before `until`.
  bool advance(SimTime until, std::int64_t actions) {
    while (next_time() < until) {
      if (actions-- <= 0) return false;
      arrival_is_next() ? let_act(arrivals_.next(), until, actions) : take_next_event();
    }
    return true;
  }

  SimTime now() const { return pending_.now(); }
  Pool& pool(PoolIndex index) { return pools_[index]; }
  const Pool& pool(PoolIndex index) const { return pools_[index]; }
  // When the next action is; never: there is none.
  SimTime next_time() const { return std::min(next_event_time(), arrivals_.next_time()); }

 private:
  SimTime next_event_time() const { return pending_.empty() ? SimTime::never() : pending_.next_time(); }

  bool arrival_is_next() const {
    const SimTime event = next_event_time();
    return arrivals_.next_time() < event ||
           (arrivals_.next_time() == event && comes_after_arrivals(pending_.next()));
  }

  void take_next_event() {
    std::visit(overloaded{
                   [this](const TimeWaitEntered& entered) { enter_time_wait(entered.entry); },
                   [this](const StepDue& due) { take_step(due.step); },
                   [this](const RetryDue& due) { retry(due); },
               },
               pending_.pop());
  }

  const Workload& spec_of(std::uint32_t workload) const { return scenario_.workloads_in(epoch_)[workload]; }
  // A pool's connections are its own to close, whenever requests end.
  SimTime end_of(const Workload& spec) const {
    if (std::holds_alternative<PoolClient>(spec.client)) return SimTime{scenario_.duration};
    return SimTime{std::min(spec.ends.value_or(scenario_.duration), scenario_.duration)};
  }

  // What it says of the workload in this epoch, but for the client.
  void follow_scenario(std::uint32_t index) {
    RunningWorkload& workload = workloads_[index];
    workload.route = &plan_->epochs[epoch_].routes[index];
    workload.kind = kind_of(*workload.route, hosts_[workload.route->host]);
    workload.retry = spec_of(index).retry;
    workload.ends = end_of(spec_of(index));
  }

  template <RouteKind kind = RouteKind::any>
  Connector<Pool, Observer, kind> connector_of(std::uint32_t index) {
    RunningWorkload& workload = workloads_[index];
    return {workload, hosts_[workload.route->host], pools_, selectors_, pending_, observer_};
  }

  // Calls `act` with the client, of its own type, and its connector.
  template <class Act>
  void with_client(std::uint32_t index, Act act) {
    std::visit([&, connector = connector_of(index)](auto& client) mutable { act(client, connector); },
               clients_[index]);
  }

  // Lets one client act for as long as nothing else happens in between, `actions` times at most.
  void let_act(std::uint32_t workload, SimTime until, std::int64_t& actions) {
    pending_.advance_to(arrivals_.next_time());
    const SimTime end = workloads_[workload].ends;
    const SimTime pause = std::min({until, end, arrivals_.next_time_without(workload)});
    SimTime next = pending_.now();
    if (auto* client = client_of_plain_route(workload)) {
      next = act_until(pause, actions, *client, connector_of<RouteKind::plain>(workload));
    } else {
      with_client(workload,
                  [&](auto& other, auto& connector) { next = act_until(pause, actions, other, connector); });
    }
    arrivals_.schedule(workload, next < end ? next : SimTime::never());
  }

  // Open clients act so often that their loop is made for such routes, too; nullptr: it is another.
  RunningOpenClient* client_of_plain_route(std::uint32_t workload) {
    if (workloads_[workload].kind != RouteKind::plain) return nullptr;
    return std::get_if<RunningOpenClient>(&clients_[workload]);
  }

  // The loop in which a run spends its time: all that it calls is to be one function, in registers. Returns
  // the client's next arrival.
  template <class Client, RouteKind kind>
  [[gnu::flatten]] SimTime act_until(SimTime pause, std::int64_t& actions, Client& client,
                                     Connector<Pool, Observer, kind> connector) {
    SimTime now = pending_.now();
    std::int64_t left = actions;
    do {
      client.act(now, connector);
      now = client.next_arrival();
    } while (now < pause && now < next_event_time() && left-- > 0);
    actions = left;
    return now;
  }

  void retry(const RetryDue& due) {
    bool is_earlier = false;
    with_client(due.workload, [&](auto& client, auto& connector) {
      is_earlier = client.retry(pending_.now(), due.request, connector);
    });
    if (is_earlier) schedule_arrival(due.workload);
  }

  // What was scheduled before does not happen.
  void schedule_arrival(std::uint32_t workload) {
    const SimTime first = std::visit([](auto& client) { return client.next_arrival(); }, clients_[workload]);
    arrivals_.schedule(workload, first < workloads_[workload].ends ? first : SimTime::never());
  }

  void enter_time_wait(const TimeWaitEntry& entry) {
    const SimTime now = pending_.now();
    const HostIndex host = plan_->pools[entry.pool].host;
    if (!pools_.has(entry) || pools_.is_live(entry, now)) return;
    if (pools_.census().has_limit(host)) {
      const bool has_room = pools_.census().add(entry.pool, entry.port, {now, entry.counted_until}, now);
      if (!has_room) end_time_wait(entry, now);
    }
    std::optional<TimeWaitCap>& cap = hosts_[host].time_wait_cap;
    if (!cap) return;
    const auto leaves = cap->enter(entry, now);
    if (leaves && pools_.has(*leaves)) end_time_wait(*leaves, now);
  }

  void end_time_wait(const TimeWaitEntry& entry, SimTime now) {
    observer_.time_wait_ended({entry.pool, entry.destination, entry.port}, now);
    if (entry.until > now) pools_.end_early(entry, now);
  }

  void take_step(std::uint32_t index) {
    const TimelineStep& step = scenario_.timeline[index];
    observer_.stepped();
    if (step.cuts) cut_connections(*step.cuts, step);
    const std::vector<Host>& before = scenario_.hosts_in(epoch_);
    move_ports(epoch_, index + 1);
    epoch_ = index + 1;
    for (HostIndex host = 0; host < hosts_.size(); ++host) adapt_host(host, before[host], step.hosts[host]);
    for (std::uint32_t workload = 0; workload < workloads_.size(); ++workload) adapt_workload(workload);
  }

  void cut_connections(HostIndex index, const TimelineStep& step) {
    observer_.cut(index, pending_.now());
    pools_.cut(index, pending_.now());
    const SimTime started = step.restarts_host ? pending_.now() : hosts_[index].started;
    hosts_[index] = make_running_host(step.hosts[index].behaviour, started, hosts_[index].phases);
    for (std::size_t n = 0; n < selectors_.size() && step.restarts_host; ++n)
      if (plan_->pools[plan_->selectors[n].pool].host == index)
        selectors_[n].selector = make_port_selector(plan_->selectors[n].spec, selectors_[n].random);
    for (std::size_t n = 0; n < workloads_.size(); ++n)
      if (workloads_[n].route->host == index &&
          std::visit([&](auto& client) { return client.connections_cut(pending_.now()); }, clients_[n]))
        schedule_arrival(static_cast<std::uint32_t>(n));
  }

  // Connections keep their ports when a setting changes which pools there are.
  void move_ports(std::size_t left, std::size_t entered) {
    const std::vector<PoolTransfer> transfers = transfers_between(*plan_, left, entered);
    pools_.move(transfers, left, entered, pending_.now());
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
    hosts_[index].half_open.reset();
    if (limit) hosts_[index].half_open.emplace(*limit);
  }

  void adapt_workload(std::uint32_t index) {
    follow_scenario(index);
    if (change(clients_[index], spec_of(index), pending_.now())) schedule_arrival(index);
  }

  const Scenario& scenario_;
  std::shared_ptr<const PortPlan> plan_;  // of all copies
  Observer& observer_;
  RunningPools<Pool, Observer> pools_;
  std::vector<RunningSelector> selectors_;
  std::vector<RunningHost> hosts_;
  std::vector<RunningClient> clients_;      // one a workload
  std::vector<RunningWorkload> workloads_;  // likewise
  std::size_t epoch_ = 0;                   // how many steps of the timeline have been taken
  PendingEvents pending_;
  SourceQueue arrivals_;  // of the workloads
};

}  // namespace portsim
