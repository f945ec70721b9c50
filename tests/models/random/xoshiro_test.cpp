#include "models/random/xoshiro.hpp"

#include <vector>

#include <catch2/catch.hpp>

using namespace portsim;

namespace {

template <class Generator>
std::vector<std::uint64_t> first_words(Generator generator, int count) {
  std::vector<std::uint64_t> words;
  for (int i = 0; i < count; ++i) {
    words.push_back(generator.next());
  }
  return words;
}

}  // namespace

// The known answers of the authors' reference code (splitmix64.c, xoshiro256plusplus.c at prng.di.unimi.it).

TEST_CASE("SplitMix64 gives the reference code's words", "[random]") {
  CHECK(first_words(SplitMix64{1234567}, 5) ==
        std::vector<std::uint64_t>{6457827717110365317u, 3203168211198807973u, 9817491932198370423u,
                                   4593380528125082431u, 16408922859458223821u});
}

TEST_CASE("xoshiro256++ gives the reference code's words from the state 1, 2, 3, 4", "[random]") {
  CHECK(first_words(Xoshiro256PlusPlus{{1, 2, 3, 4}}, 6) ==
        std::vector<std::uint64_t>{41943041u, 58720359u, 3588806011781223u, 3591011842654386u,
                                   9228616714210784205u, 9973669472204895162u});
}

TEST_CASE("xoshiro256++ takes its state from four words of SplitMix64", "[random]") {
  CHECK(first_words(SplitMix64{42}, 4) ==
        std::vector<std::uint64_t>{13679457532755275413u, 2949826092126892291u, 5139283748462763858u,
                                   6349198060258255764u});
  CHECK(first_words(Xoshiro256PlusPlus{SplitMix64{42}}, 3) ==
        std::vector<std::uint64_t>{15021278609987233951u, 5881210131331364753u, 18149643915985481100u});
}
