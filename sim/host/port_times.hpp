// Until when each port of a pool is live, and until when it is clear of TIME_WAIT too: a column for either
// (release_column.hpp). As long as very few ports are held they may stand in a list instead, so that an
// attempt at one of very many pools meets two cache lines and no more. The answers are the same.
#pragma once

#include <cassert>

#include "models/ports/port_availability.hpp"
#include "models/vocabulary/port.hpp"

#include "sim/engine/sim_time.hpp"
#include "sim/host/few_ports.hpp"
#include "sim/host/held_until.hpp"
#include "sim/host/release_column.hpp"

namespace portsim {

class PortTimes {
 public:
  // `form`: in which the columns begin. `lists_few`: what is held, before there are columns.
  PortTimes(PortCount size, ColumnForm form, bool lists_few)
      : size_{size}, are_few_{lists_few}, bound_{size, form}, clear_{size, form} {}

  PortCount size() const { return size_; }
  bool is_dense() const { return !are_few_ && bound_.is_dense() && clear_.is_dense(); }

  // A time that is over may be forgotten.
  HeldUntil held_until(PortOffset port) const {
    if (are_few_) return few_.held_until(port);
    return {bound_.free_at(port), clear_.free_at(port)};
  }
  bool is_unbound(PortOffset port, SimTime now) const {
    return are_few_ ? few_.is_unbound(port, now) : bound_.is_free(port, now);
  }
  bool is_clear(PortOffset port, SimTime now) const {
    return are_few_ ? few_.is_clear(port, now) : clear_.is_free(port, now);
  }

  // The first such port from `from` on, wrapping at the end; no_port: there is none.
  PortOffset first_unbound(PortOffset from, SimTime now) {
    if (are_few_) return first_of_few(from, [&](PortOffset port) { return few_.is_unbound(port, now); });
    return bound_.first_free(from, now);
  }
  PortOffset first_clear(PortOffset from, SimTime now) {
    if (are_few_) return first_of_few(from, [&](PortOffset port) { return few_.is_clear(port, now); });
    return clear_.first_free(from, now);
  }
  // That is free in `closed`, too: always the same, or never (ReleaseColumn::first_free_in_both).
  PortOffset first_clear_in_both(PortOffset from, SimTime now, ReleaseColumn& closed) {
    if (are_few_) give_columns(now);
    return clear_.first_free_in_both(from, now, closed);
  }

  // The same among the ports of the parity of `from`, without wrapping.
  PortOffset first_unbound_of_parity(PortOffset from, SimTime now) {
    if (are_few_) return first_of_parity(from, [&](PortOffset port) { return few_.is_unbound(port, now); });
    return bound_.first_free_of_parity(from, now);
  }
  PortOffset first_clear_of_parity(PortOffset from, SimTime now) {
    if (are_few_) return first_of_parity(from, [&](PortOffset port) { return few_.is_clear(port, now); });
    return clear_.first_free_of_parity(from, now);
  }
  PortOffset first_clear_of_parity_in_both(PortOffset from, SimTime now, ReleaseColumn& closed) {
    if (are_few_) give_columns(now);
    return clear_.first_free_of_parity_in_both(from, now, closed);
  }

  // Neither instant is before what is written already; what is over by `now` may be forgotten.
  void hold(PortOffset port, const HeldUntil& until, SimTime now) {
    if (are_few_) {
      if (few_.write(port, until, now)) return;
      give_columns(now);
    }
    clear_.hold_until(port, until.clear, now);
    bound_.hold_until(port, until.bound, now);
  }

  // Neither is after what is written.
  void bring_forward(PortOffset port, const HeldUntil& until) {
    if (are_few_) return few_.bring_forward(port, until);
    bound_.bring_forward(port, until.bound);
    clear_.bring_forward(port, until.clear);
  }
  void closed_brought_forward(PortOffset port, SimTime until) { clear_.other_brought_forward(port, until); }

  // For searches that look at other columns, too; where there is no list.
  ReleaseColumn& bound() {
    assert(!are_few_);
    return bound_;
  }

 private:
  // Each turn but the last passes one that is held.
  template <class IsFree>
  PortOffset first_of_few(PortOffset from, IsFree is_free) const {
    PortOffset port = from;
    for (PortCount passed = 0; passed < size_; ++passed, port = next_cyclic(port, size_))
      if (is_free(port)) return port;
    return no_port;
  }
  template <class IsFree>
  PortOffset first_of_parity(PortOffset from, IsFree is_free) const {
    for (PortOffset port = from; port < size_; port += 2)
      if (is_free(port)) return port;
    return no_port;
  }

  void give_columns(SimTime now);

  PortCount size_;
  bool are_few_;
  FewPorts few_;  // as long as they are
  ReleaseColumn bound_;
  ReleaseColumn clear_;
};

}  // namespace portsim
