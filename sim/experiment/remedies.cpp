#include "sim/experiment/remedies.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "models/vocabulary/overloaded.hpp"

#include "sim/experiment/remedy_families.hpp"
#include "sim/scenario/selection_words.hpp"
#include "sim/scenario/values.hpp"

namespace portsim {
namespace {

std::string ports_text(const PortRange& range) {
  return range.first == range.last ? fmt::format("{}", range.first.number())
                                   : fmt::format("{}-{}", range.first.number(), range.last.number());
}

std::string range_yaml(const PortRange& range, const SettingType& type) {
  if (std::holds_alternative<StartAndNumber>(type))
    return fmt::format("{{start: {}, num: {}}}", range.first.number(), range.size());
  if (std::holds_alternative<TwoPorts>(type))
    return fmt::format("{} {}", range.first.number(), range.last.number());
  return fmt::format("{}-{}", range.first.number(), range.last.number());
}

std::string ranges_yaml(const std::vector<PortRange>& ranges) {
  std::vector<std::string> items;
  items.reserve(ranges.size());
  for (const PortRange& range : ranges) items.push_back(ports_text(range));
  return yaml_list(items);
}

Remedy remedy_of(RemedyKind kind, Effort effort, HostIndex host, std::string title) {
  Remedy remedy;
  remedy.kind = kind;
  remedy.effort = effort;
  remedy.host = host;
  remedy.title = std::move(title);
  return remedy;
}

// 1, 2 or 5 times a power of ten.
std::int64_t round_step(std::int64_t value) {
  constexpr std::int64_t part = 40;
  for (std::int64_t power = 1;; power *= 10)
    for (const std::int64_t step : {power, 2 * power, 5 * power}) {
      const std::int64_t next = step == 2 * power ? 5 * power : 2 * step;
      if (next * part > value) return step;
    }
}

}  // namespace

std::vector<std::int64_t> values_above(std::int64_t now, std::int64_t most) {
  std::vector<std::int64_t> values;
  for (std::int64_t value = now; value < most;) {
    const std::int64_t step = round_step(value);
    value = std::min(most, (value / step + 1) * step);
    values.push_back(value);
  }
  return values;
}

std::vector<std::int64_t> values_below(std::int64_t now, std::int64_t least) {
  std::vector<std::int64_t> values;
  for (std::int64_t value = now; value > least;) {
    const std::int64_t step = round_step(value);
    value = std::max(least, (value - 1) / step * step);
    values.push_back(value);
  }
  return values;
}

std::string HostPlace::path(std::string_view key) const {
  return fmt::format("hosts.{}.{}", host().name, key);
}

std::string HostPlace::setting_path(std::string_view name) const {
  return fmt::format("hosts.{}.settings.{}", host().name, name);
}

std::string HostPlace::patches_with(std::string_view patch) const {
  std::vector<std::string> patches = host().configuration.patches;
  patches.emplace_back(patch);
  return fmt::format("{}={}", path("patches"), yaml_list(patches));
}

std::vector<WorkloadIndex> HostPlace::workloads() const {
  std::vector<WorkloadIndex> found;
  for (WorkloadIndex i = 0; i < scenario.workloads.size(); ++i)
    if (scenario.workloads[i].host == index) found.push_back(i);
  return found;
}

std::string WorkloadPlace::path(std::string_view key) const {
  return fmt::format("workloads.{}.{}", workload().name, key);
}

std::string WorkloadPlace::socket_with(SocketOption added) const {
  const auto& range = workload().port_range;
  std::vector<std::string> options;
  for (std::size_t i = 0; i < socket_option_names.size(); ++i) {
    const auto option = static_cast<SocketOption>(i);
    if (option != added && !workload().socket.has(option)) continue;
    options.push_back(
        option == SocketOption::local_port_range && range
            ? fmt::format("{{{}: {}-{}}}", name_of(option), range->first.number(), range->last.number())
            : std::string{name_of(option)});
  }
  return fmt::format("{}={}", path("socket"), yaml_list(options));
}

Remedy host_remedy(RemedyKind kind, Effort effort, const HostPlace& place, std::string_view what) {
  return remedy_of(kind, effort, place.index, fmt::format("{} of {}", what, place.host().name));
}

Remedy workload_remedy(RemedyKind kind, Effort effort, const WorkloadPlace& place, std::string_view what) {
  const Workload& workload = place.workload();
  Remedy remedy = remedy_of(kind, effort, workload.host, fmt::format("{} of {}", what, workload.name));
  remedy.workload = place.index;
  return remedy;
}

Effort effort_of(const Setting& setting) {
  return setting.needs_restart ? Effort::setting_and_restart : Effort::setting;
}

void add_costs(const std::vector<SideEffect>& side_effects, Remedy& remedy) {
  for (const SideEffect& each : side_effects) remedy.costs.push_back({std::string{each.value}, each.source});
}

bool loads_with(const ScenarioText& text, const std::vector<std::string>& overrides) {
  ScenarioText changed = text;
  changed.varied = overrides;
  return load_scenario(changed).has_value();
}

std::string yaml_list(const std::vector<std::string>& items) {
  return fmt::format("[{}]", fmt::join(items, ", "));
}

std::string yaml_of(const SettingValue& value, const SettingType& type) {
  return std::visit(overloaded{
                        [](std::int64_t number) { return fmt::format("{}", number); },
                        [&](const PortRange& range) { return range_yaml(range, type); },
                        [](const std::vector<PortRange>& ranges) { return ranges_yaml(ranges); },
                        [](Duration duration) { return as_written(duration); },
                        [](const PortSelectionSpec& spec) { return std::string{name_of(spec)}; },
                        [](PoolScope scope) { return std::string{name_of(scope)}; },
                    },
                    value);
}

Remedies remedies_of(const Scenario& scenario, const ScenarioText& text) {
  Remedies remedies;
  for (HostIndex index = 0; index < scenario.hosts.size(); ++index) {
    const HostPlace host{scenario, text, index};
    if (host.workloads().empty()) continue;
    for (const auto add : {add_range_remedies, add_time_wait_remedies, add_auto_reuse_remedy,
                           add_address_remedies, add_patch_remedies, add_upgrade_remedy})
      add(host, remedies);
    for (const WorkloadIndex workload : host.workloads())
      for (const auto add : {add_cache_remedy, add_kept_connection_remedies, add_retry_remedies,
                             add_closer_remedies, add_socket_remedies, add_request_remedy})
        add(WorkloadPlace{scenario, text, workload}, remedies);
  }
  return remedies;
}

}  // namespace portsim
