// Parts of a page of Markdown.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace portsim {

std::string in_code(std::string_view text);  // `10s`

// Values that words show become code: `a duration such as "200ms"` shows 200ms.
std::string with_examples_in_code(std::string_view expected);

// The first row is the head. What would end a cell is escaped.
std::string markdown_table(const std::vector<std::vector<std::string>>& rows);

}  // namespace portsim
