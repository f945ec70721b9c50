#include "sim/host/release_column.hpp"

#include <cassert>

namespace portsim {

namespace {

// A slot is 16 bytes, an instant with what is above it 9.2: a table never takes half of what the dense form
// does.
constexpr PortCount ports_per_slot_min = 4;

}  // namespace

ReleaseColumn::ReleaseColumn(PortCount size, ColumnForm form) : size_{size} {
  if (form == ColumnForm::dense) tree_.emplace(size);
}

void ReleaseColumn::hold_in_table(PortOffset port, SimTime until, SimTime now) {
  assert(until >= table_.free_at(port));
  if (!table_.has_room()) {
    if (table_.slots_wanted(now) > size_ / ports_per_slot_min) {
      become_dense();
      return tree_->hold_until(port, until);
    }
    table_.make_room(now);
  }
  table_.write(port, until);
}

void ReleaseColumn::become_dense() {
  tree_.emplace(size_);
  table_.for_each([this](PortOffset port, SimTime until) { tree_->hold_until(port, until); });
  table_ = {};
}

void ReleaseColumn::bring_forward(PortOffset port, SimTime until) {
  assert(until <= free_at(port));
  if (is_dense())
    tree_->bring_forward(port, until);
  else if (until < table_.free_at(port))
    table_.write(port, until);
}

}  // namespace portsim
