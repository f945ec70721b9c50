#include "sim/scenario/timeline_effect.hpp"

#include <algorithm>
#include <utility>

#include "models/os/patches.hpp"
#include "models/os/settings_until_restart.hpp"

#include "sim/scenario/changeable_path.hpp"
#include "sim/scenario/overrides.hpp"
#include "sim/scenario/sections.hpp"

namespace portsim {
namespace {

// Alone: the rest need not be copied with every step.
Node changing_sections(const Map& all) {
  Map sections;
  for (const std::string_view key : {"hosts", "workloads"}) {
    if (const Entry* section = all.find(key)) sections.entries.push_back(*section);
  }
  return {{}, std::move(sections)};
}

Field section_of(const Field& root, std::string_view key) {
  return root.entry(*root.map()->find(key), "");
}

void keep_until_restart(Host& host, const SettingValues& started, Findings& findings) {
  SettingValues in_effect = settings_until_restart(*host.os, host.configuration.settings, started);
  if (in_effect == host.configuration.settings) return;

  host.configuration.settings = std::move(in_effect);
  auto behaviour = behaviour_of(*host.os, host.configuration);
  if (behaviour) {
    host.behaviour = std::move(*behaviour);
    return;
  }
  for (const BehaviourProblem& problem : behaviour.error()) {
    findings.add(ProblemKind::not_applicable, {}, fmt::format("hosts.{}.{}", host.name, problem.key),
                 problem.message);
  }
}

// False: reported.
bool add_patch(const Field& install, const Host& host, Node& sections) {
  const std::string& patch = install.scalar()->text;
  const Patches& installed = host.configuration.patches;
  if (std::find(installed.begin(), installed.end(), patch) != installed.end()) {
    return install.report(ProblemKind::conflict, fmt::format("{} is installed already", patch)), false;
  }
  Findings none;  // the host exists, and the key may be new
  Node* patches = node_at(fmt::format("hosts.{}.patches", host.name), install.node().mark, sections, none);
  if (!patches->list()) patches->value = List{};
  std::get<List>(patches->value).items.push_back(install.node());
  return true;
}

// False: reported.
bool set_values(const Field& set, Node& sections) {
  bool are_set = true;
  for (const Entry& entry : set.map()->entries) {
    if (set.has_reported_enough()) return false;
    if (!changeable(entry.key)) {
      set.report_at(ProblemKind::cannot_change, entry.key_mark,
                    fmt::format("{} cannot change while the scenario runs; what can: {}",
                                shortened(entry.key), changeable_paths()));
      are_set = false;
      continue;
    }
    Findings amiss;
    if (Node* target = node_at(entry.key, entry.key_mark, sections, amiss)) *target = entry.value;
    for (const Finding& finding : amiss.kept())
      set.report_at(finding.kind, finding.mark, finding.message, finding.mismatch);
    are_set &= amiss.is_empty();
  }
  return are_set;
}

bool stands_in_key(const Mark& mark, const Entry& entry) {
  const int offset = mark.column - entry.key_mark.column;
  return mark.text == entry.key_mark.text && mark.line == entry.key_mark.line && offset >= 0 &&
         offset < static_cast<int>(entry.key.size());
}

bool stands_in(const Mark& mark, const Node& node) {
  if (mark == node.mark) return true;
  if (const List* list = node.list()) {
    for (const Node& item : list->items) {
      if (stands_in(mark, item)) return true;
    }
  }
  if (const Map* map = node.map()) {
    for (const Entry& entry : map->entries) {
      if (stands_in_key(mark, entry) || stands_in(mark, entry.value)) return true;
    }
  }
  return false;
}

// What is wrong with the scenario after a step is so because of the step.
void report_at_cause(const Findings& findings, const Field& cause) {
  for (const Finding& finding : findings.kept()) {
    const bool is_in_cause = stands_in(finding.mark, cause.node());
    const bool is_cause = is_in_cause && !cause.map();
    std::string message = is_cause ? finding.message : fmt::format("{}: {}", finding.path, finding.message);
    if (is_in_cause) {
      cause.report_at(finding.kind, finding.mark, std::move(message), finding.mismatch);
    } else {
      cause.report_at_key(finding.kind, std::move(message));
    }
  }
}

}  // namespace

TimelineEffect::TimelineEffect(const Map& sections, const Scenario& scenario, TraceFiles& traces)
    : traces_{traces}, sections_{changing_sections(sections)} {
  now_.duration = scenario.duration;
  now_.services = scenario.services;
  if (sections_.map()->entries.size() < 2) return;
  Findings findings;
  for (const Host& host : scenario.hosts) started_.push_back(host.configuration.settings);
  read(sections_, std::nullopt, findings);
  is_applicable_ = findings.is_empty();
}

// Returns the settings with which each host has started by then.
std::vector<SettingValues> TimelineEffect::read(const Node& sections, std::optional<HostIndex> restarted,
                                                Findings& findings) {
  now_.hosts.clear();
  now_.workloads.clear();
  const Field root{sections, "", findings};
  read_hosts(section_of(root, "hosts"), now_);
  std::vector<SettingValues> started = started_;
  if (restarted) started[*restarted] = now_.hosts[*restarted].configuration.settings;
  for (HostIndex host = 0; host < now_.hosts.size(); ++host) {
    if (now_.hosts[host].os) keep_until_restart(now_.hosts[host], started[host], findings);
  }
  read_workloads(section_of(root, "workloads"), now_, traces_);
  return started;
}

// The sections as configured after the entry. Nothing: reported.
std::optional<Node> TimelineEffect::configured_by(const TimelineEntry& entry, const Field& cause) const {
  Node sections = sections_;
  bool is_done = true;
  if (entry.action == OperatorAction::install) is_done = add_patch(cause, now_.hosts[*entry.host], sections);
  if (entry.action == OperatorAction::set) is_done = set_values(cause, sections);
  if (!is_done) return std::nullopt;
  return sections;
}

std::optional<TimelineStep> TimelineEffect::apply(const TimelineEntry& entry, const Field& field) {
  const Field cause = field.entry(*field.map()->find(key_of(entry.action)), "");
  auto sections = configured_by(entry, cause);
  if (!sections) return std::nullopt;

  const bool restarts = entry.action == OperatorAction::restart || entry.action == OperatorAction::install;
  Findings findings;
  auto started = read(*sections, restarts ? entry.host : std::nullopt, findings);
  if (!findings.is_empty()) return report_at_cause(findings, cause), std::nullopt;
  sections_ = std::move(*sections);
  started_ = std::move(started);
  return TimelineStep{.at = entry.at,
                      .what = words_for(entry, cause.node(), now_.hosts),
                      .cuts = entry.host,
                      .restarts_host = restarts,
                      .hosts = now_.hosts,
                      .workloads = now_.workloads};
}

}  // namespace portsim
