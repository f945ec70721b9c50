// How every JSON report is written: members in the order they were given, indented, in ASCII only (so hostile
// names cannot steer a terminal), bytes that are not UTF-8 replaced, numbers that are not finite as null.
#pragma once

#include <optional>
#include <string>

#include <nlohmann/json.hpp>

namespace portsim {

using Json = nlohmann::ordered_json;

std::string json_text(const Json&);

template <class T>
Json value_or_null(const std::optional<T>& value) {
  return value ? Json(*value) : Json(nullptr);
}

}  // namespace portsim
