// The sections of a scenario, one file each: they read their part of the tree into the scenario and report
// what is wrong with it. A section may rely on those before it.
#pragma once

#include "models/workload/holding_time.hpp"

#include "sim/scenario/field.hpp"
#include "sim/scenario/local_addresses.hpp"
#include "sim/scenario/scenario.hpp"
#include "sim/scenario/shape.hpp"

namespace portsim {

class TraceFiles;

void read_hosts(const Field& hosts, Scenario& scenario);
void read_services(const Field& services, Scenario& scenario);
void read_workloads(const Field& workloads, Scenario& scenario, TraceFiles& traces);
void read_timeline(const Field& timeline, Scenario& scenario, TraceFiles& traces);
void read_thresholds(const Field& thresholds, Scenario& scenario);
void read_precision(const Field& precision, Scenario& scenario);

// An instant that a section states: `at`, counted from the start of the run.
void check_within_run(const Field& value, Duration at, const Scenario& scenario);

// Parts of a host. Its settings are those of its system's own table.
void read_settings(const Field& settings, const OsProfile& os, SettingValues& values);
void read_assumptions(const Field& assume, Assumptions& assumptions);
void read_listening(const Field& listening, std::vector<Endpoint>& endpoints);
void read_phases(const Field& phases, TimerPhases& read);
void check_listening(const Field& field, const Host& host);
void check_phases(const Field& field, const Host& host);

// Parts of a workload.
void read_connects_to(const Field& connects_to, const std::vector<Service>& services,
                      std::vector<ServiceShare>& shares);
void read_closes(const Field& closes, CloserMix& mix);
void read_holding_time(const Field& holds, HoldingTimeSpec& spec);
void read_retry(const Field& retry, std::optional<RetrySpec>& spec);
void read_from(const Field& from, const Host& host, const LocalAddresses& addresses, Workload& workload);
void read_bind(const Field& bind, Bind& call);
void read_socket_options(const Field& socket, const Host& host, Workload& workload);
void check_sockets(const Field& workload, const Host& host, const Workload& read);
void check_destinations(const Field& connects_to, const Host& host, const LocalAddresses& addresses,
                        const std::vector<Service>& services, const Workload& read);

// What each takes.
Shape hosts_shape();
Shape services_shape();
Shape workloads_shape();
Shape timeline_shape();
Shape thresholds_shape();
Shape precision_shape();
Shape settings_shape_of(const OsProfile&);
Shape assumptions_shape();
Shape listening_shape();
Shape phases_shape();
Shape connects_to_shape();
Shape closes_shape();
Shape holding_time_shape();  // a duration, a distribution, or forever
Shape distribution_shape();  // of durations
Shape retry_shape();
Shape from_shape();
Shape bind_shape();
Shape socket_shape();

// The workloads of a scenario together, once they have been read.
void check_sharing(const Field& workloads, const Scenario& scenario);
void check_memory(const Field& section, const Scenario& scenario);  // of the timeline's steps too

template <class AllNamed>
Candidates names_of(const AllNamed& all) {
  Candidates names;
  for (const auto& named : all) names.push_back(named.name);
  return names;
}

// The index of `name`, or nothing.
template <class Named>
std::optional<std::uint32_t> index_of(const std::vector<Named>& all, std::string_view name) {
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all[i].name == name) return static_cast<std::uint32_t>(i);
  }
  return std::nullopt;
}

// A reference by name. Nothing: it is reported, or the whole section is amiss, and that is reported already.
template <class Named>
std::optional<std::uint32_t> read_reference(const Field& value, std::string_view kind,
                                            const std::vector<Named>& all) {
  if (!value.scalar()) return value.report_unexpected(), std::nullopt;
  const std::string& name = value.scalar()->text;
  const auto found = index_of(all, name);
  if (!found && !all.empty()) value.report_unknown(kind, name, names_of(all));
  return found;
}

}  // namespace portsim
