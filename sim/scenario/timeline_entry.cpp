#include "sim/scenario/timeline_entry.hpp"

#include <fmt/format.h>

#include "sim/scenario/changeable_path.hpp"
#include "sim/scenario/sections.hpp"

namespace portsim {
namespace {

// A value as it could stand in one line of YAML.
std::string in_one_line(const Node& node) {
  std::string text;
  const auto separator = [&] { return text.empty() ? "" : ", "; };
  if (const List* list = node.list()) {
    for (const Node& item : list->items) text += separator() + in_one_line(item);
    return fmt::format("[{}]", text);
  }
  if (const Map* map = node.map()) {
    for (const Entry& entry : map->entries) {
      text += fmt::format("{}{}: {}", separator(), entry.key, in_one_line(entry.value));
    }
    return fmt::format("{{{}}}", text);
  }
  return node.scalar() ? node.scalar()->text : "nothing";
}

// " (at the next restart of web)" where the system reads the setting only then.
std::string when_in_effect(std::string_view path, const std::vector<Host>& hosts) {
  const auto parts = changeable(path);
  const auto host = parts && parts->section == "hosts" ? index_of(hosts, parts->name) : std::nullopt;
  if (!host) return "";
  const Setting* setting = find_setting(*hosts[*host].os, parts->part);
  if (!setting || !setting->needs_restart) return "";
  return fmt::format(" (at the next restart of {})", parts->name);
}

std::string set_text(const Map& values, const std::vector<Host>& hosts) {
  std::string text;
  for (const Entry& entry : values.entries) {
    text += fmt::format("{} {} to {}{}", text.empty() ? "set" : ",", entry.key,
                        shortened(in_one_line(entry.value)), when_in_effect(entry.key, hosts));
  }
  return text;
}

}  // namespace

std::string words_for(const TimelineEntry& entry, const Node& value, const std::vector<Host>& hosts) {
  const std::string_view host = entry.host ? std::string_view{hosts[*entry.host].name} : "";
  switch (entry.action) {
    case OperatorAction::restart_adapter:
      return fmt::format("restart the adapter of {}", host);
    case OperatorAction::restart:
      return fmt::format("restart {}", host);
    case OperatorAction::install:
      return fmt::format("install {} on {} and restart", in_one_line(value), host);
    case OperatorAction::set:
      return set_text(*value.map(), hosts);
  }
  return "";
}

}  // namespace portsim
