#include "sim/report/yaml_json.hpp"

#include <cassert>
#include <charconv>
#include <cstdlib>
#include <regex>

namespace portsim {
namespace {

std::optional<std::uint64_t> whole_number(std::string_view digits, int base) {
  std::uint64_t number = 0;
  const auto end = digits.data() + digits.size();
  const auto read = std::from_chars(digits.data(), end, number, base);
  if (read.ec != std::errc{} || read.ptr != end) return std::nullopt;
  return number;
}

// 0o17 and 0x1f have no sign.
Json based_number(std::string_view text, int base) {
  const auto number = whole_number(text.substr(2), base);
  return number ? Json(*number) : Json(std::string{text});
}

Json decimal_number(const std::string& text) {
  static const std::regex integer{"[-+]?[0-9]+"};
  const bool is_signed = text.front() == '-' || text.front() == '+';
  const auto magnitude = std::regex_match(text, integer)
                             ? whole_number(std::string_view{text}.substr(is_signed ? 1 : 0), 10)
                             : std::nullopt;
  if (magnitude && text.front() != '-') return Json(*magnitude);
  if (magnitude && *magnitude <= (1ULL << 62)) return Json(-static_cast<std::int64_t>(*magnitude));
  return Json(std::strtod(text.c_str(), nullptr));
}

Json plain_scalar(const std::string& text) {
  static const std::regex null{"null|Null|NULL|~|"};
  static const std::regex is_true{"true|True|TRUE"};
  static const std::regex is_false{"false|False|FALSE"};
  static const std::regex octal{"0o[0-7]+"};
  static const std::regex hexadecimal{"0x[0-9a-fA-F]+"};
  static const std::regex number{R"([-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?)"};
  if (text.size() > 64) return Json(text);  // longer than any number that is meant
  if (std::regex_match(text, null)) return Json(nullptr);
  if (std::regex_match(text, is_true)) return Json(true);
  if (std::regex_match(text, is_false)) return Json(false);
  if (std::regex_match(text, octal)) return based_number(text, 8);
  if (std::regex_match(text, hexadecimal)) return based_number(text, 16);
  if (std::regex_match(text, number)) return decimal_number(text);
  return Json(text);
}

}  // namespace

Json yaml_json(const Node& node) {
  if (const Scalar* scalar = node.scalar()) {
    return scalar->is_quoted ? Json(scalar->text) : plain_scalar(scalar->text);
  }
  if (const List* list = node.list()) {
    Json items = Json::array();
    for (const Node& item : list->items) items.push_back(yaml_json(item));
    return items;
  }
  if (const Map* map = node.map()) {
    Json members = Json::object();
    for (const Entry& entry : map->entries) members[entry.key] = yaml_json(entry.value);
    return members;
  }
  return nullptr;
}

Json yaml_json(std::string_view text) {
  Findings findings;
  const auto node = parse_yaml(text, {0, 1, 0}, findings);
  assert(node);
  return yaml_json(*node);
}

}  // namespace portsim
