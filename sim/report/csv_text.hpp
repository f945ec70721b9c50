// Cells of every CSV report (RFC 4180): text from outside cannot end a cell or become a formula.
#pragma once

#include <string>
#include <string_view>

namespace portsim {

inline constexpr std::string_view csv_line_end = "\r\n";

// Of text from outside. Control characters, line breaks among them, become visible.
std::string text_cell(std::string_view text);

}  // namespace portsim
