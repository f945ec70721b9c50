// The reader the rules stand on: if it took code for a comment, a rule could not fail.
#include "tests/tidy/source_tree.hpp"

#include <catch2/catch.hpp>

namespace portsim::tidy {
namespace {

std::string code_of(std::string_view text) {
  std::string code;
  for (const SourceLine& line : source_file("a.cpp", text).lines) code += line.code + "\n";
  return code;
}

}  // namespace

TEST_CASE("Comments are not code", "[tidy]") {
  CHECK(code_of("int a;  // b\n") == "int a;  \n");
  CHECK(code_of("int /* b */ a;\n") == "int  a;\n");
  CHECK(code_of("/* b\n b */ int a;\n") == "\n int a;\n");
}

TEST_CASE("The inside of a literal is not code, and what follows it is", "[tidy]") {
  CHECK(code_of("f(\"// no comment\"); g();\n") == "f(\"\"); g();\n");
  CHECK(code_of(R"(f("a \" b", '"'); g();)") == "f(\"\", \"\"); g();\n");
  CHECK(code_of("f(R\"x(\" // \n)x\"); g();\n") == "f(\n); g();\n");
  CHECK(code_of("int a = 1'000; f('b');\n") == "int a = 1'000; f(\"\");\n");
}

TEST_CASE("A word is found as a whole name only", "[tidy]") {
  CHECK(has_word("a = log(b);", "log"));
  CHECK(has_word("log", "log"));
  CHECK_FALSE(has_word("portable_log(b), logs, catalogue", "log"));
  CHECK(has_word("catalogue, log", "log"));
  CHECK(has_word("#include <thread>", "<thread>"));
}

TEST_CASE("Includes are read with their line and kind", "[tidy]") {
  const auto includes =
      includes_of(source_file("a.cpp",
                              "#include <vector>\n\n#include \"models/os/catalogue.hpp\"  // the rows\n"
                              "// #include <map>\n"));
  REQUIRE(includes.size() == 2);
  CHECK((includes[0].line == 1 && includes[0].path == "vector" && !includes[0].is_ours));
  CHECK((includes[1].line == 3 && includes[1].path == "models/os/catalogue.hpp" && includes[1].is_ours));
}

TEST_CASE("The tree has the project's own files", "[tidy]") {
  std::string paths;
  for (const SourceFile& file : our_source()) paths += file.path + "\n";
  CHECK(has_word(paths, "models/vocabulary/port.hpp"));
  CHECK(has_word(paths, "sim/cli/main.cpp"));
  CHECK(has_word(paths, "tests/tidy/source_tree_test.cpp"));
}

}  // namespace portsim::tidy
