#include "sim/host/closing_ports.hpp"

#include <algorithm>

namespace portsim {

void ClosingPorts::add(PortOffset port, ClosingSpan span) {
  if (span == latest_[port]) return;
  latest_[port] = span;
  if (span.from >= span.until) return;
  if (by_begin_.size() >= 2 * latest_.size()) forget_stale();
  by_begin_.push_back({span, port});
  std::push_heap(by_begin_.begin(), by_begin_.end(), begins_later);
}

// Nothing else does where the oldest is never asked for; what remains is at most one a port.
void ClosingPorts::forget_stale() {
  const auto is_stale = [this](const Pending& pending) { return pending.span != latest_[pending.port]; };
  by_begin_.erase(std::remove_if(by_begin_.begin(), by_begin_.end(), is_stale), by_begin_.end());
  std::make_heap(by_begin_.begin(), by_begin_.end(), begins_later);
}

PortOffset ClosingPorts::oldest(SimTime now) {
  while (!by_begin_.empty()) {
    const Pending& first = by_begin_.front();
    const bool is_over = first.span.until <= now || first.span != latest_[first.port];
    if (!is_over) return first.span.from <= now ? first.port : no_port;
    std::pop_heap(by_begin_.begin(), by_begin_.end(), begins_later);
    by_begin_.pop_back();
  }
  return no_port;
}

}  // namespace portsim
