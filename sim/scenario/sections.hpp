// The sections of a scenario, one file each: they read their part of the tree into the scenario and report
// what is wrong with it. A section may rely on those before it.
#pragma once

#include "models/workload/client_spec.hpp"
#include "models/workload/holding_time.hpp"

#include "sim/scenario/field.hpp"
#include "sim/scenario/scenario.hpp"

namespace portsim {

void read_hosts(const Field& hosts, Scenario& scenario);
void read_services(const Field& services, Scenario& scenario);
void read_workloads(const Field& workloads, Scenario& scenario);
void read_thresholds(const Field& thresholds, Scenario& scenario);

// Parts of a workload.
void read_client(const Field& client, ClientSpec& spec);
void read_holding_time(const Field& holds, HoldingTimeSpec& spec);

// The `settings` of a host, by its system's own table.
void read_settings(const Field& settings, const OsProfile& os, SettingValues& values);

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

}  // namespace portsim
