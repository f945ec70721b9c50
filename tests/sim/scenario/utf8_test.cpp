#include "sim/scenario/utf8.hpp"

#include <catch2/catch.hpp>

namespace portsim {
namespace {

TEST_CASE("Code points of one to four bytes are read", "[scenario]") {
  CHECK(first_code_point("a").value == 0x61);
  CHECK(first_code_point("\xc3\xa4x").value == 0xe4);
  CHECK(first_code_point("\xe2\x82\xac").value == 0x20ac);
  CHECK(first_code_point("\xf0\x9f\x98\x80").value == 0x1f600);
  CHECK(first_code_point("\xf4\x8f\xbf\xbf").value == 0x10ffff);
  CHECK(first_code_point("\xc3\xa4x").bytes == "\xc3\xa4");
}

// RFC 3629, sections 3 and 10.
TEST_CASE("Overlong forms, surrogates, stray and missing bytes are not UTF-8", "[scenario]") {
  for (const char* text :
       {"\x80", "\xc0\xaf", "\xc1\xbf", "\xe0\x80\xaf", "\xf0\x80\x80\xaf", "\xed\xa0\x80", "\xed\xbf\xbf",
        "\xf4\x90\x80\x80", "\xf8\x88\x80\x80\x80", "\xc3", "\xe2\x82", "\xc3(", "\xff"}) {
    const CodePoint character = first_code_point(text);
    CHECK_FALSE(character.is_valid);
    CHECK(character.bytes.size() == 1);
  }
}

TEST_CASE("What is not UTF-8 is replaced and counted byte by byte", "[scenario]") {
  CHECK(valid_utf8("a\xff\xc3\xa4") == "a\xef\xbf\xbd\xc3\xa4");
  CHECK(count_code_points("a\xff\xc3\xa4") == 3);
}

}  // namespace
}  // namespace portsim
