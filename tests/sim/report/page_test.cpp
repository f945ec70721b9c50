#include "sim/report/page.hpp"

#include <string>

#include <catch2/catch.hpp>

using namespace portsim;

namespace {

std::string text_of(const Section& section, TextStyle style = {}) {
  Page page{style};
  page.add(section);
  return page.text();
}

std::string words(int count) {
  std::string text;
  for (int i = 0; i < count; ++i) {
    text += i == 0 ? "word" : " word";
  }
  return text;
}

std::string without_colours(std::string text) {
  for (auto begin = text.find('\x1b'); begin != std::string::npos; begin = text.find('\x1b')) {
    text.erase(begin, text.find('m', begin) - begin + 1);
  }
  return text;
}

const Section mixed{{"Label", Emphasis::bad},
                    {{"first text", {"met", Emphasis::good}}, {"second text", {"CROSSED"}}, {"no name"}}};

}  // namespace

TEST_CASE("A page puts the label left, names in a column, and text beside them", "[report]") {
  CHECK(text_of(mixed) ==
        "Label       met      first text\n"
        "            CROSSED  second text\n"
        "            no name\n");
}

TEST_CASE("Text is wrapped at 100 columns and goes on under its own beginning", "[report]") {
  // 12 columns of label leave 88: 17 words of 4 and their spaces are 84, one more would be 89.
  CHECK(text_of({{"Label"}, {{words(18)}}}) == "Label       " + words(17) + "\n" + "            word\n");
}

TEST_CASE("A line break in a text goes on under its own beginning", "[report]") {
  CHECK(text_of({{"Label"}, {{"first\nsecond", {"name"}}}}) ==
        "Label       name  first\n"
        "                  second\n");
}

TEST_CASE("Columns of a table are as wide as their widest line, and the text after them wraps", "[report]") {
  Page page{{}};
  page.add({{{{{"level"}}, {{"ports"}}}, "defects"},
            {{{{"windows"}, {"  NT"}}, {{"1025-5000"}}}, words(17)},  // 73 columns are left: 14 words
            {{{{"textbook"}, {"  a plain host"}}, {{"1024"}}}, ""}});
  CHECK(page.text() ==
        "level           ports      defects\n"
        "windows         1025-5000  " +
            words(14) + "\n" +
            "  NT                       word word word\n"
            "textbook        1024\n"
            "  a plain host\n");
}

TEST_CASE("A number and its unit stay on one line", "[report]") {
  // "46.7" alone would end at column 88 and fit.
  const std::string text = words(16) + " xxx 46.7 %, end";
  CHECK(text_of({{"Label"}, {{text}}}) ==
        "Label       " + words(16) + " xxx\n" + "            46.7 %, end\n");
}

TEST_CASE("The number of a source stays with what cites it", "[report]") {
  CHECK(text_of({{"Label"}, {{words(17) + " [30]"}}}) ==
        "Label       " + words(16) + "\n" + "            word [30]\n");
}

TEST_CASE("A section without rows is left out", "[report]") {
  CHECK(text_of({{"Label"}, {}}).empty());
}

TEST_CASE("A name too long for its column has a line of its own", "[report]") {
  const std::string name(40, 'n');
  CHECK(text_of({{"Label"}, {{"text", {name}}}}) ==
        "Label       " + name + "\n" + std::string(12 + 32 + 2, ' ') + "text\n");
}

TEST_CASE("Letters outside ASCII count as one column each", "[report]") {
  CHECK(text_of({{"Label"}, {{"text", {"büro"}}, {"text", {"mail"}}}}) ==
        "Label       büro  text\n"
        "            mail  text\n");
}

TEST_CASE("Colours change nothing but colours", "[report]") {
  const std::string coloured = text_of(mixed, {.colours = true});
  CHECK(coloured.find("\x1b[1;31mLabel\x1b[0m") != std::string::npos);
  CHECK(coloured.find("\x1b[1;32mmet\x1b[0m") != std::string::npos);
  CHECK(without_colours(coloured) == text_of(mixed));
}
