#include "sim/live/sysctls.hpp"

#include <algorithm>
#include <charconv>
#include <system_error>

#include <fmt/format.h>

#include "models/vocabulary/overloaded.hpp"

#include "sim/live/proc_file.hpp"

namespace portsim {

namespace {

constexpr std::string_view blanks = " \t\n";

std::string ports_text(const PortRange& range) {
  return range.first == range.last ? fmt::format("{}", range.first.number())
                                   : fmt::format("{}-{}", range.first.number(), range.last.number());
}

// The numbers of a text, whatever stands between them.
std::vector<std::int64_t> numbers_in(std::string_view text) {
  std::vector<std::int64_t> numbers;
  const char* at = text.data();
  const char* const end = at + text.size();
  while (at < end) {
    std::int64_t number = 0;
    const auto [rest, error] = std::from_chars(at, end, number);
    if (error == std::errc{}) numbers.push_back(number);
    at = error == std::errc{} ? rest : at + 1;
  }
  return numbers;
}

std::optional<PortRange> range_of(const std::vector<std::int64_t>& numbers) {
  const auto is_port = [](std::int64_t number) { return number >= 0 && number <= 65535; };
  if (numbers.empty() || numbers.size() > 2 || !std::all_of(numbers.begin(), numbers.end(), is_port))
    return std::nullopt;
  return PortRange{Port{static_cast<std::uint16_t>(numbers.front())},
                   Port{static_cast<std::uint16_t>(numbers.back())}};
}

std::string with_blanks_for_dashes(std::string_view text) {
  std::string ports{text};
  std::replace(ports.begin(), ports.end(), '-', ' ');  // from_chars would read a sign
  return ports;
}

std::optional<SettingValue> port_list(std::string_view text) {
  std::vector<PortRange> ranges;
  while (!text.empty()) {
    const auto end = std::min(text.find(','), text.size());
    const auto range = range_of(numbers_in(with_blanks_for_dashes(text.substr(0, end))));
    if (range) ranges.push_back(*range);
    text.remove_prefix(std::min(text.size(), end + 1));
  }
  return ranges;
}

}  // namespace

std::string sysctl_text(const SettingValue& value) {
  return std::visit(overloaded{
                        [](std::int64_t number) { return fmt::format("{}", number); },
                        [](const PortRange& range) {
                          return fmt::format("{} {}", range.first.number(), range.last.number());
                        },
                        [](const std::vector<PortRange>& ranges) {
                          std::string text;
                          for (const PortRange& range : ranges)
                            text += (text.empty() ? "" : ",") + ports_text(range);
                          return text + "\n";  // a write of nothing at all would change nothing
                        },
                        [](const auto&) { return std::string{}; },  // of other systems
                    },
                    value);
}

std::optional<SettingValue> sysctl_value(const SettingType& type, std::string_view text) {
  const std::vector<std::int64_t> numbers = numbers_in(text);
  if (std::holds_alternative<PortRangeList>(type)) return port_list(text);
  if (std::holds_alternative<TwoPorts>(type)) {
    const auto range = range_of(numbers);
    return range ? std::optional<SettingValue>{*range} : std::nullopt;
  }
  if (std::holds_alternative<IntegerInRange>(type) && numbers.size() == 1) return numbers.front();
  return std::nullopt;
}

bool is_sysctl(const Setting& setting) {
  return setting.name.substr(0, 4) == "net.";
}

Done write_sysctls(const SettingValues& settings) {
  for (const auto& [name, value] : settings) {
    if (name.substr(0, 4) != "net.") continue;
    const Done written = write_proc(path_of_sysctl(name), sysctl_text(value));
    if (!written) return tl::unexpected{fmt::format("{} cannot be set: {}", name, written.error())};
  }
  return {};
}

ReadSettings read_sysctls(const OsProfile& os) {
  ReadSettings read;
  for (const Setting& setting : os.settings) {
    if (!is_sysctl(setting)) continue;
    const auto text = read_proc(path_of_sysctl(setting.name));
    if (!text) continue;
    const auto value = sysctl_value(setting.type, *text);
    if (!value) continue;
    read.values.insert_or_assign(std::string{setting.name}, *value);
    std::string shown = text->substr(0, text->find_last_not_of(blanks) + 1);
    std::replace(shown.begin(), shown.end(), '\t', ' ');
    read.texts.emplace_back(setting.name, std::move(shown));
  }
  return read;
}

}  // namespace portsim
