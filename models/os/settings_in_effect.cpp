// What the settings of a host, in the system's own words, do to its behaviour.
#include <algorithm>
#include <cassert>

#include <fmt/format.h>

#include "models/os/behaviour_draft.hpp"
#include "models/os/patches.hpp"

namespace portsim {
namespace {

constexpr std::int64_t half_open_limit_when_on = 10;  // KB969710

// A count that passes port 65535 ends there.
void read_max_user_port(std::int64_t value, MaxUserPortReading reading, PortRange& range) {
  switch (reading) {
    case MaxUserPortReading::ignored:
      return;
    case MaxUserPortReading::upper_bound:
      range.last = Port{static_cast<std::uint16_t>(value)};
      return;
    case MaxUserPortReading::count:
      range.last =
          Port{static_cast<std::uint16_t>(std::min<std::int64_t>(range.first.number() + value - 1, 65535))};
      return;
  }
}

void apply_max_user_port(std::int64_t value, BehaviourDraft& draft) {
  if (const auto& reading = draft.configuration.assume.max_user_port)
    return read_max_user_port(value, *reading, draft.host.ephemeral);
  draft.report(
      "settings.MaxUserPort",
      "the documents disagree about what MaxUserPort does since Windows Vista: say which to follow by "
      "assume.max_user_port, which is ignore (KB929851: netsh sets the range), upper_bound (the bind() "
      "reference: the highest port) or count (the security team on MS08-037: how many ports); or set "
      "dynamicport instead");
}

std::optional<PortRange> unless_empty(const PortRange& range) {
  if (range.size() == 0) return std::nullopt;  // {start: 50000, num: 0}: off
  return range;
}

std::optional<std::int64_t> half_open_limit_of(std::int64_t is_limited) {
  if (is_limited == 0) return std::nullopt;
  return half_open_limit_when_on;
}

void apply(SettingEffect effect, const SettingValue& value, BehaviourDraft& draft) {
  HostBehaviour& host = draft.host;
  switch (effect) {
    case SettingEffect::none:
      return;
    case SettingEffect::last_port:
      host.ephemeral.last = Port{static_cast<std::uint16_t>(std::get<std::int64_t>(value))};
      return;
    case SettingEffect::max_user_port_since_vista:
      return apply_max_user_port(std::get<std::int64_t>(value), draft);
    case SettingEffect::ephemeral_range:
      host.ephemeral = std::get<PortRange>(value);
      return;
    case SettingEffect::auto_reuse_range:
      host.auto_reuse = unless_empty(std::get<PortRange>(value));
      return;
    case SettingEffect::excluded:
      host.excluded = std::get<std::vector<PortRange>>(value);
      return;
    case SettingEffect::half_open_limited:
      host.half_open_limit = half_open_limit_of(std::get<std::int64_t>(value));
      return;
    case SettingEffect::time_wait_cap:
      host.time_wait_cap = std::get<std::int64_t>(value);
      return;
    case SettingEffect::time_wait_seconds:
      host.time_wait = std::chrono::seconds{std::get<std::int64_t>(value)};
      return;
    case SettingEffect::time_wait:
      host.time_wait = std::get<Duration>(value);
      return;
    case SettingEffect::selection:
      host.selection = std::get<PortSelectionSpec>(value);
      return;
    case SettingEffect::scope:
      host.scope = std::get<PoolScope>(value);
      return;
  }
}

void apply(const Setting& setting, const SettingValue& value, BehaviourDraft& draft) {
  const Patches& patches = draft.configuration.patches;
  const std::string key = fmt::format("settings.{}", setting.name);
  if (!setting.needs_patch.empty() &&
      std::find(patches.begin(), patches.end(), setting.needs_patch) == patches.end())
    draft.report(key, fmt::format("{} has {} only with {}: install it", draft.os.id, setting.name,
                                  setting.needs_patch));

  const bool was_usable = is_usable(draft.host.ephemeral);
  apply(setting.effect, value, draft);
  if (was_usable && !is_usable(draft.host.ephemeral))
    draft.report(key, fmt::format("expected ports from 1 up, the first not above the last, found {}-{}",
                                  draft.host.ephemeral.first.number(), draft.host.ephemeral.last.number()));
}

// What MaxUserPort may mean since Vista, it means of the range that netsh has set.
bool comes_after_the_range(const Setting& setting) {
  return setting.effect == SettingEffect::max_user_port_since_vista;
}

}  // namespace

void apply_settings(BehaviourDraft& draft) {
  for (const bool is_last_pass : {false, true}) {
    for (const auto& [name, value] : draft.configuration.settings) {
      const Setting* setting = find_setting(draft.os, name);
      assert(setting != nullptr);
      if (comes_after_the_range(*setting) == is_last_pass) apply(*setting, value, draft);
    }
  }
}

}  // namespace portsim
