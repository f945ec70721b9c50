// Style and scripts that every HTML report carries with it: our own of sim/report/web, and dygraphs (MIT).
// They are made a part of the program when it is built (cmake/html_assets.cmake).
#pragma once

#include <string_view>

namespace portsim {

extern const std::string_view dygraphs_licence;  // a comment
extern const std::string_view dygraphs_script;
extern const std::string_view dygraphs_style;
extern const std::string_view report_style;
extern const std::string_view sweep_style;  // of the reports of sweep, compare and advise
// In the order in which a page needs them.
extern const std::string_view shared_script;       // what the others share
extern const std::string_view curves_script;       // curves with intervals
extern const std::string_view port_map_script;     // ports over time
extern const std::string_view heat_map_script;     // the points of a sweep over two axes
extern const std::string_view sweep_lines_script;  // over one
extern const std::string_view sweep_script;        // which of them, and of what
extern const std::string_view page_script;         // the theme; draws every figure

}  // namespace portsim
