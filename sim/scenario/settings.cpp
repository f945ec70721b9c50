// `settings` of a host: no table here, each system of the catalogue has its own.
#include <cassert>

#include "models/os/catalogue.hpp"
#include "models/vocabulary/overloaded.hpp"

#include "sim/scenario/key_table.hpp"
#include "sim/scenario/lists.hpp"
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
  return std::visit(
      overloaded{
          [](const IntegerInRange& range) {
            return fmt::format("{} to {} ({})", range.min, range.max, range.unit);
          },
          [](PortRangeText) { return std::string{"a range of ports such as \"1024-5119\""}; },
          [](PortRangeList) { return std::string{"a list of ports such as [50000-50099, 60000]"}; },
          [](const StartAndNumber&) { return std::string{"a map such as {start: 49152, num: 16384}"}; },
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

// netsh names a range by its first port and how many ports it has.
struct RangeDraft {
  StartAndNumber rule;
  std::optional<std::int64_t> start;
  std::optional<std::int64_t> number;
};

constexpr std::int64_t port_end = 65536;  // above the last

void read_start(const Field& value, RangeDraft& draft) {
  const auto start = value.read_whole({0, port_end - 1});
  if (!start) return;
  draft.start = static_cast<std::int64_t>(*start);
  if (*draft.start < draft.rule.start_min) {
    value.report_unexpected(fmt::format("the least is {}", draft.rule.start_min));
    draft.start.reset();
  }
}

void read_number(const Field& value, RangeDraft& draft) {
  const auto read = value.read_whole({0, port_end});
  if (!read) return;
  const auto number = static_cast<std::int64_t>(*read);
  if (number < draft.rule.number_min) {
    value.report_unexpected(fmt::format("the least is {}", draft.rule.number_min));
  } else if (draft.start && *draft.start + number > port_end) {
    value.report_unexpected(
        fmt::format("from port {} there are {} up to 65535", *draft.start, port_end - *draft.start));
  } else {
    draft.number = number;
  }
}

constexpr Key<RangeDraft> range_keys[] = {
    {"start", required, "the first port of the range", read_start},
    {"num", required, "how many ports the range has", read_number},
};

// A range of no ports, where the system accepts that, ends before it starts.
std::optional<SettingValue> read_range(const Field& value, const StartAndNumber& rule) {
  RangeDraft draft{rule, std::nullopt, std::nullopt};
  read_map(value, range_keys, draft);
  if (!draft.start || !draft.number) return std::nullopt;
  const std::int64_t last = *draft.start + *draft.number - 1;
  return PortRange{Port{static_cast<std::uint16_t>(*draft.start)}, Port{static_cast<std::uint16_t>(last)}};
}

std::optional<SettingValue> read_setting(const Field& value, const SettingType& type) {
  return std::visit(
      overloaded{
          [&](const IntegerInRange& range) { return read_integer(value, range); },
          [&](PortRangeText) { return std::optional<SettingValue>{value.read(decode_port_range)}; },
          [&](PortRangeList) { return std::optional<SettingValue>{read_ports(value)}; },
          [&](const StartAndNumber& rule) { return read_range(value, rule); },
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
