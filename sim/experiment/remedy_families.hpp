// The families of remedies, each a file: what `remedies_of` puts together. A family adds what it has to say
// of one host or of one workload.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "models/os/setting.hpp"
#include "models/os/side_effects.hpp"

#include "sim/experiment/remedy.hpp"
#include "sim/scenario/load.hpp"

namespace portsim {

// A host and the scenario it is of.
struct HostPlace {
  const Scenario& scenario;
  const ScenarioText& text;
  HostIndex index;

  const Host& host() const { return scenario.hosts[index]; }
  std::string path(std::string_view key) const;            // "hosts.web.KEY"
  std::string setting_path(std::string_view name) const;   // "hosts.web.settings.NAME"
  std::string patches_with(std::string_view patch) const;  // an override: those installed and this one
  std::vector<WorkloadIndex> workloads() const;            // that run on it
};

struct WorkloadPlace {
  const Scenario& scenario;
  const ScenarioText& text;
  WorkloadIndex index;

  const Workload& workload() const { return scenario.workloads[index]; }
  const Host& host() const { return scenario.hosts[workload().host]; }
  std::string path(std::string_view key) const;  // "workloads.load.KEY"
  // An override: its socket options and this one.
  std::string socket_with(SocketOption) const;
};

// Of the host
void add_range_remedies(const HostPlace&, Remedies&);
void add_time_wait_remedies(const HostPlace&, Remedies&);
void add_auto_reuse_remedy(const HostPlace&, Remedies&);
void add_address_remedies(const HostPlace&, Remedies&);
void add_patch_remedies(const HostPlace&, Remedies&);
void add_upgrade_remedy(const HostPlace&, Remedies&);

// Of the workload
void add_socket_remedies(const WorkloadPlace&, Remedies&);
void add_cache_remedy(const WorkloadPlace&, Remedies&);
void add_kept_connection_remedies(const WorkloadPlace&, Remedies&);
void add_retry_remedies(const WorkloadPlace&, Remedies&);
void add_closer_remedies(const WorkloadPlace&, Remedies&);
void add_request_remedy(const WorkloadPlace&, Remedies&);

// What they share.
Remedy host_remedy(RemedyKind, Effort, const HostPlace&, std::string_view what);  // "what of HOST"
Remedy workload_remedy(RemedyKind, Effort, const WorkloadPlace&, std::string_view what);
Effort effort_of(const Setting&);
void add_costs(const std::vector<SideEffect>&, Remedy&);
bool loads_with(const ScenarioText&, const std::vector<std::string>& overrides);

// Round numbers beyond `now`, each further by a fortieth of its size at most, and the limit at last: what a
// person would set, as closely as an advice needs.
std::vector<std::int64_t> values_above(std::int64_t now, std::int64_t most);
std::vector<std::int64_t> values_below(std::int64_t now, std::int64_t least);

// As the scenario language writes it, whatever the level.
std::string yaml_of(const SettingValue&, const SettingType&);
std::string yaml_list(const std::vector<std::string>& items);  // "[a, b]"

}  // namespace portsim
