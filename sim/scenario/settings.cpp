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
          [](TwoPorts) { return std::string{"two ports such as \"32768 60999\""}; },
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
    value.report_unexpected(Reason{"a whole number in that unit"});
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
    value.report_unexpected(
        {fmt::format("the least is {}", draft.rule.start_min), ProblemKind::out_of_range});
    draft.start.reset();
  }
}

void read_number(const Field& value, RangeDraft& draft) {
  const auto read = value.read_whole({0, port_end});
  if (!read) return;
  const auto number = static_cast<std::int64_t>(*read);
  if (number < draft.rule.number_min) {
    value.report_unexpected(
        {fmt::format("the least is {}", draft.rule.number_min), ProblemKind::out_of_range});
  } else if (draft.start && *draft.start + number > port_end) {
    value.report_unexpected(
        {fmt::format("from port {} there are {} up to 65535", *draft.start, port_end - *draft.start),
         ProblemKind::out_of_range});
  } else {
    draft.number = number;
  }
}

constexpr Key<RangeDraft> range_keys[] = {
    {"start",
     required,
     "the first port of the range",
     {read_start, shapes::whole<0, port_end - 1>},
     "the first port of the range"},
    {"num",
     required,
     "how many ports the range has",
     {read_number, shapes::whole<0, port_end>},
     "how many ports the range has"},
};

// As far as one of the two does not depend on the other.
Shape range_shape(const StartAndNumber& rule) {
  Shape shape = shapes::map_of<range_keys>();
  auto& keys = std::get<MapShape>(shape.form).keys;
  const auto within = [](std::int64_t min, std::int64_t max) {
    return Shape{WholeShape{{static_cast<std::uint64_t>(min), static_cast<std::uint64_t>(max)}}};
  };
  keys[0].shape = within(rule.start_min, std::min(port_end - 1, port_end - rule.number_min));
  keys[1].shape = within(rule.number_min, port_end - rule.start_min);
  return shape;
}

// A range of no ports, where the system accepts that, ends before it starts.
std::optional<SettingValue> read_range(const Field& value, const StartAndNumber& rule) {
  RangeDraft draft{rule, std::nullopt, std::nullopt};
  read_map(value, range_keys, draft);
  if (!draft.start || !draft.number) return std::nullopt;
  const std::int64_t last = *draft.start + *draft.number - 1;
  return PortRange{Port{static_cast<std::uint16_t>(*draft.start)}, Port{static_cast<std::uint16_t>(last)}};
}

// As sysctl prints them, with a tab between them.
Decoded<PortRange> decode_two_ports(std::string_view text) {
  constexpr std::string_view blanks = " \t";
  const auto end = std::min(text.find_first_of(blanks), text.size());
  const auto begin = std::min(text.find_first_not_of(blanks, end), text.size());
  return decode_port_range(fmt::format("{}-{}", text.substr(0, end), text.substr(begin)));
}

std::optional<SettingValue> read_two_ports(const Field& value) {
  if (!value.list()) return std::optional<SettingValue>{value.read(decode_two_ports)};
  if (value.list()->items.size() != 2) return value.report_unexpected(), std::nullopt;
  std::int64_t ports[2];
  for (std::size_t i = 0; i < 2; ++i) {
    const auto port = value.item(i, "a port from 1 to 65535").read_whole({1, port_end - 1});
    if (!port) return std::nullopt;
    ports[i] = static_cast<std::int64_t>(*port);
  }
  // Whether the first is above the last is for behaviour_of to say, as of settings that name one each.
  return PortRange{Port{static_cast<std::uint16_t>(ports[0])}, Port{static_cast<std::uint16_t>(ports[1])}};
}

// "50000-50099,60000", as sysctl takes it: also nothing at all, and a comma at the end.
Decoded<std::vector<PortRange>> decode_port_list(std::string_view text) {
  std::vector<PortRange> ports;
  while (!text.empty()) {
    const auto end = std::min(text.find(','), text.size());
    const Decoded<PortRange> part = decode_ports(text.substr(0, end));
    if (!part) return tl::unexpected{part.error()};
    ports.push_back(*part);
    text.remove_prefix(std::min(text.size(), end + 1));
  }
  return ports;
}

std::optional<SettingValue> read_port_list(const Field& value, bool may_be_text) {
  if (may_be_text && value.scalar()) return std::optional<SettingValue>{value.read(decode_port_list)};
  return std::optional<SettingValue>{read_ports(value)};
}

std::optional<SettingValue> read_setting(const Field& value, const SettingType& type) {
  return std::visit(
      overloaded{
          [&](const IntegerInRange& range) { return read_integer(value, range); },
          [&](PortRangeText) { return std::optional<SettingValue>{value.read(decode_port_range)}; },
          [&](TwoPorts) { return read_two_ports(value); },
          [&](PortRangeList list) { return read_port_list(value, list.may_be_text); },
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
      ProblemKind::unknown_setting,
      fmt::format("no setting of {} that can be simulated; {}", os.name, reason));
}

Shape two_ports() {
  return {PatternShape{whole_text(fmt::format("{0}[ \\t]+{0}", port_part()))}};
}
Shape two_ports_in_a_list() {
  return {ListShape{{shapes::port(), shapes::port()}}};
}
Shape ports_in_text() {
  return {PatternShape{whole_text(fmt::format("(?:{0}(?:-{0})?(?:,{0}(?:-{0})?)*,?)?", port_part()))}};
}

Shape shape_of(const SettingType& type) {
  return std::visit(overloaded{
                        [](const IntegerInRange& range) {
                          return Shape{WholeShape{{static_cast<std::uint64_t>(range.min),
                                                   static_cast<std::uint64_t>(range.max)}}};
                        },
                        [](PortRangeText) { return shapes::port_range(); },
                        [](TwoPorts) { return shapes::either<two_ports, two_ports_in_a_list>(); },
                        [](PortRangeList list) {
                          return list.may_be_text
                                     ? shapes::either<shapes::ports, ports_in_text, shapes::port>()
                                     : shapes::ports();
                        },
                        [](const StartAndNumber& rule) { return range_shape(rule); },
                        [](DurationText) { return shapes::duration(); },
                        [](SelectionWord) { return shapes::one_of<selection_words>(); },
                        [](PoolScopeWord) { return shapes::one_of<pool_scope_words>(); },
                    },
                    type);
}

}  // namespace

Shape settings_shape_of(const OsProfile& os) {
  MapShape map;
  for (const Setting& setting : os.settings) {
    map.keys.push_back({setting.name, optional("the system's default"), expected_by(setting.type),
                        setting.meaning, shape_of(setting.type)});
  }
  return {std::move(map)};
}

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
