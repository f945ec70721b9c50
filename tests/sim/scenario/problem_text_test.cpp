#include "sim/scenario/problem_text.hpp"

#include <catch2/catch.hpp>

namespace portsim {
namespace {

Problem at(int line, int column, std::string text) {
  return {{"web.yaml", line, column, std::move(text)}, "workloads.web", "expected a map"};
}

TEST_CASE("A problem reads as file, line, column, path, message, the line itself and a caret", "[scenario]") {
  const Problem problem{{"scenarios/web-proxy.yaml", 14, 11, "    rate: fast"},
                        "workloads.web.client.rate",
                        "expected a rate such as \"200/s\", found \"fast\"",
                        ProblemKind::wrong_value};
  CHECK(describe(problem) ==
        "scenarios/web-proxy.yaml:14:11: workloads.web.client.rate: expected a rate such as \"200/s\", found "
        "\"fast\" [wrong-value]\n"
        "  14 |     rate: fast\n"
        "     |           ^\n");
}

TEST_CASE("A problem with the file as a whole is one line", "[scenario]") {
  CHECK(describe({{"web.yaml", 0, 0, ""}, "duration", "missing"}) == "web.yaml: duration: missing\n");
  CHECK(describe({{"web.yaml", 0, 0, ""}, "", "and 12 more"}) == "web.yaml: and 12 more\n");
}

TEST_CASE("The caret counts characters, not bytes", "[scenario]") {
  CHECK(describe(at(3, 6, "\xc3\xa4\xe2\x82\xac\xf0\x9f\x98\x80: x")) ==
        "web.yaml:3:6: workloads.web: expected a map\n"
        "  3 | \xc3\xa4\xe2\x82\xac\xf0\x9f\x98\x80: x\n"
        "    |      ^\n");
}

TEST_CASE("Control characters are spelt out, and the caret stays below its place", "[scenario]") {
  CHECK(describe(at(1, 4, "\x1b[2Jx\t\x7f")) ==
        "web.yaml:1:4: workloads.web: expected a map\n"
        "  1 | \\x1b[2Jx\\x09\\x7f\n"
        "    |       ^\n");
  CHECK(printable("a\nb\xc2\x9b\xff") == "a\\x0ab\\x9b\\xff");
}

TEST_CASE("Characters that turn the direction of writing are spelt out", "[scenario]") {
  CHECK(printable("\xe2\x80\xae") == "\\u{202e}");
  CHECK(printable("\xe2\x81\xa6") == "\\u{2066}");
}

TEST_CASE("File, path and message are made safe as well", "[scenario]") {
  CHECK(describe({{"\x1b.yaml", 0, 0, ""}, "a\rb", "found \"\x07\""}) ==
        "\\x1b.yaml: a\\x0db: found \"\\x07\"\n");
}

TEST_CASE("A very long line is cut around the caret", "[scenario]") {
  const std::string line = std::string(1000, 'a') + "!" + std::string(1000, 'b');
  CHECK(describe(at(1, 1001, line)) ==
        "web.yaml:1:1001: workloads.web: expected a map\n"
        "  1 | ..." +
            std::string(60, 'a') + "!" + std::string(59, 'b') + "...\n" + "    | " + std::string(63, ' ') +
            "^\n");
  CHECK(describe(at(1, 1, line)) ==
        "web.yaml:1:1: workloads.web: expected a map\n"
        "  1 | " +
            std::string(120, 'a') + "...\n" + "    | ^\n");
  CHECK(describe(at(1, 2001, line)) ==
        "web.yaml:1:2001: workloads.web: expected a map\n"
        "  1 | ..." +
            std::string(120, 'b') + "\n" + "    | " + std::string(122, ' ') + "^\n");
}

TEST_CASE("A column behind the line puts the caret at its end", "[scenario]") {
  CHECK(describe(at(1, 99, "ab")) ==
        "web.yaml:1:99: workloads.web: expected a map\n"
        "  1 | ab\n"
        "    |   ^\n");
  CHECK(describe(at(1, 1, "")) ==
        "web.yaml:1:1: workloads.web: expected a map\n"
        "  1 | \n"
        "    | ^\n");
}

}  // namespace
}  // namespace portsim
