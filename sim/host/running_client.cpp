#include "sim/host/running_client.hpp"

#include "models/random/samplers.hpp"
#include "models/vocabulary/overloaded.hpp"

namespace portsim {

namespace {

RandomStream stream(const RunId& id, StreamPurpose purpose, std::string_view owner) {
  return RandomStream{{id.seed, id.replication, purpose, owner}};
}

RequestSpan request_span(const Workload& workload) {
  return {SimTime{workload.starts}, workload.ends ? SimTime{*workload.ends} : SimTime::never()};
}

}  // namespace

RunningClient make_running_client(const Workload& workload, const RunId& id) {
  const SimTime starts{workload.starts};
  const auto own = [&](StreamPurpose purpose) { return stream(id, purpose, workload.name); };
  return std::visit(
      overloaded{
          [&](const OpenClient& open) -> RunningClient {
            return RunningOpenClient{open, workload.holds, starts, own(StreamPurpose::arrivals),
                                     own(StreamPurpose::holds)};
          },
          [&](const MailboxCacheClient& cache) -> RunningClient {
            return RunningMailboxCacheClient{cache,
                                             workload.holds,
                                             starts,
                                             own(StreamPurpose::arrivals),
                                             own(StreamPurpose::holds),
                                             own(StreamPurpose::users)};
          },
          [&](const ClosedClient& closed) -> RunningClient {
            return RunningClosedClient{
                closed, workload.holds, starts, {own(StreamPurpose::think_times), own(StreamPurpose::holds)}};
          },
          [&](const PoolClient& pool) -> RunningClient {
            return RunningPoolClient{pool,
                                     request_span(workload),
                                     {own(StreamPurpose::arrivals), own(StreamPurpose::holds),
                                      own(StreamPurpose::upstream_errors)}};
          },
          [&](const TraceClient& trace) -> RunningClient {
            return RunningTraceClient{trace, workload.holds, starts, own(StreamPurpose::holds)};
          },
      },
      workload.client);
}

RunningWorkload make_running_workload(std::uint32_t index, const Workload& workload, const RunId& id) {
  return {.index = index,
          .route = nullptr,
          .retry = workload.retry,
          .retry_delays = stream(id, StreamPurpose::retries, workload.name),
          .destinations = stream(id, StreamPurpose::destinations, workload.name),
          .closes = stream(id, StreamPurpose::closes, workload.name)};
}

RunningSelector make_running_selector(const PlannedSelector& planned, const RunId& id) {
  RandomStream random = stream(id, StreamPurpose::port_selection, planned.stream);
  return {make_port_selector(planned.spec, random), random};
}

double timer_phase_of(const Host& host, const RunId& id) {
  RandomStream random = stream(id, StreamPurpose::timer_phase, host.name);
  return uniform_unit(random);
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
