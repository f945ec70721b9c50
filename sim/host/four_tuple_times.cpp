#include "sim/host/four_tuple_times.hpp"

#include <algorithm>
#include <numeric>

#include "models/ports/port_availability.hpp"

namespace portsim {

namespace {

// A table takes 16 bytes a slot and has up to four slots for what is held, a column 9.2 bytes a port: a
// destination that has a column takes hardly more than twice what it would take in the table.
constexpr PortCount ports_per_held_max = 8;

}  // namespace

FourTupleTimes::FourTupleTimes(PortCount ports, DestinationIndex destinations, ColumnForm form)
    : ports_{ports}, destinations_(destinations) {
  if (form == ColumnForm::sparse) return;
  columns_.reserve(destinations);
  for (Destination& each : destinations_) {
    each.column = static_cast<std::uint32_t>(columns_.size());
    columns_.emplace_back(ports, form);
  }
}

PortOffset FourTupleTimes::first_usable(DestinationIndex destination, PortOffset from, SimTime now,
                                        ReleaseColumn& bound) {
  if (ReleaseColumn* column = column_of(destination)) return column->first_free_in_both(from, now, bound);
  PortCount looked_at = 0;
  PortCount passed = 0;
  PortOffset found = no_port;
  for (PortOffset port = from; looked_at < ports_; port = next_cyclic(port, ports_)) {
    const PortOffset unbound = bound.first_free(port, now);
    if (unbound == no_port) break;
    looked_at += probes_between(port, unbound, ports_);
    if (looked_at > ports_) break;
    port = unbound;
    if (table_.free_at(key_of(destination, port)) <= now) {
      found = port;
      break;
    }
    ++passed;
  }
  if (passed > 0) add_passed(destination, passed, now);
  return found;
}

PortOffset FourTupleTimes::first_usable_of_parity(DestinationIndex destination, PortOffset from, SimTime now,
                                                  ReleaseColumn& bound) {
  if (ReleaseColumn* column = column_of(destination))
    return column->first_free_of_parity_in_both(from, now, bound);
  PortCount passed = 0;
  PortOffset port = from;
  for (; port < ports_; port += 2) {
    port = bound.first_free_of_parity(port, now);
    if (port == no_port || table_.free_at(key_of(destination, port)) <= now) break;
    ++passed;
  }
  if (passed > 0) add_passed(destination, passed, now);
  return port < ports_ ? port : no_port;
}

void FourTupleTimes::hold_until(DestinationIndex destination, PortOffset port, SimTime until, SimTime now) {
  if (ReleaseColumn* column = column_of(destination))
    return column->hold_until(port, std::max(until, column->free_at(port)), now);
  const ReleaseTable::Key key = key_of(destination, port);
  const SimTime last = std::max(until, table_.free_at(key));
  while (!table_.write(key, last, now)) table_.grow(now);
}

void FourTupleTimes::bring_forward(DestinationIndex destination, PortOffset port, SimTime until) {
  if (ReleaseColumn* column = column_of(destination)) return column->bring_forward(port, until);
  table_.bring_forward(key_of(destination, port), until);
}

void FourTupleTimes::bound_brought_forward(PortOffset port, SimTime until) {
  for (ReleaseColumn& column : columns_) column.other_brought_forward(port, until);
}

SimTime FourTupleTimes::last_free_at(PortOffset port) const {
  SimTime last;
  for (DestinationIndex n = 0; n < destinations_.size(); ++n) last = std::max(last, free_at(n, port));
  return last;
}

// To have passed as many ports as there are took as long as it takes to make a column.
void FourTupleTimes::add_passed(DestinationIndex destination, PortCount passed, SimTime now) {
  PortCount& all = destinations_[destination].passed;
  all += passed;
  if (all < ports_) return;
  all = 0;
  PortCount held = 0;
  for (PortOffset port = 0; port < ports_; ++port) held += !is_free(destination, port, now);
  if (held * ports_per_held_max >= ports_) give_column(destination, now);
}

void FourTupleTimes::give_column(DestinationIndex destination, SimTime now) {
  ReleaseColumn column{ports_, ColumnForm::dense};
  for (PortOffset port = 0; port < ports_; ++port)
    column.hold_until(port, table_.free_at(key_of(destination, port)), now);
  destinations_[destination].column = static_cast<std::uint32_t>(columns_.size());
  columns_.push_back(std::move(column));
}

}  // namespace portsim
