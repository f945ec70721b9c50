// More ports: a wider range, and ports that are kept out of it.
#include <algorithm>

#include <fmt/format.h>

#include "sim/experiment/remedy_families.hpp"

namespace portsim {
namespace {

constexpr std::uint16_t port_max = 65535;
constexpr std::uint16_t first_user_port = 1024;  // RFC 6056, section 3.2: ephemeral ports from here up

// Upwards as far as that goes, then downwards.
PortRange of_size(const PortRange& range, std::int64_t size) {
  const std::int64_t added = size - range.size();
  const std::int64_t above = std::min<std::int64_t>(added, port_max - range.last.number());
  return {Port{static_cast<std::uint16_t>(range.first.number() - (added - above))},
          Port{static_cast<std::uint16_t>(range.last.number() + above)}};
}

std::vector<PortRange> wider_ranges(const PortRange& range, std::uint16_t first_min) {
  const std::int64_t below = std::max(0, range.first.number() - first_min);
  std::vector<PortRange> wider;
  const std::int64_t size_max = range.size() + below + (port_max - range.last.number());
  for (const std::int64_t size : values_above(range.size(), size_max)) wider.push_back(of_size(range, size));
  return wider;
}

std::uint16_t first_min_of(const SettingType& type) {
  const auto* rule = std::get_if<StartAndNumber>(&type);
  return rule ? static_cast<std::uint16_t>(rule->start_min) : first_user_port;
}

void offer_range(const HostPlace& place, const Setting& setting, Remedy& remedy) {
  const PortRange now = place.host().behaviour.ephemeral;
  remedy.today = yaml_of(now, setting.type);
  for (const PortRange& range : wider_ranges(now, first_min_of(setting.type))) {
    const std::string value = yaml_of(range, setting.type);
    remedy.candidates.push_back({value, {fmt::format("{}={}", remedy.paths.front(), value)}});
  }
  if (remedy.candidates.empty())
    remedy.why_not =
        fmt::format("the range is {}-{} already, the widest", now.first.number(), now.last.number());
}

void offer_last_port(const HostPlace& place, const IntegerInRange& limits, Remedy& remedy) {
  const int now = place.host().behaviour.ephemeral.last.number();
  remedy.today = fmt::format("{}", now);
  for (const std::int64_t last : values_above(now, limits.max))
    remedy.candidates.push_back(
        {fmt::format("{}", last), {fmt::format("{}={}", remedy.paths.front(), last)}});
  if (remedy.candidates.empty())
    remedy.why_not = fmt::format("the last port is {} already, the highest that it takes", now);
}

void offer_first_port(const HostPlace& place, Remedy& remedy) {
  const int now = place.host().behaviour.ephemeral.first.number();
  remedy.today = fmt::format("{}", now);
  for (const std::int64_t first : values_below(now, first_user_port))
    remedy.candidates.push_back(
        {fmt::format("{}", first), {fmt::format("{}={}", remedy.paths.front(), first)}});
  if (remedy.candidates.empty())
    remedy.why_not = fmt::format("the first port is {} already, and those below 1024 are services'", now);
}

void add_range_setting(const HostPlace& place, const Setting& setting, Remedies& remedies) {
  Remedy remedy = host_remedy(RemedyKind::port_range, effort_of(setting), place, setting.name);
  remedy.paths = {place.setting_path(setting.name)};
  add_costs(side_effects_of(*place.host().os, setting.effect), remedy);
  if (setting.effect == SettingEffect::last_port)
    offer_last_port(place, std::get<IntegerInRange>(setting.type), remedy);
  else if (setting.effect == SettingEffect::first_port)
    offer_first_port(place, remedy);
  else
    offer_range(place, setting, remedy);
  remedies.push_back(std::move(remedy));
}

bool is_of_range(const Setting& setting) {
  return setting.effect == SettingEffect::last_port || setting.effect == SettingEffect::first_port ||
         setting.effect == SettingEffect::ephemeral_range;
}

PortCount count_of(const std::vector<PortRange>& ranges) {
  PortCount count = 0;
  for (const PortRange& range : ranges) count += range.size();
  return count;
}

void add_excluded(const HostPlace& place, const std::string& path, std::string_view what, Effort effort,
                  const std::vector<PortRange>& ranges, SettingEffect effect, Remedies& remedies) {
  if (ranges.empty()) return;
  Remedy remedy = host_remedy(RemedyKind::excluded_ports, effort, place, what);
  remedy.paths = {path};
  remedy.today = fmt::format("{} ports", count_of(ranges));
  remedy.candidates = {{"none", {path + "=[]"}}};
  add_costs(side_effects_of(*place.host().os, effect), remedy);
  remedies.push_back(std::move(remedy));
}

}  // namespace

void add_range_remedies(const HostPlace& place, Remedies& remedies) {
  const Host& host = place.host();
  for (const Setting& setting : host.os->settings)
    if (is_of_range(setting)) add_range_setting(place, setting, remedies);
  add_excluded(place, place.path("excluded"), "excluded ports", Effort::setting, host.configuration.excluded,
               SettingEffect::excluded, remedies);
  for (const auto& [name, value] : host.configuration.settings)
    if (const auto* ranges = std::get_if<std::vector<PortRange>>(&value)) {
      const Setting& setting = *find_setting(*host.os, name);
      add_excluded(place, place.setting_path(name), name, effort_of(setting), *ranges, setting.effect,
                   remedies);
    }
}

}  // namespace portsim
