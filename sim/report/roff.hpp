// Texts inside a page of roff: what would be a request, an escape or a typographic character there is
// escaped, so that it is printed, and copied from the page, as it was.
#pragma once

#include <string>
#include <string_view>

namespace portsim {

// A paragraph, in lines of at most 80 bytes that begin with each sentence, as the tools want them.
std::string roff_paragraph(std::string_view text);

// Lines that are printed as they are.
std::string roff_lines(std::string_view text);

std::string roff_bold(std::string_view text);
std::string roff_italic(std::string_view text);

}  // namespace portsim
