// A number with its unit as the scenario language writes it, to compare values and to count from one to
// another: 240, 0.1%, 20/s, 5min.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace portsim {

// Numbers of the same unit can be compared, and so can all durations.
struct Quantity {
  std::int64_t billionths = 0;  // of the unit; of a duration: nanoseconds
  std::string unit;             // "", "%", "/s"; "s" of every duration
  bool operator==(const Quantity&) const = default;
};

// Nothing: the text is no such number, or one that does not fit.
std::optional<Quantity> parse_quantity(std::string_view text);

// As a user would write it: "240", "12.5/s", "90s".
std::string to_text(const Quantity&);

}  // namespace portsim
