#include "sim/report/html_text.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <iterator>

#include <fmt/format.h>

namespace portsim {

namespace {

bool begins_with(std::string_view text, std::string_view beginning) {
  return text.substr(0, beginning.size()) == beginning;
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool begins_with_unit(std::string_view text) {
  constexpr std::string_view units[] = {"%", "s", "ms", "us", "ns", "min", "h", "d"};
  constexpr std::string_view in_words = "abcdefghijklmnopqrstuvwxyz0123456789";
  return std::any_of(std::begin(units), std::end(units), [&](std::string_view unit) {
    if (!begins_with(text, unit)) return false;
    return text.size() == unit.size() || in_words.find(text[unit.size()]) == std::string_view::npos;
  });
}

}  // namespace

std::string html_text(std::string_view text) {
  std::string escaped;
  escaped.reserve(text.size());
  for (const char c : text) {
    switch (c) {
      case '&':
        escaped += "&amp;";
        break;
      case '<':
        escaped += "&lt;";
        break;
      case '>':
        escaped += "&gt;";
        break;
      case '"':
        escaped += "&quot;";
        break;
      case '\'':
        escaped += "&#39;";
        break;
      default:
        escaped += c;
    }
  }
  return escaped;
}

std::string html_words(std::string_view text) {
  std::string words;
  for (std::size_t at = text.find(' '); at != std::string_view::npos; at = text.find(' ')) {
    const bool is_number = at > 0 && is_digit(text[at - 1]);
    words +=
        html_text(text.substr(0, at)) + (is_number && begins_with_unit(text.substr(at + 1)) ? "&nbsp;" : " ");
    text.remove_prefix(at + 1);
  }
  return words + html_text(text);
}

std::string html_link(std::string_view address, std::string_view text) {
  if (!begins_with(address, "https://") && !begins_with(address, "http://")) return html_text(text);
  return fmt::format(R"(<a href="{}" rel="noopener noreferrer">{}</a>)", html_text(address), html_text(text));
}

std::string html_json(const Json& json) {
  constexpr bool ascii_only = true;
  const std::string text = json.dump(-1, ' ', ascii_only, Json::error_handler_t::replace);
  std::string escaped;
  escaped.reserve(text.size());
  // Outside of strings JSON has none of these.
  for (const char c : text) {
    switch (c) {
      case '<':
        escaped += "\\u003c";
        break;
      case '>':
        escaped += "\\u003e";
        break;
      case '&':
        escaped += "\\u0026";
        break;
      default:
        escaped += c;
    }
  }
  return escaped;
}

double short_number(double number) {
  if (!std::isfinite(number)) return 0;
  return std::strtod(fmt::format("{:.5g}", number).c_str(), nullptr);
}

}  // namespace portsim
