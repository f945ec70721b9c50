// Texts, addresses and JSON as they stand in an HTML page: whatever they contain, a browser takes them for
// text.
#pragma once

#include <string>
#include <string_view>

#include "sim/report/json_text.hpp"

namespace portsim {

// Between tags, or in an attribute's double quotes. Line breaks stay what they are.
std::string html_text(std::string_view text);

// The same, and a number stays on one line with its unit: "49.1 %", "141.7 s".
std::string html_words(std::string_view text);

// A link where it is an address of the web (http or https), else the text alone.
std::string html_link(std::string_view address, std::string_view text);

// As the content of a script element.
std::string html_json(const Json&);

// To five significant digits, as many as a chart can show.
double short_number(double);

}  // namespace portsim
