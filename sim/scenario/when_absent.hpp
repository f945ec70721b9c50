// What it means that a key is not there.
#pragma once

#include <cstdint>
#include <string_view>

namespace portsim {

struct WhenAbsent {
  enum class Rule : std::uint8_t { report, read_default, leave };
  Rule rule;
  std::string_view text;  // read_default: a value as a user would write it; leave: what then holds, in words
};
inline constexpr WhenAbsent required{WhenAbsent::Rule::report, ""};
constexpr WhenAbsent defaults_to(std::string_view value) {
  return {WhenAbsent::Rule::read_default, value};
}
constexpr WhenAbsent optional(std::string_view meaning) {
  return {WhenAbsent::Rule::leave, meaning};
}

}  // namespace portsim
