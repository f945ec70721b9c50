#include "tests/kernel/text_table.hpp"

#include <fstream>
#include <sstream>
#include <stdexcept>

namespace portsim::kernel {

namespace {

std::vector<std::string> cells_of(const std::string& line) {
  std::vector<std::string> cells{""};
  for (const char c : line) {
    if (c == ',')
      cells.emplace_back();
    else
      cells.back() += c;
  }
  return cells;
}

}  // namespace

std::string text_of_file(const std::string& path) {
  std::ifstream file{path};
  if (!file) throw std::runtime_error{"cannot read " + path};
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::vector<std::map<std::string, std::string>> rows_of_table(const std::string& path) {
  std::istringstream text{text_of_file(path)};
  std::string line;
  std::getline(text, line);
  const std::vector<std::string> names = cells_of(line);
  std::vector<std::map<std::string, std::string>> rows;
  while (std::getline(text, line)) {
    const std::vector<std::string> cells = cells_of(line);
    if (cells.size() != names.size()) throw std::runtime_error{path + ": a row of another length"};
    auto& row = rows.emplace_back();
    for (std::size_t n = 0; n < names.size(); ++n) row[names[n]] = cells[n];
  }
  return rows;
}

}  // namespace portsim::kernel
