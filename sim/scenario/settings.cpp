// `settings` of a host: no table here, each system of the catalogue has its own.
#include <cassert>

#include "models/os/catalogue.hpp"
#include "models/vocabulary/overloaded.hpp"

#include "sim/scenario/sections.hpp"
#include "sim/scenario/selection_words.hpp"

namespace portsim {
namespace {

constexpr Word<PoolScope> pool_scope_words[] = {
    {name_of(PoolScope::host), PoolScope::host},
    {name_of(PoolScope::address), PoolScope::address},
    {name_of(PoolScope::destination), PoolScope::destination},
};

std::string expected_by(const SettingType& type) {
  return std::visit(overloaded{
                        [](const IntegerInRange& range) {
                          return fmt::format("{} to {} ({})", range.min, range.max, range.unit);
                        },
                        [](PortRangeText) { return std::string{"a range of ports such as \"1024-5119\""}; },
                        [](DurationText) { return std::string{"a duration such as \"60s\""}; },
                        [](SelectionWord) { return joined(words_of(selection_words), " or "); },
                        [](PoolScopeWord) { return joined(words_of(pool_scope_words), " or "); },
                    },
                    type);
}

std::optional<SettingValue> read_integer(const Field& value, const IntegerInRange& range) {
  assert(range.min >= 0);
  const Scalar* scalar = value.scalar();
  if (scalar && scalar->text.find_first_not_of("-0123456789") != std::string::npos) {
    value.report_unexpected("a whole number in that unit");
    return std::nullopt;
  }
  const auto number =
      value.read_whole({static_cast<std::uint64_t>(range.min), static_cast<std::uint64_t>(range.max)});
  if (!number) return std::nullopt;
  return static_cast<std::int64_t>(*number);
}

std::optional<SettingValue> read_setting(const Field& value, const SettingType& type) {
  return std::visit(
      overloaded{
          [&](const IntegerInRange& range) { return read_integer(value, range); },
          [&](PortRangeText) { return std::optional<SettingValue>{value.read(decode_port_range)}; },
          [&](DurationText) { return std::optional<SettingValue>{value.read(decode_duration)}; },
          [&](SelectionWord) { return std::optional<SettingValue>{value.read_word(selection_words)}; },
          [&](PoolScopeWord) { return std::optional<SettingValue>{value.read_word(pool_scope_words)}; },
      },
      type);
}

void report_no_setting(const Field& settings, const OsProfile& os, const Entry& entry) {
  const std::string_view known_reason = why_not_setting(os, entry.key);
  const std::string reason =
      known_reason.empty() ? suggestion_for(entry.key, names_of(os.settings)) : std::string{known_reason};
  settings.entry(entry, "").report_at_key(
      fmt::format("no setting of {} that can be simulated; {}", os.name, reason));
}

}  // namespace

void read_settings(const Field& settings, const OsProfile& os, SettingValues& values) {
  if (!settings.map()) return settings.report_unexpected();
  for (const Entry& entry : settings.map()->entries) {
    const Setting* setting = find_setting(os, entry.key);
    if (!setting) {
      report_no_setting(settings, os, entry);
      continue;
    }
    const std::string expected = expected_by(setting->type);
    if (auto value = read_setting(settings.entry(entry, expected), setting->type)) {
      values.insert_or_assign(entry.key, *value);
    }
  }
}

}  // namespace portsim
