#include "tests/tidy/source_tree.hpp"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <utility>

namespace portsim::tidy {
namespace {

bool is_name_character(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

bool begins_with(std::string_view text, std::string_view beginning) {
  return text.substr(0, beginning.size()) == beginning;
}

// Goes through a file line by line and remembers whether a block comment or a raw string is still open.
class CodeReader {
 public:
  std::string code_of(std::string_view line) {
    std::string code;
    std::size_t at = 0;
    while (at < line.size()) {
      if (!closing_.empty()) {
        at = skip_to_closing(line, at);
      } else if (begins_with(line.substr(at), "//")) {
        break;
      } else if (begins_with(line.substr(at), "/*")) {
        closing_ = "*/";
        at += 2;
      } else if (begins_with(line.substr(at), "R\"")) {
        const std::size_t parenthesis = std::min(line.find('(', at), line.size());
        closing_ = ")" + std::string{line.substr(at + 2, parenthesis - at - 2)} + "\"";
        at = parenthesis;
      } else if (line[at] == '"' || (line[at] == '\'' && !is_digit_separator(line, at))) {
        at = end_of_literal(line, at);
        code += "\"\"";
      } else {
        code += line[at++];
      }
    }
    return code;
  }

  bool is_in_raw_string() const { return !closing_.empty() && closing_.front() == ')'; }

 private:
  static bool is_digit_separator(std::string_view line, std::size_t at) {
    return at > 0 && std::isxdigit(static_cast<unsigned char>(line[at - 1])) != 0;
  }

  static std::size_t end_of_literal(std::string_view line, std::size_t at) {
    const char quote = line[at++];
    while (at < line.size() && line[at] != quote) at += line[at] == '\\' ? 2 : 1;
    return at + 1;
  }

  std::size_t skip_to_closing(std::string_view line, std::size_t at) {
    const std::size_t found = line.find(closing_, at);
    if (found == std::string_view::npos) return line.size();
    const std::size_t after = found + closing_.size();
    closing_.clear();
    return after;
  }

  std::string closing_;  // what ends the open comment or raw string; empty: none is open
};

SourceTree read_source() {
  const std::filesystem::path root{PORTSIM_ROOT};
  std::vector<std::string> paths;
  for (const char* part : {"models", "sim", "tests", "bench"}) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator{root / part}) {
      const auto extension = entry.path().extension();
      if (extension == ".hpp" || extension == ".cpp") {
        paths.push_back(entry.path().lexically_relative(root).generic_string());
      }
    }
  }
  std::sort(paths.begin(), paths.end());
  SourceTree tree;
  for (std::string& path : paths) {
    const std::string text = text_of_file(path);
    tree.push_back(source_file(std::move(path), text));
  }
  return tree;
}

}  // namespace

SourceFile source_file(std::string path, std::string_view text) {
  SourceFile file{std::move(path), {}};
  CodeReader reader;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    std::string code = reader.code_of(line);
    file.lines.push_back({std::string{line}, std::move(code), reader.is_in_raw_string()});
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return file;
}

const SourceTree& our_source() {
  static const SourceTree tree = read_source();
  return tree;
}

std::string text_of_file(const std::string& path_from_root) {
  std::ifstream file{std::string{PORTSIM_ROOT} + "/" + path_from_root, std::ios::binary};
  if (!file) throw std::runtime_error{"cannot read " + path_from_root};
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::vector<Include> includes_of(const SourceFile& file) {
  constexpr std::string_view directive = "#include ";
  std::vector<Include> includes;
  int number = 0;
  for (const SourceLine& line : file.lines) {
    ++number;
    if (!begins_with(line.code, directive)) continue;
    const bool is_ours = line.text[directive.size()] == '"';
    const std::size_t begin = directive.size() + 1;
    const std::size_t end = line.text.find(is_ours ? '"' : '>', begin);
    includes.push_back({number, line.text.substr(begin, end - begin), is_ours});
  }
  return includes;
}

std::string folder_of(std::string_view path) {
  return std::string{path.substr(0, path.rfind('/'))};
}

bool is_header(const SourceFile& file) {
  return std::filesystem::path{file.path}.extension() == ".hpp";
}

bool is_in(std::string_view path, const std::vector<std::string_view>& folders) {
  return std::any_of(folders.begin(), folders.end(),
                     [path](std::string_view folder) { return begins_with(path, folder); });
}

bool has_word(std::string_view code, std::string_view word) {
  for (std::size_t at = code.find(word); at != std::string_view::npos; at = code.find(word, at + 1)) {
    const std::size_t after = at + word.size();
    const bool begins = at == 0 || !is_name_character(word.front()) || !is_name_character(code[at - 1]);
    const bool ends =
        after == code.size() || !is_name_character(word.back()) || !is_name_character(code[after]);
    if (begins && ends) return true;
  }
  return false;
}

std::string listing(const Findings& findings) {
  std::string text;
  for (const Finding& finding : findings) {
    text += finding.path + ":" + std::to_string(finding.line) + ": " + finding.message + "\n";
  }
  return text;
}

}  // namespace portsim::tidy
