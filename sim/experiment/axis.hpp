// What a sweep varies: a path of the scenario language with the values that it takes. Values are YAML texts,
// as `--set` takes them.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

namespace portsim {

inline constexpr std::size_t axis_values_max = 10'000;

struct Axis {
  std::string path;                 // "hosts.web.settings.TcpTimedWaitDelay"
  std::vector<std::string> values;  // at least one, each once
  bool operator==(const Axis&) const = default;
};

// PATH=LIST. The list is split at commas outside brackets, braces and quotes: "30,60,120", "[],[KB2826167]".
// An item may be a range, "30..300 step 30" or "30s..5min step 30s", with its last value where the steps meet
// it; between whole numbers the step is 1 where none is given. The error says to a user what was expected and
// found.
tl::expected<Axis, std::string> parse_axis(std::string_view text);

struct ListRules {
  std::size_t values_max = axis_values_max;
  bool steps_by_one_unit = false;  // where no step is given, also between durations, rates and percentages
};

// The values of such a list.
tl::expected<std::vector<std::string>, std::string> parse_values(std::string_view list,
                                                                 const ListRules& = {});

}  // namespace portsim
