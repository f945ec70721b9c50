// Until when things are held of which few are at once: the ports of a range (the sparse form of a
// ReleaseColumn, release_column.hpp), or four-tuples (four_tuple_times.hpp). A hash table of buckets, each a
// cache line; an entry stands in one of two. What is over is overwritten, so that the table follows what is
// held and is never swept.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>
#include <vector>

#include "sim/engine/sim_time.hpp"

namespace portsim {

class ReleaseTable {
 public:
  using Key = std::uint64_t;

  // What is not in the table has been free since before the run.
  [[gnu::pure]] SimTime free_at(Key key) const {
    if (buckets_.empty()) return {};
    const auto [one, other] = places_of(key);
    const SimTime* until = buckets_[one].find(key);
    if (!until) until = buckets_[other].find(key);
    return until ? *until : SimTime{};
  }

  // What is over by `now` may be forgotten. False: there is no room, and nothing is written.
  [[nodiscard]] bool write(Key key, SimTime until, SimTime now);

  // `until` is not after what is written.
  void bring_forward(Key key, SimTime until);

  // Until when it was held.
  SimTime take_out(Key key);

  std::uint32_t slot_count() const { return static_cast<std::uint32_t>(buckets_.size() * slots_per_bucket); }
  std::uint32_t slots_when_grown() const { return std::max(slots_min, 2 * slot_count()); }
  // To so many, or more if that is not enough for what is held.
  void grow(SimTime now) { resize(slots_when_grown(), now); }
  // To twice what is held, about.
  void fit(SimTime now);

  template <class Use>
  void for_each(Use use) const {
    for (const Bucket& bucket : buckets_)
      for (std::size_t slot = 0; slot < slots_per_bucket; ++slot)
        if (bucket.keys[slot] != no_key) use(bucket.keys[slot], bucket.untils[slot]);
  }

 private:
  static constexpr std::size_t slots_per_bucket = 4;
  static constexpr std::uint32_t slots_min = 8;
  static constexpr Key no_key = ~Key{0};

  struct alignas(64) Bucket {
    std::array<Key, slots_per_bucket> keys{no_key, no_key, no_key, no_key};
    std::array<SimTime, slots_per_bucket> untils{};

    // nullptr: it is not here.
    const SimTime* find(Key key) const {
      for (std::size_t slot = 0; slot < slots_per_bucket; ++slot)
        if (keys[slot] == key) return &untils[slot];
      return nullptr;
    }
    SimTime* find(Key key) { return const_cast<SimTime*>(std::as_const(*this).find(key)); }
    std::uint32_t free_count(SimTime now) const {
      std::uint32_t count = 0;
      for (const SimTime until : untils) count += until <= now;
      return count;
    }
  };

  struct Places {
    std::uint32_t one;
    std::uint32_t other;
  };
  // By the upper half of a mixed key, and by the lower. (MurmurHash3's finalizer, A. Appleby.)
  Places places_of(Key key) const {
    std::uint64_t mixed = key * 0xff51afd7ed558ccd;
    mixed ^= mixed >> 33;
    mixed *= 0xc4ceb9fe1a85ec53;
    const auto mask = static_cast<std::uint32_t>(buckets_.size() - 1);
    return {static_cast<std::uint32_t>(mixed >> 32) & mask, static_cast<std::uint32_t>(mixed) & mask};
  }

  SimTime* find(Key key);
  bool put(std::uint32_t place, Key key, SimTime until, SimTime now);
  bool move_from(std::uint32_t place, SimTime now);
  void resize(std::uint32_t slots, SimTime now);
  bool write_held(const std::vector<Bucket>& buckets, SimTime now);

  std::vector<Bucket> buckets_;  // none, or a power of two
};

}  // namespace portsim
