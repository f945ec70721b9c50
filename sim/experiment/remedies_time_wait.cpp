// Ports that come back sooner: a shorter TIME_WAIT, fewer entries in it, and taking four-tuples from it.
#include <algorithm>
#include <chrono>

#include <fmt/format.h>

#include "models/os/patches.hpp"

#include "sim/experiment/remedy_families.hpp"
#include "sim/scenario/values.hpp"

namespace portsim {
namespace {

// A connection that the client may close first; a trace may say so in its rows.
bool may_enter_time_wait(const Workload& workload) {
  if (std::holds_alternative<TraceClient>(workload.client)) return true;
  const bool is_closed = !std::holds_alternative<HoldForever>(workload.holds);
  return is_closed && workload.closes.share_of(Closer::client) > 0;
}

// Empty: some connections do.
std::string why_no_time_wait(const HostPlace& place) {
  for (const WorkloadIndex workload : place.workloads())
    if (may_enter_time_wait(place.scenario.workloads[workload])) return "";
  return fmt::format("no connection of {} enters TIME_WAIT: it never closes first", place.host().name);
}

Remedy setting_remedy(RemedyKind kind, const HostPlace& place, const Setting& setting) {
  Remedy remedy = host_remedy(kind, effort_of(setting), place, setting.name);
  remedy.paths = {place.setting_path(setting.name)};
  add_costs(side_effects_of(*place.host().os, setting.effect), remedy);
  return remedy;
}

void offer(std::string value, Remedy& remedy) {
  std::string changed = fmt::format("{}={}", remedy.paths.front(), value);
  remedy.candidates.push_back({std::move(value), {std::move(changed)}});
}

void offer_down_to(std::int64_t now, std::int64_t least, Remedy& remedy) {
  remedy.today = fmt::format("{}", now);
  for (const std::int64_t value : values_below(now, least)) offer(fmt::format("{}", value), remedy);
  if (remedy.candidates.empty())
    remedy.why_not = fmt::format("it is {} already, the least that it takes", now);
}

void offer_durations(Duration now, Remedy& remedy) {
  const Duration unit = now > 10s ? Duration{1s} : Duration{100ms};
  remedy.today = as_written(now);
  for (const std::int64_t units : values_below((now + unit - 1ns) / unit, 0))
    offer(as_written(units * unit), remedy);
  if (remedy.candidates.empty()) remedy.why_not = "there is no TIME_WAIT already";
}

void add_length(const HostPlace& place, const Setting& setting, Remedies& remedies) {
  Remedy remedy = setting_remedy(RemedyKind::time_wait, place, setting);
  const Duration now = place.host().behaviour.time_wait;
  remedy.why_not = why_no_time_wait(place);
  if (!remedy.why_not.empty()) return remedies.push_back(std::move(remedy));
  if (setting.effect == SettingEffect::time_wait)
    offer_durations(now, remedy);
  else if (setting.effect == SettingEffect::msl_milliseconds)
    offer_down_to(now / 2 / 1ms, std::get<IntegerInRange>(setting.type).min, remedy);
  else
    offer_down_to(now / 1s, std::get<IntegerInRange>(setting.type).min, remedy);
  remedies.push_back(std::move(remedy));
}

// Server 2003 as released ignores the cap.
void install_what_obeys_the_cap(const HostPlace& place, Remedy& remedy) {
  const Host& host = place.host();
  if (!suffers_from(*host.os, Defect::max_free_tw_tcbs, host.configuration.patches)) return;
  const std::string_view patch = find_defect(*host.os, Defect::max_free_tw_tcbs)->patch;
  remedy.effort = Effort::patch_and_restart;
  remedy.title += fmt::format(", with {}", patch);
  remedy.paths.push_back(place.path("patches"));
  for (Candidate& each : remedy.candidates) each.overrides.push_back(place.patches_with(patch));
}

// Entries beyond the cap leave early; a cap above the number of ports is none.
void add_cap(const HostPlace& place, const Setting& setting, Remedies& remedies) {
  Remedy remedy = setting_remedy(RemedyKind::time_wait, place, setting);
  const std::optional<std::int64_t> cap = place.host().behaviour.time_wait_cap;
  remedy.today = cap ? fmt::format("{}", *cap) : "none";
  remedy.why_not = why_no_time_wait(place);
  const std::int64_t ports = place.host().behaviour.handed_out_ports().size();
  if (remedy.why_not.empty())
    for (const std::int64_t entries : values_below(std::min(cap.value_or(ports), ports), 0))
      offer(fmt::format("{}", entries), remedy);
  install_what_obeys_the_cap(place, remedy);
  remedies.push_back(std::move(remedy));
}

std::optional<std::int64_t> number_of(const HostPlace& place, SettingEffect effect) {
  const Host& host = place.host();
  for (const Setting& setting : host.os->settings) {
    if (setting.effect != effect) continue;
    const auto& set = host.configuration.settings;
    const auto found = set.find(setting.name);
    const auto value = found != set.end() ? found->second : default_of(*host.os, setting);
    if (value) return std::get<std::int64_t>(*value);
  }
  return std::nullopt;
}

void add_reuse(const HostPlace& place, const Setting& setting, Remedies& remedies) {
  Remedy remedy = setting_remedy(RemedyKind::time_wait_reuse, place, setting);
  const auto now = number_of(place, SettingEffect::time_wait_reuse);
  remedy.today = fmt::format("{}", now.value_or(0));
  remedy.why_not = why_no_time_wait(place);
  if (remedy.why_not.empty() && number_of(place, SettingEffect::timestamps) == 0)
    remedy.why_not = "it needs TCP timestamps, and net.ipv4.tcp_timestamps is 0";
  if (remedy.why_not.empty() && now == 1) remedy.why_not = "it is 1 already";
  if (remedy.why_not.empty()) offer("1", remedy);
  remedies.push_back(std::move(remedy));
}

// Only where four-tuples are taken from TIME_WAIT at all.
void add_reuse_delay(const HostPlace& place, const Setting& setting, Remedies& remedies) {
  const std::optional<TimeWaitLength>& after = place.host().behaviour.reused_after;
  if (!after) return;
  Remedy remedy = setting_remedy(RemedyKind::time_wait_reuse, place, setting);
  offer_down_to(after->least / 1ms, 1, remedy);
  remedies.push_back(std::move(remedy));
}

bool is_length(SettingEffect effect) {
  return effect == SettingEffect::time_wait_seconds || effect == SettingEffect::time_wait ||
         effect == SettingEffect::msl_milliseconds;
}

// A level without such a setting: the catalogue may know why a name that people try is none.
void add_why_not_settable(const HostPlace& place, Remedies& remedies) {
  const OsProfile& os = *place.host().os;
  const auto has_length = [](const Setting& setting) { return is_length(setting.effect); };
  if (std::any_of(os.settings.begin(), os.settings.end(), has_length)) return;
  Remedy remedy = host_remedy(RemedyKind::time_wait, Effort::setting, place, "TIME_WAIT");
  remedy.today = fmt::format("{:g} s", in_seconds(place.host().behaviour.time_wait));
  remedy.why_not = fmt::format("{} has no setting for it", os.id);
  constexpr std::string_view tried = "net.ipv4.tcp_fin_timeout";
  if (const Setting* setting = find_setting(os, tried))
    remedy.why_not += fmt::format("; {} is {}", tried, setting->meaning);
  remedies.push_back(std::move(remedy));
}

}  // namespace

void add_time_wait_remedies(const HostPlace& place, Remedies& remedies) {
  for (const Setting& setting : place.host().os->settings) {
    if (is_length(setting.effect)) add_length(place, setting, remedies);
    if (setting.effect == SettingEffect::time_wait_cap) add_cap(place, setting, remedies);
    if (setting.effect == SettingEffect::time_wait_reuse) add_reuse(place, setting, remedies);
    if (setting.effect == SettingEffect::time_wait_reuse_delay) add_reuse_delay(place, setting, remedies);
  }
  add_why_not_settable(place, remedies);
}

}  // namespace portsim
