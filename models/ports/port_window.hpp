// A part of a pool's ports, as a pool by itself: for a socket that has its own range (IP_LOCAL_PORT_RANGE),
// and for bind(), which looks through a half of the range first. The ports must outlive it.
#pragma once

#include <algorithm>

#include "models/ports/port_availability.hpp"

namespace portsim {

template <PortAvailability Ports>
class PortWindow {
 public:
  PortWindow(Ports& ports, PortOffset first, PortCount size) : ports_{ports}, first_{first}, size_{size} {}

  PortOffset first() const { return first_; }
  PortCount size() const { return size_; }
  PortOffset first_unbound(PortOffset from) {
    return first([this](PortOffset port) { return ports_.first_unbound(port); }, from);
  }
  PortOffset first_clear(PortOffset from) {
    return first([this](PortOffset port) { return ports_.first_clear(port); }, from);
  }
  PortOffset first_usable(PortOffset from) {
    return first([this](PortOffset port) { return ports_.first_usable(port); }, from);
  }
  PortOffset first_usable_of_parity(PortOffset from, PortOffset end) {
    const PortOffset port = ports_.first_usable_of_parity(first_ + from, first_ + std::min(end, size_));
    return port == no_port ? no_port : port - first_;
  }
  bool is_usable(PortOffset port) const { return ports_.is_usable(first_ + port); }
  PortOffset oldest_closing() {
    const PortOffset port = ports_.oldest_closing();
    return contains(port, first_) ? port - first_ : no_port;
  }

 private:
  bool contains(PortOffset port, PortOffset from) const {
    return port != no_port && port >= from && port < first_ + size_;
  }

  // The pool's search goes on behind the window; this one starts over at its beginning.
  template <class Search>
  PortOffset first(Search search, PortOffset from) {
    PortOffset port = search(first_ + from);
    if (!contains(port, first_ + from) && from > 0) port = search(first_);
    return contains(port, first_) ? port - first_ : no_port;
  }

  Ports& ports_;
  PortOffset first_;
  PortCount size_;
};

// What was found in a window that begins at `first`, as found in the whole pool.
constexpr Selection in_whole_pool(Selection selection, PortOffset first) {
  if (selection.port != no_port) selection.port += first;
  return selection;
}

}  // namespace portsim
