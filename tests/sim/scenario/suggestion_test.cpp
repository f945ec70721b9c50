#include "sim/scenario/suggestion.hpp"

#include <catch2/catch.hpp>

namespace portsim {
namespace {

const Candidates keys{"host", "connects_to", "client", "holds", "closes"};

TEST_CASE("A slip or two finds the word that was meant", "[scenario]") {
  CHECK(nearest("clinet", keys) == std::string_view{"client"});
  CHECK(nearest("hots", keys) == std::nullopt);  // two substitutions in four letters
  CHECK(nearest("hst", keys) == std::string_view{"host"});
  CHECK(nearest("connect_to", keys) == std::string_view{"connects_to"});
  CHECK(nearest("CLIENT", keys) == std::string_view{"client"});
}

TEST_CASE("Nothing is suggested for a word that is far from all, empty or endless", "[scenario]") {
  CHECK(nearest("bandwidth", keys) == std::nullopt);
  CHECK(nearest("", keys) == std::nullopt);
  CHECK(nearest("", {}) == std::nullopt);
  CHECK(nearest(std::string(100'000, 'h'), keys) == std::nullopt);
}

TEST_CASE("Where nothing is near, few candidates are listed and of many the nearest three", "[scenario]") {
  CHECK(suggestion_for("bandwidth", keys) == "expected host, connects_to, client, holds or closes");
  const Candidates many{"m", "n", "o", "p", "q", "r", "s", "t", "u", "v", "abcdef", "abcdeg", "abcd"};
  CHECK(suggestion_for("abzzzz", many) == "the nearest are abcdef, abcdeg and abcd");
}

}  // namespace
}  // namespace portsim
