// Until when each port of a range is held, written when it is taken and compared when an allocator looks.
// Nothing happens when a port becomes free. A column may begin sparse, a table of the few ports that are
// held, and then becomes dense, one instant a port, once that is hardly larger: its memory follows what is
// held. Its answers are the same in either form.
#pragma once

#include "models/ports/port_availability.hpp"
#include "models/vocabulary/port.hpp"

#include "sim/engine/sim_time.hpp"
#include "sim/host/release_table.hpp"
#include "sim/host/release_tree.hpp"

namespace portsim {

enum class ColumnForm { sparse, dense };

class ReleaseColumn {
 public:
  // `form`: in which it begins.
  ReleaseColumn(PortCount size, ColumnForm form);

  PortCount size() const { return size_; }
  bool is_dense() const { return !tree_.is_empty(); }

  // A time that is over may be forgotten: then the port has been free since before the run.
  SimTime free_at(PortOffset port) const {
    if (is_dense()) [[likely]]
      return tree_.free_at(port);
    return table_.free_at(port);
  }
  bool is_free(PortOffset port, SimTime now) const { return free_at(port) <= now; }

  // The first free port from `from` on, wrapping at the end; no_port when all are held.
  PortOffset first_free(PortOffset from, SimTime now) {
    if (is_dense()) [[likely]]
      return tree_.first_free(from, now);
    return first_free_in_table(from, now);
  }

  // The same where a port must be free in `other` too, which is of the same size. A column that is asked so
  // must always be asked so, with the same `other`, and hear of it when a time there is brought forward.
  PortOffset first_free_in_both(PortOffset from, SimTime now, ReleaseColumn& other);

  // The first free port from `from` on of its parity, up to the end of the range; no_port: none.
  PortOffset first_free_of_parity(PortOffset from, SimTime now) {
    return is_dense() ? tree_.first_free_of_parity(from, now) : first_free_of_parity_in_table(from, now);
  }
  PortOffset first_free_of_parity_in_both(PortOffset from, SimTime now, ReleaseColumn& other);

  // `until` is not before what is written already; what is over by `now` may be forgotten.
  void hold_until(PortOffset port, SimTime until, SimTime now) {
    if (is_dense()) [[likely]]
      return tree_.hold_until(port, until);
    hold_in_table(port, until, now);
  }

  // `until` is not after what is written.
  void bring_forward(PortOffset port, SimTime until);
  void other_brought_forward(PortOffset port, SimTime until) {
    if (is_dense()) tree_.other_brought_forward(port, until);
  }

 private:
  PortOffset first_free_in_table(PortOffset from, SimTime now) const;
  PortOffset first_free_of_parity_in_table(PortOffset from, SimTime now) const;
  void hold_in_table(PortOffset port, SimTime until, SimTime now);
  void become_dense();

  PortCount size_;
  ReleaseTree tree_;    // empty as long as the column is sparse
  ReleaseTable table_;  // empty once it is dense
};

}  // namespace portsim
