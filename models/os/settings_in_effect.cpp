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

// The timer wheel's ticks when a timer of 60 s begins: it counts in 512 ticks below 32,256 and in 4,096 above
// (kernel/time/timer.c).
std::optional<Duration> wheel_granularity(std::int64_t hz) {
  if (hz == 1000) return 4096 * Duration{1s} / hz;
  if (hz == 100 || hz == 250 || hz == 300) return 512 * Duration{1s} / hz;
  return std::nullopt;
}

void apply_timer(std::int64_t hz, BehaviourDraft& draft) {
  if (const auto granularity = wheel_granularity(hz))
    draft.host.time_wait_granularity = *granularity;
  else
    draft.report("settings.CONFIG_HZ", fmt::format("expected 100, 250, 300 or 1000, found {}", hz));
}

void check_step_width(std::int64_t width, BehaviourDraft& draft) {
  if (width != 0)
    draft.report("settings.net.ipv4.ip_local_port_step_width",
                 "only 0, the default, is simulated: every second port, and not a random stride");
}

std::optional<std::int64_t> number_with(SettingEffect effect, const BehaviourDraft& draft) {
  for (const Setting& setting : draft.os.settings) {
    if (setting.effect != effect) continue;
    const auto& set = draft.configuration.settings;
    const auto found = set.find(setting.name);
    const auto value = found != set.end() ? found->second : default_of(draft.os, setting);
    if (value) return std::get<std::int64_t>(*value);
  }
  return std::nullopt;
}

// tcp_tw_reuse: 1 is for all addresses, 2 for those of 127.0.0.0/8.
void apply_time_wait_reuse(BehaviourDraft& draft) {
  draft.host.has_timestamps = number_with(SettingEffect::timestamps, draft) != 0;
  if (!draft.host.has_timestamps && draft.host.named_port_at_bind)
    draft.host.named_port_at_bind->reuseaddr_lifts_time_wait = false;
  const std::int64_t mode = number_with(SettingEffect::time_wait_reuse, draft).value_or(0);
  if (!draft.host.has_timestamps || mode == 0) return;
  TimeWaitLength after = draft.os.time_wait_reuse->value.after;
  if (const auto delay = number_with(SettingEffect::time_wait_reuse_delay, draft))
    after.least = std::chrono::milliseconds{*delay};
  if (mode == 1) draft.host.reused_after = after;
  draft.host.reused_after_on_loopback = after;
}

void apply_number(SettingEffect effect, std::int64_t number, BehaviourDraft& draft) {
  HostBehaviour& host = draft.host;
  switch (effect) {
    case SettingEffect::first_port:
      host.ephemeral.first = Port{static_cast<std::uint16_t>(number)};
      return;
    case SettingEffect::last_port:
      host.ephemeral.last = Port{static_cast<std::uint16_t>(number)};
      return;
    case SettingEffect::max_user_port_since_vista:
      return apply_max_user_port(number, draft);
    case SettingEffect::half_open_limited:
      host.half_open_limit = half_open_limit_of(number);
      return;
    case SettingEffect::time_wait_cap:
      host.time_wait_cap = number;
      return;
    case SettingEffect::time_wait_seconds:
      host.time_wait = std::chrono::seconds{number};
      return;
    case SettingEffect::msl_milliseconds:
      host.time_wait = 2 * std::chrono::milliseconds{number};
      return;
    case SettingEffect::timer_hz:
      return apply_timer(number, draft);
    case SettingEffect::time_wait_buckets:
      host.time_wait_buckets = number;
      return;
    case SettingEffect::fin_wait_2_seconds:
      host.fin_wait_2 = std::chrono::seconds{number};
      return;
    case SettingEffect::autobind_reuse:
      host.shares_ports_at_bind = number != 0;
      return;
    case SettingEffect::port_step_width:
      return check_step_width(number, draft);
    default:  // nothing, no number, or together with others: apply_time_wait_reuse
      return;
  }
}

void apply(SettingEffect effect, const SettingValue& value, BehaviourDraft& draft) {
  HostBehaviour& host = draft.host;
  if (const auto* number = std::get_if<std::int64_t>(&value)) return apply_number(effect, *number, draft);
  switch (effect) {
    case SettingEffect::ephemeral_range:
      host.ephemeral = std::get<PortRange>(value);
      return;
    case SettingEffect::auto_reuse_range:
      host.auto_reuse = unless_empty(std::get<PortRange>(value));
      return;
    case SettingEffect::excluded:
      host.excluded = std::get<std::vector<PortRange>>(value);
      return;
    case SettingEffect::reserved:
      host.reserved = std::get<std::vector<PortRange>>(value);
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
    default:  // a number, or nothing
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

  apply(setting.effect, value, draft);
}

// What MaxUserPort may mean since Vista, it means of the range that netsh has set.
bool comes_after_the_range(const Setting& setting) {
  return setting.effect == SettingEffect::max_user_port_since_vista;
}

// Together: first and last may be two settings.
void check_range(std::string_view set_by, BehaviourDraft& draft) {
  const PortRange& range = draft.host.ephemeral;
  if (is_usable(range)) return;
  draft.report(fmt::format("settings.{}", set_by),
               fmt::format("expected ports from 1 up, the first not above the last, found {}-{}",
                           range.first.number(), range.last.number()));
}

}  // namespace

void apply_settings(BehaviourDraft& draft) {
  std::string_view range_set_by;
  for (const bool is_last_pass : {false, true}) {
    for (const auto& [name, value] : draft.configuration.settings) {
      const Setting* setting = find_setting(draft.os, name);
      assert(setting != nullptr);
      if (comes_after_the_range(*setting) != is_last_pass) continue;
      const PortRange before = draft.host.ephemeral;
      apply(*setting, value, draft);
      if (draft.host.ephemeral != before) range_set_by = name;
    }
  }
  check_range(range_set_by, draft);
  apply_time_wait_reuse(draft);
}

}  // namespace portsim
