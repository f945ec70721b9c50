#include "sim/scenario/digest.hpp"

#include <catch2/catch.hpp>

namespace portsim {
namespace {

// draft-eastlake-fnv, appendix of test vectors for 64-bit FNV-1a.
TEST_CASE("The digest of a text is its FNV-1a", "[scenario]") {
  CHECK(digest_of("", {}) == "cbf29ce484222325");
  CHECK(digest_of("a", {}) == "af63dc4c8601ec8c");
  CHECK(digest_of("foobar", {}) == "85944171f73967e8");
}

TEST_CASE("Where one override ends and the next begins changes the digest", "[scenario]") {
  CHECK(digest_of("a", {"bc"}) != digest_of("a", {"b", "c"}));
  CHECK(digest_of("ab", {}) != digest_of("a", {"b"}));
}

}  // namespace
}  // namespace portsim
