#include "sim/report/html_text.hpp"

#include <cmath>
#include <cstdlib>

#include <fmt/format.h>

namespace portsim {

namespace {

bool begins_with(std::string_view text, std::string_view beginning) {
  return text.substr(0, beginning.size()) == beginning;
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
