#include "models/os/catalogue.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "models/os/families.hpp"

namespace portsim {
namespace {

const SocketOptionRow* find_socket_option(const OsProfile& os, SocketOption option) {
  for (const SocketOptionRow& row : os.socket_options)
    if (row.option == option) return &row;
  return nullptr;
}

constexpr std::int64_t hz_by_default = 250;

std::int64_t default_of_linux(const OsProfile& os, SettingEffect effect) {
  switch (effect) {
    case SettingEffect::timer_hz:
      return hz_by_default;
    case SettingEffect::time_wait_reuse:
      return os.time_wait_reuse->value.default_value;
    case SettingEffect::time_wait_reuse_delay:
      return os.time_wait_reuse->value.after.least / 1ms;
    case SettingEffect::timestamps:
      return 1;
    case SettingEffect::fin_wait_2_seconds:
      return os.fin_wait_2->value / 1s;
    default:  // ip_autobind_reuse and ip_local_port_step_width: off
      return 0;
  }
}

std::string_view first_level_with(SocketOption option) {
  for (const OsProfile* os : catalogue())
    if (find_socket_option(*os, option)) return os->id;
  return {};
}

}  // namespace

std::span<const OsProfile* const> catalogue() {
  static const std::vector<const OsProfile*> levels = [] {
    std::vector<const OsProfile*> all;
    for (const std::span<const OsProfile> family :
         {windows_levels(), linux_levels(), freebsd_levels(), macos_levels(), textbook_levels()})
      for (const OsProfile& level : family) all.push_back(&level);
    return all;
  }();
  return levels;
}

const OsProfile* find_os(std::string_view id) {
  for (const OsProfile* os : catalogue())
    if (os->id == id) return os;
  return nullptr;
}

const Setting* find_setting(const OsProfile& os, std::string_view name) {
  for (const Setting& setting : os.settings)
    if (setting.name == name) return &setting;
  return nullptr;
}

std::string_view why_not_setting(const OsProfile& os, std::string_view name) {
  for (const NoSetting& no_setting : os.no_settings)
    if (no_setting.name == name) return no_setting.reason;
  return {};
}

std::optional<SettingValue> default_of(const OsProfile& os, const Setting& setting) {
  switch (setting.effect) {
    case SettingEffect::first_port:
      return std::int64_t{os.ephemeral.value.first.number()};
    case SettingEffect::last_port:
      return std::int64_t{os.ephemeral.value.last.number()};
    case SettingEffect::ephemeral_range:
      return os.ephemeral.value;
    case SettingEffect::half_open_limited:
      return std::int64_t{os.half_open_limit.value ? 1 : 0};
    case SettingEffect::time_wait_seconds:
      return std::int64_t{os.time_wait.value / 1s};
    case SettingEffect::time_wait:
      return os.time_wait.value;
    case SettingEffect::msl_milliseconds:
      return std::int64_t{os.time_wait.value / 2 / 1ms};
    case SettingEffect::timer_hz:
    case SettingEffect::time_wait_reuse:
    case SettingEffect::time_wait_reuse_delay:
    case SettingEffect::timestamps:
    case SettingEffect::fin_wait_2_seconds:
    case SettingEffect::autobind_reuse:
    case SettingEffect::port_step_width:
      return default_of_linux(os, setting.effect);
    case SettingEffect::time_wait_cap:
      if (!os.time_wait_cap) return std::nullopt;
      return os.time_wait_cap->value;
    case SettingEffect::selection:
      return os.selection.value;
    case SettingEffect::scope:
      return os.scope.value;
    case SettingEffect::none:
    case SettingEffect::max_user_port_since_vista:
    case SettingEffect::auto_reuse_range:
    case SettingEffect::excluded:
    case SettingEffect::reserved:
    case SettingEffect::time_wait_buckets:
      return std::nullopt;
  }
  return std::nullopt;
}

std::optional<std::string> why_not_socket_option(const OsProfile& os, SocketOption option,
                                                 const std::vector<std::string>& patches) {
  const SocketOptionRow* row = find_socket_option(os, option);
  if (!row)
    return fmt::format("{} has no {}; the first level of the catalogue that has it is {}", os.id,
                       name_of(option), first_level_with(option));
  const bool has_patch = row->needs_patch.empty() ||
                         std::find(patches.begin(), patches.end(), row->needs_patch) != patches.end();
  if (has_patch) return std::nullopt;
  return fmt::format("{} has {} only with {}: install it", os.id, name_of(option), row->needs_patch);
}

}  // namespace portsim
