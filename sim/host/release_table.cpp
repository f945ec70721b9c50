#include "sim/host/release_table.hpp"

#include <algorithm>
#include <bit>
#include <utility>

namespace portsim {

bool ReleaseTable::write(Key key, SimTime until, SimTime now) {
  if (SimTime* known = find(key)) {
    *known = until;
    return true;
  }
  if (buckets_.empty()) return false;
  const auto [one, other] = places_of(key);
  const bool takes_one = buckets_[one].free_count(now) >= buckets_[other].free_count(now);
  const std::uint32_t place = takes_one ? one : other;
  return put(place, key, until, now) || (move_from(one, now) && put(one, key, until, now)) ||
         (move_from(other, now) && put(other, key, until, now));
}

bool ReleaseTable::put(std::uint32_t place, Key key, SimTime until, SimTime now) {
  Bucket& bucket = buckets_[place];
  for (std::size_t slot = 0; slot < slots_per_bucket; ++slot) {
    if (bucket.untils[slot] > now) continue;
    bucket.keys[slot] = key;
    bucket.untils[slot] = until;
    return true;
  }
  return false;
}

// One of a full bucket's entries moves to the other bucket in which it may stand.
bool ReleaseTable::move_from(std::uint32_t place, SimTime now) {
  Bucket& bucket = buckets_[place];
  for (std::size_t slot = 0; slot < slots_per_bucket; ++slot) {
    const auto [one, other] = places_of(bucket.keys[slot]);
    const std::uint32_t to = one == place ? other : one;
    if (to == place || !put(to, bucket.keys[slot], bucket.untils[slot], now)) continue;
    bucket.keys[slot] = no_key;
    bucket.untils[slot] = {};
    return true;
  }
  return false;
}

void ReleaseTable::bring_forward(Key key, SimTime until) {
  SimTime* known = find(key);
  if (known) *known = std::min(*known, until);
}

SimTime ReleaseTable::take_out(Key key) {
  SimTime* known = find(key);
  return known ? std::exchange(*known, SimTime{}) : SimTime{};
}

SimTime* ReleaseTable::find(Key key) {
  if (buckets_.empty()) return nullptr;
  const auto [one, other] = places_of(key);
  SimTime* known = buckets_[one].find(key);
  return known ? known : buckets_[other].find(key);
}

void ReleaseTable::fit(SimTime now) {
  std::uint32_t held = 0;
  for_each([&](Key, SimTime until) { held += until > now; });
  resize(std::max(slots_min, std::bit_ceil(2 * held)), now);
}

void ReleaseTable::resize(std::uint32_t slots, SimTime now) {
  std::size_t wanted = slots / slots_per_bucket;
  const std::vector<Bucket> before = std::exchange(buckets_, std::vector<Bucket>(wanted));
  while (!write_held(before, now)) buckets_.assign(wanted *= 2, {});
}

bool ReleaseTable::write_held(const std::vector<Bucket>& buckets, SimTime now) {
  for (const Bucket& bucket : buckets)
    for (std::size_t slot = 0; slot < slots_per_bucket; ++slot)
      if (bucket.untils[slot] > now && !write(bucket.keys[slot], bucket.untils[slot], now)) return false;
  return true;
}

}  // namespace portsim
