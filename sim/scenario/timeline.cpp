// `timeline`: what an operator does while the scenario runs.
#include <algorithm>
#include <cstdint>
#include <utility>

#include "models/os/patches.hpp"

#include "sim/scenario/changeable_path.hpp"
#include "sim/scenario/key_table.hpp"
#include "sim/scenario/sections.hpp"
#include "sim/scenario/timeline_effect.hpp"

namespace portsim {
namespace {

struct EntryDraft {
  const Scenario& scenario;
  std::optional<Duration> at;
  std::optional<HostIndex> host;
  std::optional<OperatorAction> action;
};

constexpr Word<OperatorAction> action_words[] = {
    {"restart-adapter", OperatorAction::restart_adapter},
    {"restart", OperatorAction::restart, "reboot"},
};

void read_at(const Field& value, EntryDraft& draft) {
  value.read_into(draft.at, decode_duration);
  if (draft.at) check_within_run(value, *draft.at, draft.scenario);
}

constexpr WhenAbsent another_action = optional("another action");

constexpr Key<EntryDraft> entry_keys[] = {
    {"at",
     required,
     "a duration such as \"20min\"",
     {read_at, shapes::duration},
     "when, counted from the start of the run"},
    {"host",
     optional("with set"),
     "the name of a host",
     {[](const Field& value, EntryDraft& draft) {
        draft.host = read_reference(value, "host", draft.scenario.hosts);
      },
      shapes::any_text},
     "where"},
    {"do", another_action, "restart-adapter or restart", takes_word<&EntryDraft::action, action_words>,
     "ends every connection of the host, and frees its ports"},
    {"install",
     another_action,
     "the id of a patch such as KB2826167",
     {[](const Field& value, EntryDraft& draft) {
        if (!value.scalar()) return value.report_unexpected();
        draft.action = OperatorAction::install;
      },
      [] { return Shape{WordsShape{all_patches()}}; }},
     "installs a patch, and restarts the host"},
    {"set",
     another_action,
     "a map such as {workloads.web.client.rate: 50/s}",
     {[](const Field& value, EntryDraft& draft) {
        if (!value.map() || value.map()->entries.empty()) return value.report_unexpected();
        draft.action = OperatorAction::set;
      },
      changes_shape},
     "changes values of hosts and workloads, by their paths"},
};

Candidates actions_of(const Map& entry) {
  Candidates actions;
  for (const std::string_view key : {"do", "install", "set"}) {
    if (entry.find(key)) actions.push_back(key);
  }
  return actions;
}

// Nothing: reported.
std::optional<TimelineEntry> read_entry(const Field& field, const Scenario& scenario) {
  EntryDraft draft{scenario, std::nullopt, std::nullopt, std::nullopt};
  read_map(field, entry_keys, draft);
  if (!field.map()) return std::nullopt;
  const auto states = [&](std::string_view key) { return field.map()->find(key) != nullptr; };
  if (const Candidates actions = actions_of(*field.map()); actions.size() != 1) {
    if (actions.empty()) {
      field.report_at_key(ProblemKind::missing_key, "expected one of do, install and set");
    } else {
      field.report_at_key(
          ProblemKind::conflict,
          fmt::format("expected only one of do, install and set, found {}", joined(actions, " and ")));
    }
    return std::nullopt;
  }
  if (!states("set") && !states("host")) field.report_missing("host", "the name of a host");
  if (states("set") && states("host")) {
    field.entry(*field.map()->find("host"), "")
        .report_at_key(ProblemKind::conflict, "a set names what it changes by its path");
  }
  if (!draft.at || !draft.action || draft.host.has_value() == states("set")) return std::nullopt;
  return TimelineEntry{*draft.at, *draft.action, draft.host};
}

std::int64_t nodes_in(const Node& node) {
  std::int64_t count = 1;
  if (const List* list = node.list()) {
    for (const Node& item : list->items) count += nodes_in(item);
  }
  if (const Map* map = node.map()) {
    for (const Entry& entry : map->entries) count += nodes_in(entry.value);
  }
  return count;
}

// A step keeps all hosts and workloads as they are then.
std::int64_t steps_max(const Map& sections, const Scenario& scenario) {
  constexpr std::int64_t parts_kept_max = 5'000'000;
  constexpr std::int64_t parts_of_each = 50;
  auto parts = static_cast<std::int64_t>(scenario.hosts.size() + scenario.workloads.size()) * parts_of_each;
  for (const std::string_view key : {"hosts", "workloads"}) {
    if (const Entry* section = sections.find(key)) parts += nodes_in(section->value);
  }
  for (const Host& host : scenario.hosts) parts += static_cast<std::int64_t>(host.addresses.size());
  for (const Workload& workload : scenario.workloads) {
    parts += static_cast<std::int64_t>(workload.from.size());
  }
  return std::min<std::int64_t>(1000, parts_kept_max / std::max<std::int64_t>(parts, 1));
}

struct IndexedEntry {
  std::size_t index;  // in the text
  TimelineEntry entry;
};

std::vector<IndexedEntry> read_entries(const Field& timeline, const Scenario& scenario) {
  std::vector<IndexedEntry> entries;
  for (std::size_t i = 0; i < timeline.list()->items.size(); ++i) {
    const Field field = timeline.item(i, "a step such as {at: 20min, host: web, do: restart-adapter}");
    if (const auto entry = read_entry(field, scenario)) entries.push_back({i, *entry});
  }
  std::stable_sort(entries.begin(), entries.end(),
                   [](const IndexedEntry& a, const IndexedEntry& b) { return a.entry.at < b.entry.at; });
  return entries;
}

Shape a_step() {
  return shapes::map_of_rows(entry_keys, {{{"do", "host"}, {"install", "set"}},
                                          {{"install", "host"}, {"do", "set"}},
                                          {{"set"}, {"do", "install", "host"}}});
}

}  // namespace

Shape timeline_shape() {
  return shapes::list_of<a_step>();
}

void read_timeline(const Field& timeline, Scenario& scenario, TraceFiles& traces) {
  if (!timeline.list()) return timeline.report_unexpected();
  const Map& sections = *timeline.parent()->map();
  const auto steps = static_cast<std::int64_t>(timeline.list()->items.size());
  if (const std::int64_t most = steps_max(sections, scenario); steps > most) {
    return timeline.report(
        ProblemKind::too_large,
        fmt::format("{} steps; with these hosts and workloads at most {} can be kept", steps, most));
  }
  const std::vector<IndexedEntry> entries = read_entries(timeline, scenario);
  TimelineEffect effect{sections, scenario, traces};
  if (!effect.is_applicable()) return;
  for (const IndexedEntry& each : entries) {
    if (auto step = effect.apply(each.entry, timeline.item(each.index, ""))) {
      scenario.timeline.push_back(std::move(*step));
    }
  }
  if (!scenario.timeline.empty()) check_memory(timeline, scenario);
}

}  // namespace portsim
