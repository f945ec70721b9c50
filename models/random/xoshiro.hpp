// Pseudo-random 64-bit words: xoshiro256++ (Blackman and Vigna, "Scrambled Linear Pseudorandom Number
// Generators", ACM TOMS 47, 2021) with SplitMix64 to fill its state, as its authors recommend. Our own code,
// so that no library changes a run. Models draw from a RandomStream (random_stream.hpp), never from these.
#pragma once

#include <array>
#include <cstdint>

namespace portsim {

// Steele, Lea and Flood, "Fast Splittable Pseudorandom Number Generators" (OOPSLA 2014), with the constants
// of Vigna's splitmix64.c. Its outputs are a permutation of all 64-bit words.
class SplitMix64 {
 public:
  constexpr explicit SplitMix64(std::uint64_t seed) : state_{seed} {}

  constexpr std::uint64_t next() {
    state_ += 0x9e3779b97f4a7c15;
    std::uint64_t word = state_;
    word = (word ^ (word >> 30)) * 0xbf58476d1ce4e5b9;
    word = (word ^ (word >> 27)) * 0x94d049bb133111eb;
    return word ^ (word >> 31);
  }

 private:
  std::uint64_t state_;
};

class Xoshiro256PlusPlus {
 public:
  using State = std::array<std::uint64_t, 4>;  // not all zero

  constexpr explicit Xoshiro256PlusPlus(const State& state) : state_{state} {}
  constexpr explicit Xoshiro256PlusPlus(SplitMix64 seeder)
      : state_{seeder.next(), seeder.next(), seeder.next(), seeder.next()} {}

  constexpr std::uint64_t next() {
    const std::uint64_t word = rotated_left(state_[0] + state_[3], 23) + state_[0];
    const std::uint64_t shifted = state_[1] << 17;
    state_[2] ^= state_[0];
    state_[3] ^= state_[1];
    state_[1] ^= state_[2];
    state_[0] ^= state_[3];
    state_[2] ^= shifted;
    state_[3] = rotated_left(state_[3], 45);
    return word;
  }

 private:
  static constexpr std::uint64_t rotated_left(std::uint64_t word, int by) {
    return word << by | word >> (64 - by);
  }

  State state_;
};

}  // namespace portsim
