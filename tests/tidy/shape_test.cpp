// What every file looks like: its size, its opening, its whitespace.
#include <algorithm>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "tests/tidy/source_tree.hpp"

namespace portsim::tidy {
namespace {

constexpr int lines_max = 300;

struct LongFile {
  std::string path;
  std::string reason;
};

Findings too_long(const SourceTree& tree, const std::vector<LongFile>& justified) {
  Findings findings;
  for (const SourceFile& file : tree) {
    const auto lines = static_cast<int>(file.lines.size());
    const bool is_justified = std::any_of(justified.begin(), justified.end(), [&](const LongFile& exception) {
      return exception.path == file.path && !exception.reason.empty();
    });
    if (lines > lines_max && !is_justified) {
      findings.push_back({file.path, lines, "more than " + std::to_string(lines_max) + " lines"});
    }
  }
  return findings;
}

Findings badly_opened_headers(const SourceTree& tree) {
  Findings findings;
  for (const SourceFile& file : tree) {
    if (!is_header(file)) continue;
    if (file.lines.empty() || file.lines.front().text.substr(0, 3) != "// ") {
      findings.push_back({file.path, 1, "does not open with a comment that says what it is"});
    }
    const auto first_code = std::find_if(file.lines.begin(), file.lines.end(),
                                         [](const SourceLine& line) { return !line.code.empty(); });
    if (first_code == file.lines.end() || first_code->code != "#pragma once") {
      findings.push_back({file.path, 1, "does not begin with #pragma once"});
    }
  }
  return findings;
}

Findings bad_whitespace(const SourceTree& tree) {
  Findings findings;
  for (const SourceFile& file : tree) {
    int number = 0;
    for (const SourceLine& line : file.lines) {
      ++number;
      if (line.text.find('\t') != std::string::npos) findings.push_back({file.path, number, "has a tab"});
      if (line.ends_in_raw_string) continue;  // There a blank may be meant.
      if (!line.text.empty() && (line.text.back() == ' ' || line.text.back() == '\r')) {
        findings.push_back({file.path, number, "ends in a blank"});
      }
    }
  }
  return findings;
}

}  // namespace

TEST_CASE("Files have at most 300 lines", "[tidy]") {
  const std::vector<LongFile> justified{};  // a path, and why it is better in one piece

  std::string long_text;
  for (int line = 0; line <= lines_max; ++line) long_text += "int a;\n";
  const SourceFile long_file = source_file("models/os/a.cpp", long_text);
  CHECK(listing(too_long({long_file}, {})) == "models/os/a.cpp:301: more than 300 lines\n");
  CHECK(too_long({long_file}, {{"models/os/a.cpp", "a table of one row a system"}}).empty());

  CHECK(listing(too_long(our_source(), justified)) == "");
}

TEST_CASE("Every header opens with what it is, and is included once", "[tidy]") {
  CHECK(badly_opened_headers({source_file("a.hpp", "// A port.\n#pragma once\n\nint a;\n")}).empty());
  CHECK(badly_opened_headers({source_file("a.hpp", "#pragma once\n")}).size() == 1);
  CHECK(
      badly_opened_headers({source_file("a.hpp", "// A port.\n#include <vector>\n#pragma once\n")}).size() ==
      1);

  CHECK(listing(badly_opened_headers(our_source())) == "");
}

TEST_CASE("No line has a tab or ends in a blank", "[tidy]") {
  CHECK(listing(bad_whitespace({source_file("a.cpp", "int a;\n\tint b; \nint c;\r\n")})) ==
        "a.cpp:2: has a tab\na.cpp:2: ends in a blank\na.cpp:3: ends in a blank\n");
  CHECK(bad_whitespace({source_file("a.cpp", "f(R\"(rate: \n)\");\n")}).empty());

  SourceTree files = our_source();
  for (const char* path : {"CMakeLists.txt",
                           "CMakePresets.json",
                           "cmake/compiler.cmake",
                           "cmake/module.cmake",
                           "cmake/embed.cmake",
                           "cmake/html_assets.cmake",
                           "sim/report/web/shared.js",
                           "sim/report/web/page.js",
                           "sim/report/web/curves.js",
                           "sim/report/web/port_map.js",
                           "sim/report/web/report.css",
                           "sim/report/web/heat_map.js",
                           "sim/report/web/sweep_lines.js",
                           "sim/report/web/sweep.js",
                           "sim/report/web/sweep.css",
                           "tests/browser/pages_test.py",
                           "tests/browser/report_test.py",
                           "tests/browser/webdriver.py",
                           "tests/CMakeLists.txt",
                           "bench/CMakeLists.txt",
                           "bench/draw_curves.py",
                           "bench/peers/churn.py",
                           "bench/peers/churn_simpy2.py",
                           "bench/peers/churn_simpy3.py",
                           "portsim",
                           ".ci/run"}) {
    files.push_back(source_file(path, text_of_file(path)));
  }
  CHECK(listing(bad_whitespace(files)) == "");
}

}  // namespace portsim::tidy
