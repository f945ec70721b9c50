#include "sim/scenario/colon_mistake.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "sim/scenario/field.hpp"

namespace portsim {
namespace {

constexpr std::string_view key_characters =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.";

std::string_view line_at(std::string_view text, int line) {
  for (; line > 0; --line) text.remove_prefix(text.find('\n') + 1);
  return text.substr(0, text.find('\n'));
}

// "  client:{model: open}": the key at the begin of a line has no space behind its colon.
std::optional<ColonMistake> without_space(std::string_view text, int line) {
  const std::string_view all = line_at(text, line);
  const auto begin = std::min(all.find_first_not_of(" -"), all.size());
  const auto end = all.find_first_not_of(key_characters, begin);
  const bool has_colon = end != std::string_view::npos && end > begin && all[end] == ':';
  if (!has_colon || end + 1 == all.size() || all[end + 1] == ' ' || all[end + 1] == '\r') return std::nullopt;
  return ColonMistake{
      line, static_cast<int>(end),
      fmt::format("a space is missing after the colon of {}", shown(all.substr(begin, end - begin)))};
}

// "scenario: web: client": a colon behind another begins no value.
std::optional<ColonMistake> within_value(std::string_view text, int line, int column) {
  const std::string_view all = line_at(text, line);
  const std::string_view before = all.substr(0, static_cast<std::size_t>(column));
  if (before.size() == all.size() || all[before.size()] != ':' || before.find(": ") == std::string_view::npos)
    return std::nullopt;
  return ColonMistake{line, column, "a text with \": \" in it stands in quotes"};
}

}  // namespace

std::optional<ColonMistake> colon_mistake(std::string_view text, int line, int column) {
  if (auto here = without_space(text, line)) return here;
  if (auto here = within_value(text, line, column)) return here;
  return line > 0 ? without_space(text, line - 1) : std::nullopt;
}

}  // namespace portsim
