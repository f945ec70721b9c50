// Text as code points. Bytes that are not UTF-8 are told apart, one byte at a time, and never thrown over.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace portsim {

struct CodePoint {
  std::string_view bytes;  // of the text it was taken from; never empty
  std::uint32_t value = 0;
  bool is_valid = false;  // RFC 3629: shortest form, no surrogates, at most U+10FFFF
};

CodePoint first_code_point(std::string_view text);  // the text is not empty

int count_code_points(std::string_view text);

// U+0000 to U+001F, U+007F to U+009F.
bool is_control(std::uint32_t code_point);

// Each byte that is not UTF-8 becomes U+FFFD, so that the result may stand in any report.
std::string valid_utf8(std::string_view text);

}  // namespace portsim
