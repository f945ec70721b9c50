#include "sim/host/running_client.hpp"

#include "models/random/samplers.hpp"
#include "models/vocabulary/overloaded.hpp"

#include "sim/host/pool_names.hpp"
#include "sim/host/request_draws.hpp"

namespace portsim {

namespace {

RandomStream stream(const RunId& id, StreamPurpose purpose, std::string_view owner) {
  return RandomStream{{id.seed, id.replication, purpose, owner, id.split}};
}

// Of what a host draws.
RandomStream stream_of_host(RunId id, StreamPurpose purpose, std::string_view owner) {
  id.split += id.host_split;
  return stream(id, purpose, owner);
}

RandomStream selector_stream(const PlannedSelector& selector, const PortPlan& plan, const Scenario& scenario,
                             const RunId& id) {
  return stream_of_host(id, StreamPurpose::port_selection, stream_of(selector, plan, scenario));
}

// Of one workload's client.
class Streams {
 public:
  Streams(const RunId& id, std::string_view owner) : id_{id}, owner_{owner} {}

  RandomStream arrivals() const { return own(StreamPurpose::arrivals); }
  RandomStream holds() const { return own(StreamPurpose::holds); }
  RandomStream users() const { return own(StreamPurpose::users); }
  RunningClosedClient::Streams of_closed() const { return {own(StreamPurpose::think_times), holds()}; }
  RunningPoolClient::Streams of_pool() const {
    return {arrivals(), holds(), own(StreamPurpose::upstream_errors)};
  }

 private:
  RandomStream own(StreamPurpose purpose) const { return stream(id_, purpose, owner_); }

  RunId id_;
  std::string_view owner_;
};

// Of the time between two instants, what has passed when the first comes after `until_first`.
double part_of(Duration until_first, Duration between) {
  if (between == Duration::zero()) return 0;
  return static_cast<double>((until_first % between).count()) / static_cast<double>(between.count());
}

RequestSpan request_span(const Workload& workload) {
  return {SimTime{workload.starts}, workload.ends ? SimTime{*workload.ends} : SimTime::never()};
}

}  // namespace

RunningClient make_running_client(const Workload& workload, const RunId& id) {
  const SimTime starts{workload.starts};
  const Streams own{id, workload.name};
  return std::visit(overloaded{
                        [&](const OpenClient& open) -> RunningClient {
                          return RunningOpenClient{open, workload.holds, starts, own.arrivals(), own.holds()};
                        },
                        [&](const MailboxCacheClient& cache) -> RunningClient {
                          return RunningMailboxCacheClient{cache,          workload.holds, starts,
                                                           own.arrivals(), own.holds(),    own.users()};
                        },
                        [&](const ClosedClient& closed) -> RunningClient {
                          return RunningClosedClient{closed, workload.holds, starts, own.of_closed()};
                        },
                        [&](const PoolClient& pool) -> RunningClient {
                          return RunningPoolClient{pool, request_span(workload), own.of_pool()};
                        },
                        [&](const TraceClient& trace) -> RunningClient {
                          return RunningTraceClient{trace, workload.holds, starts, own.holds()};
                        },
                    },
                    workload.client);
}

bool draw_anew(RunningClient& client, const Workload& workload, const RunId& id, SimTime now) {
  const Streams own{id, workload.name};
  return std::visit(
      overloaded{
          [&](RunningOpenClient& open) { return open.draw_anew(own.arrivals(), own.holds(), now); },
          [&](RunningMailboxCacheClient& cache) {
            return cache.draw_anew(own.arrivals(), own.holds(), own.users(), now);
          },
          [&](RunningClosedClient& closed) { return closed.draw_anew(own.of_closed(), now); },
          [&](RunningPoolClient& pool) { return pool.draw_anew(own.of_pool(), now); },
          [&](RunningTraceClient& trace) { return trace.draw_anew(own.holds()); },
      },
      client);
}

RunningWorkload make_running_workload(std::uint32_t index, const Workload& workload, const RunId& id) {
  return {.index = index,
          .route = nullptr,
          .retry = workload.retry,
          .retry_delays = stream(id, StreamPurpose::retries, workload.name),
          .destinations = stream(id, StreamPurpose::destinations, workload.name),
          .closes = stream(id, StreamPurpose::closes, workload.name)};
}

SimTime end_of_actions(const Workload& workload, const Scenario& scenario) {
  if (std::holds_alternative<PoolClient>(workload.client)) return SimTime{scenario.duration};
  return SimTime{std::min(workload.ends.value_or(scenario.duration), scenario.duration)};
}

void draw_anew(RunningWorkload& running, const Workload& workload, const RunId& id) {
  running.retry_delays = stream(id, StreamPurpose::retries, workload.name);
  running.destinations = stream(id, StreamPurpose::destinations, workload.name);
  running.closes = stream(id, StreamPurpose::closes, workload.name);
  look_ahead(running);
}

std::vector<RunningSelector> make_running_selectors(const PortPlan& plan, const Scenario& scenario,
                                                    const RunId& id) {
  std::vector<RunningSelector> selectors;
  selectors.reserve(plan.selectors.size());
  for (const PlannedSelector& planned : plan.selectors) {
    RandomStream random = selector_stream(planned, plan, scenario, id);
    selectors.push_back({make_port_selector(planned.spec, random), random});
  }
  return selectors;
}

void draw_anew(std::vector<RunningSelector>& selectors, const PortPlan& plan, const Scenario& scenario,
               const RunId& id) {
  for (std::size_t n = 0; n < selectors.size(); ++n)
    selectors[n].random = selector_stream(plan.selectors[n], plan, scenario, id);
}

HostPhases phases_of(const Host& host, const RunId& id) {
  RandomStream random = stream_of_host(id, StreamPurpose::timer_phase, host.name);
  HostPhases phases{.time_wait = uniform_unit(random), .port_hash = uniform_unit(random)};
  const HostBehaviour& behaviour = host.behaviour;
  if (host.phases.time_wait)
    phases.time_wait = part_of(*host.phases.time_wait, behaviour.time_wait_granularity);
  if (host.phases.port_hash)
    phases.port_hash = part_of(*host.phases.port_hash, time_between_renewals(behaviour.selection));
  return phases;
}

bool change(RunningClient& client, const Workload& workload, SimTime now) {
  return std::visit(
      overloaded{
          [&](RunningOpenClient& open) {
            return open.change(std::get<OpenClient>(workload.client), workload.holds, now);
          },
          [&](RunningMailboxCacheClient& cache) {
            return cache.change(std::get<MailboxCacheClient>(workload.client), workload.holds, now);
          },
          [&](RunningClosedClient& closed) {
            return closed.change(std::get<ClosedClient>(workload.client), workload.holds, now);
          },
          [&](RunningPoolClient& pool) {
            return pool.change(std::get<PoolClient>(workload.client), request_span(workload), now);
          },
          [&](RunningTraceClient& trace) {
            return trace.change(std::get<TraceClient>(workload.client), workload.holds, now);
          },
      },
      client);
}

}  // namespace portsim
