#include "models/vocabulary/cited.hpp"

#include <set>

#include <catch2/catch.hpp>

using namespace portsim;

TEST_CASE("Each confidence has its own word", "[vocabulary]") {
  std::set<std::string_view> words;
  for (const Confidence confidence :
       {Confidence::documented, Confidence::source_code, Confidence::measured, Confidence::reported,
        Confidence::inferred, Confidence::assumed, Confidence::unknown}) {
    CHECK_FALSE(name_of(confidence).empty());
    words.insert(name_of(confidence));
  }
  CHECK(words.size() == 7);
}

TEST_CASE("A source that nobody filled in is unknown", "[vocabulary]") {
  CHECK(Source{}.confidence == Confidence::unknown);
}
