#include "models/ports/counter_table.hpp"

#include <utility>

namespace portsim {

CounterTable::CounterTable(std::uint32_t counters, RandomStream& random)
    : table_{std::make_unique<Table>(Table{counters, KeyedHash{random}})} {
  table_->grow();
}

CounterTable::CounterTable(const CounterTable& other) : table_{std::make_unique<Table>(*other.table_)} {}

std::uint32_t& CounterTable::Table::add(std::uint32_t index) {
  if (used + 1 > slots.size() / 2) grow();
  if (!all.empty()) return all[index];
  ++used;
  return place({index, beginning_of(index)});
}

std::uint32_t& CounterTable::Table::place(const Slot& added) {
  std::uint32_t slot = first_slot_of(added.index);
  while (slots[slot].index != Slot::unused) slot = next_slot(slot);
  slots[slot] = added;
  return slots[slot].counter;
}

// To twice as many slots, or to all counters once these are hardly larger.
void CounterTable::Table::grow() {
  constexpr std::size_t slots_min = 16;
  const std::vector<Slot> before = std::exchange(slots, {});
  const std::size_t wanted = before.empty() ? slots_min : 2 * before.size();
  if (wanted * sizeof(Slot) < counters * sizeof(std::uint32_t)) {
    slots.resize(wanted);
    for (const Slot& slot : before)
      if (slot.index != Slot::unused) place(slot);
    return;
  }
  all.resize(counters);
  for (std::uint32_t index = 0; index < counters; ++index) all[index] = beginning_of(index);
  for (const Slot& slot : before)
    if (slot.index != Slot::unused) all[slot.index] = slot.counter;
}

}  // namespace portsim
