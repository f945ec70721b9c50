#include "sim/report/roff.hpp"

#include <sstream>

namespace portsim {
namespace {

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// A hyphen between two letters of prose; else the character that a shell knows.
bool is_hyphen(std::string_view word, std::size_t at) {
  return word.front() != '-' && at > 0 && at + 1 < word.size() && is_letter(word[at - 1]) &&
         is_letter(word[at + 1]);
}

// groff_char(7), "Basic Latin": these are printed as other characters than they are written.
std::string_view escape_of(char c) {
  switch (c) {
    case '\\':
      return "\\e";
    case '\'':
      return "\\(aq";
    case '`':
      return "\\(ga";
    case '^':
      return "\\(ha";
    case '~':
      return "\\(ti";
    case '-':
      return "\\-";
    default:
      return "";
  }
}

std::string escaped(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    const std::string_view escape = escape_of(c);
    escaped += escape.empty() ? std::string_view{&c, 1} : escape;
  }
  return escaped;
}

std::string escaped_word(std::string_view word) {
  std::string text;
  for (std::size_t at = 0; at < word.size(); ++at)
    text += word[at] == '-' && is_hyphen(word, at) ? "-" : escaped(word.substr(at, 1));
  return text;
}

// A line that begins with a dot is a request; a quote would make one too, but is escaped anyhow.
std::string_view guard_of(std::string_view line) {
  return !line.empty() && line.front() == '.' ? "\\&" : "";
}

}  // namespace

std::string roff_paragraph(std::string_view text) {
  constexpr std::size_t bytes_max = 80;
  std::string paragraph;
  std::string line;
  const auto end_line = [&] {
    if (!line.empty()) paragraph += line + "\n";
    line.clear();
  };
  std::istringstream words{std::string{text}};
  for (std::string word; words >> word;) {
    const std::string escaped = escaped_word(word);
    if (line.size() + 1 + escaped.size() > bytes_max) end_line();
    line += line.empty() ? guard_of(escaped) : " ";
    line += escaped;
    if (word.back() == '.') end_line();
  }
  end_line();
  return paragraph;
}

std::string roff_lines(std::string_view text) {
  std::string lines;
  std::istringstream from{std::string{text}};
  for (std::string line; std::getline(from, line);) {
    lines += guard_of(line);
    lines += escaped(line);
    lines += '\n';
  }
  return lines;
}

std::string roff_bold(std::string_view text) {
  return "\\fB" + escaped(text) + "\\fR";
}

std::string roff_italic(std::string_view text) {
  return "\\fI" + escaped(text) + "\\fR";
}

}  // namespace portsim
