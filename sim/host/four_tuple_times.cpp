#include "sim/host/four_tuple_times.hpp"

#include <algorithm>

#include "models/ports/port_availability.hpp"

namespace portsim {

FourTupleTimes::FourTupleTimes(PortCount ports, DestinationIndex destinations, ColumnForm form)
    : ports_{ports}, destinations_(destinations) {
  if (form == ColumnForm::sparse) return;
  columns_.reserve(destinations);
  for (Destination& each : destinations_) {
    each.column = static_cast<std::uint32_t>(columns_.size());
    columns_.emplace_back(ports, form);
  }
}

PortOffset FourTupleTimes::first_usable_in_table(DestinationIndex destination, PortOffset from, SimTime now,
                                                 ReleaseColumn& bound) {
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

void FourTupleTimes::hold_in_table(DestinationIndex destination, PortOffset port, SimTime until,
                                   SimTime now) {
  const ReleaseTable::Key key = key_of(destination, port);
  const SimTime last = std::max(until, table_.free_at(key));
  if (table_.write(key, last, now)) return;
  give_columns(now);
  hold_until(destination, port, until, now);
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

// Called when the table is full. Then it fits what is left in it.
void FourTupleTimes::give_columns(SimTime now) {
  std::vector<PortCount> held(destinations_.size());
  table_.for_each([&](ReleaseTable::Key key, SimTime until) { held[destination_of(key)] += until > now; });
  for (DestinationIndex n = 0; n < held.size(); ++n)
    if (deserves_column(held[n])) give_column(n, now);
  table_.fit(now);
}

// To have passed as many ports as there are took as long as it takes to make a column.
void FourTupleTimes::add_passed(DestinationIndex destination, PortCount passed, SimTime now) {
  PortCount& all = destinations_[destination].passed;
  all += passed;
  if (all < ports_) return;
  all = 0;
  PortCount held = 0;
  for (PortOffset port = 0; port < ports_; ++port) held += !is_free(destination, port, now);
  if (!deserves_column(held)) return;
  give_column(destination, now);
  if (held > table_.slot_count() / 4) table_.fit(now);
}

void FourTupleTimes::give_column(DestinationIndex destination, SimTime now) {
  ReleaseColumn column{ports_, ColumnForm::dense};
  for (PortOffset port = 0; port < ports_; ++port)
    column.hold_until(port, table_.take_out(key_of(destination, port)), now);
  destinations_[destination].column = static_cast<std::uint32_t>(columns_.size());
  columns_.push_back(std::move(column));
}

}  // namespace portsim
