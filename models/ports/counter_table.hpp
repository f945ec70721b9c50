// The counters that Linux draws at random when it starts (table_perturb of __inet_hash_connect), of which a
// destination's hash chooses one. Of 65,536 most hosts come to a few hundred: what was never chosen takes no
// memory, and no random word, as each counter's beginning is a keyed hash of its index. A table is one
// pointer large, so that the orders of ports that have none stay small (PortSelector).
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "models/ports/keyed_hash.hpp"
#include "models/random/random_stream.hpp"

namespace portsim {

class CounterTable {
 public:
  CounterTable(std::uint32_t counters, RandomStream& random);
  CounterTable(const CounterTable&);
  CounterTable(CounterTable&&) = default;
  CounterTable& operator=(CounterTable&&) = default;

  // The same counter for the same remainder of `hash` by their number. Valid until the next call.
  std::uint32_t& chosen_by(std::uint64_t hash) {
    return table_->at(static_cast<std::uint32_t>(hash % table_->counters));
  }

 private:
  struct Slot {
    static constexpr std::uint32_t unused = 0xffffffff;
    std::uint32_t index = unused;
    std::uint32_t counter = 0;
  };
  struct Table {
    std::uint32_t counters;
    KeyedHash beginnings;
    std::uint32_t used = 0;
    std::vector<Slot> slots{};         // a power of two, at most half of them used; as long as they are few
    std::vector<std::uint32_t> all{};  // by index, once many are used

    std::uint32_t& at(std::uint32_t index) {
      if (!all.empty()) return all[index];
      std::uint32_t slot = first_slot_of(index);
      while (slots[slot].index != index) {
        if (slots[slot].index == Slot::unused) return add(index);
        slot = next_slot(slot);
      }
      return slots[slot].counter;
    }
    std::uint32_t first_slot_of(std::uint32_t index) const {
      return index & static_cast<std::uint32_t>(slots.size() - 1);
    }
    std::uint32_t next_slot(std::uint32_t slot) const { return first_slot_of(slot + 1); }
    std::uint32_t beginning_of(std::uint32_t index) const {
      return static_cast<std::uint32_t>(beginnings.of(index));
    }
    std::uint32_t& add(std::uint32_t index);
    std::uint32_t& place(const Slot& added);
    void grow();
  };

  std::unique_ptr<Table> table_;
};

}  // namespace portsim
