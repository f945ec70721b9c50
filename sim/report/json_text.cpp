#include "sim/report/json_text.hpp"

namespace portsim {

std::string json_text(const Json& json) {
  constexpr int indent = 2;
  constexpr bool ascii_only = true;
  return json.dump(indent, ' ', ascii_only, Json::error_handler_t::replace) + "\n";
}

}  // namespace portsim
