// Our own source as text, for the rules that no compiler knows. Reads the tree once; a rule is a function
// over files and also runs on a few lines written in a test. It is no parser: comments and literals are told
// from code, and nothing else is understood.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace portsim::tidy {

struct SourceLine {
  std::string text;
  std::string code;  // the text without comments and without the inside of literals
  bool ends_in_raw_string = false;
};

struct SourceFile {
  std::string path;  // from the root: "models/os/catalogue.hpp"
  std::vector<SourceLine> lines;
};
using SourceTree = std::vector<SourceFile>;

SourceFile source_file(std::string path, std::string_view text);
const SourceTree& our_source();  // every .hpp and .cpp of the project
std::string text_of_file(const std::string& path_from_root);

struct Include {
  int line;          // from 1
  std::string path;  // "models/os/catalogue.hpp", "fmt/format.h", "vector"
  bool is_ours;      // in quotes; false: in angle brackets
};
std::vector<Include> includes_of(const SourceFile& file);

std::string folder_of(std::string_view path);  // "models/os"; what stands before the last slash
bool is_header(const SourceFile& file);

// Whether the path begins with one of these ("models/", "sim/cli/").
bool is_in(std::string_view path, const std::vector<std::string_view>& folders);
// Whether the code has this name or text, and not merely as a part of a longer name.
bool has_word(std::string_view code, std::string_view word);

struct Finding {
  std::string path;
  int line;  // from 1
  std::string message;
};
using Findings = std::vector<Finding>;

// One finding a line, "path:line: message"; empty when all is well. Tests compare with "", so that a failure
// shows the findings themselves.
std::string listing(const Findings& findings);

}  // namespace portsim::tidy
