#include "models/random/random_stream.hpp"

#include <array>
#include <string>

#include <catch2/catch.hpp>
#include <rapidcheck.h>

using namespace portsim;

namespace {

using Words = std::array<std::uint64_t, 3>;

Words first_words(const StreamKey& key) {
  RandomStream stream{key};
  return {stream.next(), stream.next(), stream.next()};
}

}  // namespace

// Computed with a few lines of Python from the definition: the seed is FNV-1a of the owner, xor the
// SplitMix64 chain over seed, replication and purpose; it fills the state of xoshiro256++ through SplitMix64.
TEST_CASE("A stream's words are those that its definition gives", "[random]") {
  CHECK(first_words({319502, 0, StreamPurpose::arrivals, "webmail"}) ==
        Words{0xa298f597f992bafa, 0xb282f3c0e707919d, 0x30383ed6d7016202});
  CHECK(first_words({319502, 7, StreamPurpose::holds, "webmail"}) ==
        Words{0xf9c608842b18f0df, 0x533647190ca1d12, 0xc7f40afae999e6a3});
  CHECK(first_words({0, 0, StreamPurpose::users, ""}) ==
        Words{0x4c833d0bb80a0a94, 0x33cc4d7532bd1b2, 0x98c254124dc758c1});
  CHECK(first_words({0xffffffffffffffff, 19, StreamPurpose::port_selection, "mail-front-end"}) ==
        Words{0xd37cc91216c71769, 0xe47328d91f79afba, 0x30f88e30aecb1326});
}

// Equal words by chance: 2^-64 a pair.
TEST_CASE("Seed, replication, purpose, owner and split each make another stream", "[random]") {
  CHECK(rc::check([](std::uint64_t seed, std::uint32_t replication, const std::string& owner) {
    const StreamKey key{seed, replication, StreamPurpose::arrivals, owner};
    const Words words = first_words(key);
    RC_ASSERT(first_words(key) == words);

    StreamKey other = key;
    other.seed += 1;
    RC_ASSERT(first_words(other) != words);
    other = key;
    other.replication += 1;
    RC_ASSERT(first_words(other) != words);
    other = key;
    other.purpose = StreamPurpose::holds;
    RC_ASSERT(first_words(other) != words);
    other = key;
    const std::string longer = owner + "2";
    other.owner = longer;
    RC_ASSERT(first_words(other) != words);
    other = key;
    other.split = 1;
    const Words of_split = first_words(other);
    RC_ASSERT(of_split != words);
    other.split = 2;
    RC_ASSERT(first_words(other) != of_split);
  }));
}

TEST_CASE("Exchanging the values of seed, replication and purpose makes another stream", "[random]") {
  CHECK(first_words({1, 2, StreamPurpose::arrivals, "w"}) !=
        first_words({2, 1, StreamPurpose::arrivals, "w"}));
  CHECK(first_words({1, 0, StreamPurpose::holds, "w"}) != first_words({1, 1, StreamPurpose::arrivals, "w"}));
  CHECK(first_words({0, 1, StreamPurpose::arrivals, "w"}) !=
        first_words({1, 0, StreamPurpose::arrivals, "w"}));
}
