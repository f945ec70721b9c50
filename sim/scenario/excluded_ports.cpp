#include "sim/scenario/excluded_ports.hpp"

#include <sstream>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "sim/scenario/lists.hpp"
#include "sim/scenario/values.hpp"

namespace portsim {
namespace {

// Titles are in the language of the system: a line without a digit is one.
bool is_title(std::string_view line) {
  return line.find_first_of("0123456789") == std::string_view::npos;
}

// "     50000       50059     *", where the star marks a range that an administrator made.
std::optional<PortRange> range_in(const std::string& line) {
  std::istringstream words{line};
  std::string first, last, mark, rest;
  words >> first >> last >> mark >> rest;
  if (last.empty() || !rest.empty() || (!mark.empty() && mark != "*")) return std::nullopt;
  const auto range = decode_ports(first + "-" + last);
  return range ? std::optional{*range} : std::nullopt;
}

std::optional<std::vector<PortRange>> read_table(const Field& field) {
  std::vector<PortRange> ranges;
  std::istringstream lines{field.scalar()->text};
  for (std::string line; std::getline(lines, line);) {
    if (is_title(line)) continue;
    const auto range = range_in(line);
    if (!range) {
      field.report(ProblemKind::wrong_value,
                   fmt::format("expected lines with a start port and an end port, as netsh prints them, "
                               "found {}",
                               shown(line.substr(line.find_first_not_of(" \t")))));
      return std::nullopt;
    }
    ranges.push_back(*range);
  }
  if (ranges.empty()) return field.report_unexpected(), std::nullopt;
  return ranges;
}

}  // namespace

std::optional<std::vector<PortRange>> read_excluded_ports(const Field& field) {
  const bool is_table = field.scalar() && field.scalar()->text.find('\n') != std::string::npos;
  return is_table ? read_table(field) : read_ports(field);
}

}  // namespace portsim
