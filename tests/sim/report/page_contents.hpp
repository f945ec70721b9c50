// What a page for a browser carries, taken out of it again as a browser would.
#pragma once

#include <string>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

namespace portsim {

inline bool has_text(const std::string& page, const std::string& part) {
  return page.find(part) != std::string::npos;
}

// The content of the figure of that id.
inline nlohmann::json content_of_figure(const std::string& page, const std::string& id) {
  const std::string begin = "<script type=\"application/json\" id=\"" + id + "-content\">";
  const auto at = page.find(begin);
  REQUIRE(at != std::string::npos);
  const auto from = at + begin.size();
  return nlohmann::json::parse(page.substr(from, page.find("</script>", from) - from));
}

}  // namespace portsim
