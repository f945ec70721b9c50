// Until when each four-tuple of a pool is held, by destination and port. Few destinations have a dense column
// each from the beginning on. Of many, all four-tuples stand in one table, whose memory follows those that
// are held; a destination gets a column of its own when the table is full and a column is hardly larger than
// its part of it, or when searches have passed so many of its ports that a column would have been faster. The
// answers are the same in either form.
#pragma once

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "models/vocabulary/port.hpp"

#include "sim/engine/sim_time.hpp"
#include "sim/host/release_column.hpp"
#include "sim/host/release_table.hpp"

namespace portsim {

// Which of a pool's destinations: counted from 0 within the pool.
using DestinationIndex = std::uint32_t;

class FourTupleTimes {
 public:
  // `form`: of all columns at first.
  FourTupleTimes(PortCount ports, DestinationIndex destinations, ColumnForm form);

  bool is_empty() const { return destinations_.empty(); }

  // A time that is over may be forgotten: then the four-tuple has been free since before the run.
  SimTime free_at(DestinationIndex destination, PortOffset port) const {
    const ReleaseColumn* column = column_of(destination);
    return column ? column->free_at(port) : table_.free_at(key_of(destination, port));
  }
  bool is_free(DestinationIndex destination, PortOffset port, SimTime now) const {
    return free_at(destination, port) <= now;
  }

  // The first port from `from` on, wrapping at the end, that is free in `bound` and whose four-tuple is free;
  // no_port: there is none. It must always be asked with the same `bound`.
  PortOffset first_usable(DestinationIndex destination, PortOffset from, SimTime now, ReleaseColumn& bound) {
    if (ReleaseColumn* column = column_of(destination)) return column->first_free_in_both(from, now, bound);
    return first_usable_in_table(destination, from, now, bound);
  }
  // The same among the ports of the parity of `from`, without wrapping.
  PortOffset first_usable_of_parity(DestinationIndex destination, PortOffset from, SimTime now,
                                    ReleaseColumn& bound);

  // At least until then; what is over by `now` may be forgotten.
  void hold_until(DestinationIndex destination, PortOffset port, SimTime until, SimTime now) {
    if (ReleaseColumn* column = column_of(destination))
      return column->hold_until(port, std::max(until, column->free_at(port)), now);
    hold_in_table(destination, port, until, now);
  }

  // `until` is not after what is written.
  void bring_forward(DestinationIndex destination, PortOffset port, SimTime until);
  void bound_brought_forward(PortOffset port, SimTime until);

  std::uint32_t slots_in_table() const { return table_.slot_count(); }
  bool has_column(DestinationIndex destination) const { return column_of(destination) != nullptr; }

  // Until when the last of the port's four-tuples is held.
  SimTime last_free_at(PortOffset port) const;

 private:
  static constexpr std::uint32_t no_column = ~0U;
  struct Destination {
    std::uint32_t column = no_column;  // of columns_
    PortCount passed = 0;              // ports that searches found held in the table
  };

  static ReleaseTable::Key key_of(DestinationIndex destination, PortOffset port) {
    return ReleaseTable::Key{destination} << 32 | port;
  }
  static DestinationIndex destination_of(ReleaseTable::Key key) {
    return static_cast<DestinationIndex>(key >> 32);
  }
  // A column takes 8.5 bytes a port, a table 20 to 60 for one that is held.
  bool deserves_column(PortCount held) const { return held >= ports_ / 8 + 1; }
  const ReleaseColumn* column_of(DestinationIndex destination) const {
    if (columns_.empty()) return nullptr;
    const std::uint32_t column = destinations_[destination].column;
    return column == no_column ? nullptr : &columns_[column];
  }
  ReleaseColumn* column_of(DestinationIndex destination) {
    return const_cast<ReleaseColumn*>(std::as_const(*this).column_of(destination));
  }
  PortOffset first_usable_in_table(DestinationIndex destination, PortOffset from, SimTime now,
                                   ReleaseColumn& bound);
  void hold_in_table(DestinationIndex destination, PortOffset port, SimTime until, SimTime now);
  void add_passed(DestinationIndex destination, PortCount passed, SimTime now);
  void give_columns(SimTime now);
  void give_column(DestinationIndex destination, SimTime now);

  PortCount ports_;
  std::vector<Destination> destinations_;
  std::vector<ReleaseColumn> columns_;  // dense
  ReleaseTable table_;
};

}  // namespace portsim
