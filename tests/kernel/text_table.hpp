// The comma-separated files of tests/groundtruth: a header row, then rows of as many cells, without quotes.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace portsim::kernel {

std::string text_of_file(const std::string& path);  // throws where it cannot be read

// Rows as maps from the header's names to cells.
std::vector<std::map<std::string, std::string>> rows_of_table(const std::string& path);

}  // namespace portsim::kernel
