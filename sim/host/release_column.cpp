#include "sim/host/release_column.hpp"

#include <cassert>

namespace portsim {

namespace {

// A slot is 16 bytes, an instant with what is above it 8.5: a table never takes half of what the dense form
// does.
constexpr PortCount ports_per_slot_min = 4;

}  // namespace

ReleaseColumn::ReleaseColumn(PortCount size, ColumnForm form) : size_{size} {
  if (form == ColumnForm::dense) tree_ = ReleaseTree{size};
}

PortOffset ReleaseColumn::first_free_in_both(PortOffset from, SimTime now, ReleaseColumn& other) {
  if (is_dense()) {
    if (!other.is_dense()) other.become_dense();
    return tree_.first_free_in_both(from, now, other.tree_);
  }
  // A sparse column holds few ports, and each turn passes at least one of them.
  PortOffset port = from;
  PortCount passed = 0;
  while (passed < size_) {
    const PortOffset free_there = other.first_free(port, now);
    if (free_there == no_port) return no_port;
    passed += probes_between(port, free_there, size_) - 1;
    port = first_free(free_there, now);
    if (port == free_there && passed < size_) return port;
    passed += probes_between(free_there, port, size_) - 1;
  }
  return no_port;
}

PortOffset ReleaseColumn::first_free_of_parity_in_both(PortOffset from, SimTime now, ReleaseColumn& other) {
  if (is_dense()) {
    if (!other.is_dense()) other.become_dense();
    return tree_.first_free_of_parity_in_both(from, now, other.tree_);
  }
  PortOffset port = from;
  while (port < size_) {
    port = other.first_free_of_parity(port, now);
    if (port == no_port || is_free(port, now)) return port;
    port += 2;
  }
  return no_port;
}

// Not all ports are held: the column would be dense.
PortOffset ReleaseColumn::first_free_in_table(PortOffset from, SimTime now) const {
  PortOffset port = from;
  while (!is_free(port, now)) port = next_cyclic(port, size_);
  return port;
}

PortOffset ReleaseColumn::first_free_of_parity_in_table(PortOffset from, SimTime now) const {
  for (PortOffset port = from; port < size_; port += 2)
    if (is_free(port, now)) return port;
  return no_port;
}

void ReleaseColumn::hold_in_table(PortOffset port, SimTime until, SimTime now) {
  assert(until >= table_.free_at(port));
  while (!table_.write(port, until, now)) {
    if (table_.slots_when_grown() > size_ / ports_per_slot_min) {
      become_dense();
      return tree_.hold_until(port, until);
    }
    table_.grow(now);
  }
}

void ReleaseColumn::become_dense() {
  tree_ = ReleaseTree{size_};
  table_.for_each([this](ReleaseTable::Key port, SimTime until) {
    tree_.hold_until(static_cast<PortOffset>(port), until);
  });
  table_ = {};
}

void ReleaseColumn::bring_forward(PortOffset port, SimTime until) {
  assert(until <= free_at(port));
  if (is_dense())
    tree_.bring_forward(port, until);
  else
    table_.bring_forward(port, until);
}

}  // namespace portsim
