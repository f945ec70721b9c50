// The language of scenarios as JSON Schema (draft-07), for editors: from the tables that the decoder reads
// by. The decoder is the authority. The schema accepts whatever the decoder accepts, but for quoted numbers,
// and cannot see what depends on other places: names that exist, sums of shares, the order of times, sizes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sim/report/json_text.hpp"
#include "sim/scenario/shape.hpp"

namespace portsim {

Json schema_of(const Shape&);
std::string schema_json(const Shape& scenario);

// The values that the words of a row show: `a duration such as "200ms"` shows 200ms.
std::vector<std::string_view> examples_in(std::string_view expected);

}  // namespace portsim
