// A hash of what happened in a run, in order: two runs with the same fingerprint had the same records. Not
// for security.
#pragma once

#include <cstdint>

namespace portsim {

class Fingerprint {
 public:
  // Adds one record of two words. The sum keeps records apart by their position, and lets the processor
  // overlap them.
  void add(std::uint64_t first, std::uint64_t second) {
    position_ += golden_ratio;
    sum_ += folded_product(first + position_, second ^ second_key);
  }

  std::uint64_t value() const { return mixed(sum_ ^ position_); }

 private:
  static constexpr std::uint64_t golden_ratio = 0x9e3779b97f4a7c15;
  static constexpr std::uint64_t second_key = 0xd6e8feb86659fd93;  // any without a pattern

  __extension__ using Wide = unsigned __int128;
  // Every bit of the product depends on bits of both words, those of the upper half on nearly all of them
  // (Wang Yi's wyhash, and others).
  static constexpr std::uint64_t folded_product(std::uint64_t a, std::uint64_t b) {
    const Wide product = Wide{a} * b;
    return static_cast<std::uint64_t>(product >> 64) ^ static_cast<std::uint64_t>(product);
  }

  // The finaliser of SplitMix64 (Steele, Lea, Flood 2014).
  static constexpr std::uint64_t mixed(std::uint64_t word) {
    word = (word ^ word >> 30) * 0xbf58476d1ce4e5b9;
    word = (word ^ word >> 27) * 0x94d049bb133111eb;
    return word ^ word >> 31;
  }

  std::uint64_t position_ = 0;
  std::uint64_t sum_ = 0;
};

}  // namespace portsim
