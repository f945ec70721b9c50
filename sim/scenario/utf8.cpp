#include "sim/scenario/utf8.hpp"

namespace portsim {
namespace {

struct SequenceForm {
  std::size_t length;
  std::uint32_t first_bits;  // of the first byte
  std::uint32_t value_min;   // below it the form would be overlong
};

SequenceForm form_of(std::uint8_t first) {
  if (first < 0x80) return {1, first, 0};
  if ((first & 0xe0) == 0xc0) return {2, first & 0x1fu, 0x80};
  if ((first & 0xf0) == 0xe0) return {3, first & 0x0fu, 0x800};
  if ((first & 0xf8) == 0xf0) return {4, first & 0x07u, 0x10000};
  return {0, 0, 0};
}

}  // namespace

CodePoint first_code_point(std::string_view text) {
  const CodePoint invalid{text.substr(0, 1), static_cast<std::uint8_t>(text.front()), false};
  const SequenceForm form = form_of(static_cast<std::uint8_t>(text.front()));
  if (form.length == 0 || text.size() < form.length) return invalid;

  std::uint32_t value = form.first_bits;
  for (const char c : text.substr(1, form.length - 1)) {
    const auto byte = static_cast<std::uint8_t>(c);
    if ((byte & 0xc0) != 0x80) return invalid;
    value = value << 6 | (byte & 0x3fu);
  }
  const bool is_surrogate = value >= 0xd800 && value <= 0xdfff;
  if (value < form.value_min || value > 0x10ffff || is_surrogate) return invalid;
  return {text.substr(0, form.length), value, true};
}

int count_code_points(std::string_view text) {
  int count = 0;
  while (!text.empty()) {
    text.remove_prefix(first_code_point(text).bytes.size());
    ++count;
  }
  return count;
}

bool is_control(std::uint32_t code_point) {
  return code_point < 0x20 || (code_point >= 0x7f && code_point <= 0x9f);
}

std::string valid_utf8(std::string_view text) {
  std::string valid;
  while (!text.empty()) {
    const CodePoint next = first_code_point(text);
    valid += next.is_valid ? next.bytes : "\xef\xbf\xbd";
    text.remove_prefix(next.bytes.size());
  }
  return valid;
}

}  // namespace portsim
