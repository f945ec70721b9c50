#include "sim/report/events_csv.hpp"

#include <fmt/format.h>

#include "sim/report/csv_text.hpp"
#include "sim/scenario/port_source.hpp"

namespace portsim {
namespace {

std::string time_cell(SimTime when) {
  const std::int64_t since = when.since_start().count();
  return fmt::format("{}.{:09}", since / 1'000'000'000, since % 1'000'000'000);
}

std::string endpoint_cells(const Endpoint& endpoint) {
  return fmt::format("{},{}", to_text(endpoint.address), endpoint.port.number());
}

std::string_view name_of(RequestStep step) {
  constexpr std::string_view names[] = {"waits", "gets_connection", "gets_none", "answered",
                                        "misses_flushed"};
  return names[static_cast<std::size_t>(step)];
}

}  // namespace

EventsCsv::EventsCsv(const Scenario& scenario, TextSink write)
    : scenario_{scenario}, write_{std::move(write)} {
  for (const Host& host : scenario.hosts) hosts_.push_back(text_cell(host.name));
  for (const Workload& workload : scenario.workloads) workloads_.push_back(text_cell(workload.name));
  write_(
      "time_s,event,host,workload,local_address,local_port,remote_address,remote_port,result,error,probes,"
      "retry");
  write_(csv_line_end);
}

void EventsCsv::changed(const StateChange& change) {
  write_(fmt::format("{},state,{},{},{},{},{},,,{}", time_cell(change.when), hosts_[change.host],
                     workloads_[change.workload], endpoint_cells(change.four_tuple.local),
                     endpoint_cells(change.four_tuple.remote),
                     change.to ? portsim::name_of(*change.to) : "CLOSED", csv_line_end));
}

void EventsCsv::attempted(const Attempt& attempt, const Replay& replay) {
  const Workload& workload = scenario_.workloads_in(epoch_)[attempt.workload];
  const Host& host = scenario_.hosts_in(epoch_)[workload.host];
  const LocalDestination ends = replay.four_tuples().ends_of(epoch_, attempt.workload, attempt.path);
  const PlannedPool& pool = replay.plan().pools[attempt.pool];
  const std::string port =
      attempt.port < pool.shape.ports ? fmt::format("{}", pool.ports().at(attempt.port).number()) : "";
  const bool has_failed = attempt.outcome != ConnectOutcome::connected;
  write_(fmt::format("{},attempt,{},{},{},{},{},{},{},{},{}{}", time_cell(attempt.when),
                     hosts_[workload.host], workloads_[attempt.workload],
                     to_text(address_of(host, ends.address)), port,
                     endpoint_cells(endpoint_of(scenario_.services[ends.remote.service], ends.remote)),
                     portsim::name_of(attempt.outcome),
                     has_failed ? error_of(host.behaviour, workload, attempt.outcome).name : "",
                     attempt.probes, attempt.is_retry ? 1 : 0, csv_line_end));
}

void EventsCsv::requested(const CachedRequest& request) {
  write_request(request.when, request.workload, request.is_refused ? "refused_by_limit" : "cached",
                request.is_retry);
}

void EventsCsv::progressed(const RequestProgress& step) {
  write_request(step.when, step.workload, name_of(step.step), step.is_retry);
}

void EventsCsv::stepped(std::size_t epoch) {
  epoch_ = epoch;
  write_(fmt::format("{},step,,,,,,,{},,,{}", time_cell(SimTime{scenario_.begin_of(epoch)}),
                     text_cell(scenario_.timeline[epoch - 1].what), csv_line_end));
}

void EventsCsv::write_request(SimTime when, std::uint32_t workload, std::string_view result, bool is_retry) {
  write_(fmt::format("{},request,{},{},,,,,{},,,{}{}", time_cell(when),
                     hosts_[scenario_.workloads[workload].host], workloads_[workload], result,
                     is_retry ? 1 : 0, csv_line_end));
}

}  // namespace portsim
