// Until when the four-tuple of each port of a pool is in TIME_WAIT, as its host counts it. As long as very
// few are, they stand in a list that is one cache line with all else that an attempt asks of it; then in a
// column.
#pragma once

#include <array>
#include <cstddef>
#include <memory>

#include "models/ports/port_availability.hpp"
#include "models/vocabulary/port.hpp"
#include "models/vocabulary/prefetch.hpp"

#include "sim/engine/sim_time.hpp"
#include "sim/host/release_column.hpp"
#include "sim/scenario/scenario.hpp"

namespace portsim {

class alignas(cache_line) WaitingPorts {
 public:
  // `form`: in which a column begins; a sparse one begins with the list.
  WaitingPorts(HostIndex host, PortCount ports, ColumnForm form);
  // Of a host that does not count.
  explicit WaitingPorts(HostIndex host) : WaitingPorts{host, 0, ColumnForm::sparse} {}
  WaitingPorts(const WaitingPorts&);
  WaitingPorts(WaitingPorts&&) = default;
  WaitingPorts& operator=(WaitingPorts&&) = default;

  HostIndex host() const { return host_; }
  bool are_counted() const { return size_ > 0; }

  // A time that is over may be forgotten.
  SimTime until(PortOffset port) const {
    if (column_) return column_->free_at(port);
    const std::size_t n = place_of(port);
    return n < most_listed ? until_[n] : SimTime{};
  }

  // Not before what is written already; what is over by `now` may be forgotten.
  void wait(PortOffset port, SimTime until, SimTime now) {
    if (!column_) {
      std::size_t n = place_of(port);
      if (n == most_listed)
        for (n = 0; n < most_listed && until_[n] > now;) ++n;
      if (n < most_listed) {
        ports_[n] = port;
        until_[n] = until;
        return;
      }
      give_column(now);
    }
    column_->hold_until(port, until, now);
  }

  // `until` is not after what is written.
  void bring_forward(PortOffset port, SimTime until) {
    if (column_) return column_->bring_forward(port, until);
    const std::size_t n = place_of(port);
    if (n < most_listed) until_[n] = until;
  }

 private:
  static constexpr std::size_t most_listed = 4;

  std::size_t place_of(PortOffset port) const {
    std::size_t n = 0;
    while (n < most_listed && ports_[n] != port) ++n;
    return n;
  }
  void give_column(SimTime now);

  std::array<SimTime, most_listed> until_{};
  std::array<PortOffset, most_listed> ports_;  // no_port: none yet
  HostIndex host_;
  PortCount size_;
  std::unique_ptr<ReleaseColumn> column_;  // nullptr: the list has room
};
static_assert(sizeof(WaitingPorts) == cache_line);

}  // namespace portsim
