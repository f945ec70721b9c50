// Numbers for keys, from 0 on in the order in which they are first asked for. A hash table of the numbers
// finds them in the list of the keys, so that a key more takes no memory of its own. A key is a plain struct
// of 32-bit words.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <vector>

namespace portsim {

template <class Key>
class Numbering {
  static_assert(std::has_unique_object_representations_v<Key> && sizeof(Key) % sizeof(std::uint32_t) == 0);

 public:
  // The next number for a key that has none.
  std::uint32_t operator[](const Key& key) {
    if (2 * keys_.size() >= slots_.size()) grow();
    std::uint32_t& slot = slots_[slot_of(key)];
    if (slot == no_number) {
      slot = static_cast<std::uint32_t>(keys_.size());
      keys_.push_back(key);
    }
    return slot;
  }

  const std::vector<Key>& keys() const { return keys_; }

 private:
  static constexpr std::uint32_t no_number = ~0U;
  static constexpr std::uint32_t neighbours = 16;
  static constexpr std::size_t slots_min = neighbours;
  using Words = std::array<std::uint32_t, sizeof(Key) / sizeof(std::uint32_t)>;

  // Keys that differ only in the last bits of their last word stand beside each other, in one cache line:
  // they mostly come one after the other.
  static std::uint64_t hash_of(const Key& key) {
    auto words = __builtin_bit_cast(Words, key);  // not std::bit_cast, which the browser's library lacks
    const std::uint32_t place = words.back() % neighbours;
    words.back() /= neighbours;
    std::uint64_t hash = 0;
    for (const std::uint32_t word : words) {
      hash = (hash ^ word) * 0x9e3779b97f4a7c15;
      hash ^= hash >> 32;
    }
    return hash * neighbours + place;
  }

  // That of the key, or the one that it would take.
  std::size_t slot_of(const Key& key) const {
    const std::size_t mask = slots_.size() - 1;
    std::size_t slot = hash_of(key) & mask;
    while (slots_[slot] != no_number && keys_[slots_[slot]] != key) slot = (slot + 1) & mask;
    return slot;
  }

  void grow() {
    slots_.assign(slots_.empty() ? slots_min : 2 * slots_.size(), no_number);
    for (std::uint32_t number = 0; number < keys_.size(); ++number) slots_[slot_of(keys_[number])] = number;
  }

  std::vector<Key> keys_;
  std::vector<std::uint32_t> slots_;  // their count is a power of two, and at least twice that of the keys
};

}  // namespace portsim
