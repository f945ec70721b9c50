// Rows of cells as a Markdown table with its columns aligned; the first column to the left, figures to the
// right.
#pragma once

#include <string>
#include <vector>

namespace portsim::bench {

using Row = std::vector<std::string>;

// All rows are as long as the head. Columns in which no row has anything are left out; no rows, no text.
std::string text_columns(const Row& head, const std::vector<Row>& rows);

}  // namespace portsim::bench
