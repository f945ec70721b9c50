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
Decoded<PortRange> range_in(const std::string& line) {
  std::istringstream words{line};
  std::string first, last, mark, rest;
  words >> first >> last >> mark >> rest;
  if (last.empty() || !rest.empty() || (!mark.empty() && mark != "*")) return tl::unexpected{Reason{}};
  return decode_ports(first + "-" + last);
}

std::string without_indent(const std::string& line) {
  return line.substr(line.find_first_not_of(" \t"));
}

// A table of titles only: nothing is excluded.
std::optional<std::vector<PortRange>> read_table(const Field& field) {
  std::vector<PortRange> ranges;
  std::istringstream lines{field.scalar()->text};
  bool is_sound = true;
  for (std::string line; std::getline(lines, line);) {
    if (is_title(line)) continue;
    if (const auto range = range_in(line)) {
      ranges.push_back(*range);
    } else {
      is_sound = false;
      const std::string reason = range.error().text.empty() ? "" : fmt::format("; {}", range.error().text);
      field.report(range.error().kind,
                   fmt::format("expected lines with a start port and an end port, as netsh prints them, "
                               "found {}{}",
                               shown(without_indent(line)), reason));
    }
  }
  if (!is_sound) return std::nullopt;
  return ranges;
}

}  // namespace

std::optional<std::vector<PortRange>> read_excluded_ports(const Field& field) {
  const bool is_table = field.scalar() && field.scalar()->text.find('\n') != std::string::npos;
  return is_table ? read_table(field) : read_ports(field);
}

}  // namespace portsim
