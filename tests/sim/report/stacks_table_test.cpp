#include "sim/report/stacks_table.hpp"

#include <map>
#include <sstream>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "models/os/catalogue.hpp"

using namespace portsim;

namespace {

std::vector<std::string> lines() {
  std::istringstream stream{stacks_table(catalogue(), {})};
  std::vector<std::string> lines;
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

// The lines of each level, joined; by id.
std::map<std::string, std::string> rows() {
  std::map<std::string, std::string> rows;
  std::string id;
  for (const std::string& line : lines()) {
    const std::string first = line.substr(0, line.find(' '));
    if (!first.empty()) {
      id = first;
      CHECK(rows.count(id) == 0);
    }
    if (!line.empty()) rows[id] += line + "\n";
  }
  return rows;
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("The table has every level of the catalogue once, with its name, ports and TIME_WAIT", "[report]") {
  const auto all = rows();
  CHECK(all.size() == catalogue().size() + 2);  // the header, and the line that closes
  for (const OsProfile* os : catalogue()) {
    CAPTURE(os->id);
    REQUIRE(all.count(std::string{os->id}) == 1);
    CHECK(contains(all.at(std::string{os->id}), "\n  " + std::string{os->name}));
  }
  // KB929851; BizTalk guide.
  CHECK(contains(all.at("windows-7-sp1"), " 49152-65535 "));
  CHECK(contains(all.at("windows-7-sp1"), " 16,384 ports"));
  CHECK(contains(all.at("windows-7-sp1"), " 120 s "));
}

TEST_CASE("The table names the defects of a level that is not patched", "[report]") {
  const auto all = rows();
  CHECK(contains(all.at("windows-7-sp1"), "closing_port"));    // KB2916780
  CHECK_FALSE(contains(all.at("windows-8"), "closing_port"));  // repaired before release, KB2916780
  CHECK(contains(all.at("textbook"), "none known"));
}

TEST_CASE("Families are set apart in the table", "[report]") {
  std::string above = "?";
  int windows = 0;
  for (const std::string& line : lines()) {
    if (line.substr(0, 8) == "windows-" && above.empty()) ++windows;
    if (line.substr(0, 9) == "textbook ") CHECK(above.empty());
    above = line;
  }
  CHECK(windows == 1);
}

TEST_CASE("The table fits 100 columns and says how to see one level", "[report]") {
  for (const std::string& line : lines()) {
    CAPTURE(line);
    CHECK(line.size() <= 100);
    CHECK(line.find_last_not_of(' ') + 1 == line.size());
  }
  CHECK(contains(lines().back(), "portsim stacks LEVEL"));
}
