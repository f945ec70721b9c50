#include "models/ports/counter_table.hpp"

#include <utility>

namespace portsim {

CounterTable::CounterTable(std::uint32_t counters, RandomStream& random)
    : counters_{counters}, beginnings_{random} {
  grow();
}

std::uint32_t& CounterTable::add(std::uint32_t index) {
  if (used_ + 1 > slots_.size() / 2) grow();
  if (!all_.empty()) return all_[index];
  ++used_;
  return place({index, beginning_of(index)});
}

std::uint32_t& CounterTable::place(const Slot& added) {
  std::uint32_t slot = first_slot_of(added.index);
  while (slots_[slot].index != unused) slot = next_slot(slot);
  slots_[slot] = added;
  return slots_[slot].counter;
}

// To twice as many slots, or to all counters once these are hardly larger.
void CounterTable::grow() {
  constexpr std::size_t slots_min = 16;
  const std::vector<Slot> before = std::exchange(slots_, {});
  const std::size_t slots = before.empty() ? slots_min : 2 * before.size();
  if (slots * sizeof(Slot) < counters_ * sizeof(std::uint32_t)) {
    slots_.resize(slots);
    for (const Slot& slot : before)
      if (slot.index != unused) place(slot);
    return;
  }
  all_.resize(counters_);
  for (std::uint32_t index = 0; index < counters_; ++index) all_[index] = beginning_of(index);
  for (const Slot& slot : before)
    if (slot.index != unused) all_[slot.index] = slot.counter;
}

}  // namespace portsim
