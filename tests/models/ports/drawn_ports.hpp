// A pool of ports for the tests of the selection algorithms.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "models/ports/port_availability.hpp"
#include "models/random/random_stream.hpp"

namespace portsim::test {

// A pool drawn as text, one character a port: '.' clear, 'L' live, 'w' in TIME_WAIT towards this destination,
// 'o' in TIME_WAIT towards another; 'W' and 'O' the same, of the port that has been closing longest.
class DrawnPorts {
 public:
  explicit DrawnPorts(std::string states) : states_{std::move(states)} {}
  PortCount size() const { return static_cast<PortCount>(states_.size()); }
  PortOffset first_unbound(PortOffset from) const { return first_of(from, ".woWO"); }
  PortOffset first_clear(PortOffset from) const { return first_of(from, "."); }
  PortOffset first_usable(PortOffset from) const { return first_of(from, ".oO"); }
  PortOffset first_usable_of_parity(PortOffset from, PortOffset end) const {
    for (PortOffset port = from; port < end; port += 2)
      if (is_usable(port)) return port;
    return no_port;
  }
  bool is_usable(PortOffset port) const { return is_one_of(port, ".oO"); }
  PortOffset oldest_closing() const { return first_of(0, "WO"); }

  void hold(PortOffset port) { states_[port] = 'L'; }
  void release(PortOffset port) { states_[port] = '.'; }

 private:
  PortOffset first_of(PortOffset from, std::string_view wanted) const {
    for (PortCount step = 0; step < size(); ++step) {
      const PortOffset port = (from + step) % size();
      if (is_one_of(port, wanted)) return port;
    }
    return no_port;
  }
  bool is_one_of(PortOffset port, std::string_view wanted) const {
    return wanted.find(states_[port]) != std::string_view::npos;
  }

  std::string states_;
};

inline DrawnPorts all_clear(PortCount size) {
  return DrawnPorts{std::string(size, '.')};
}

inline RandomStream any_stream(std::uint32_t replication = 0) {
  return RandomStream{{1, replication, StreamPurpose::port_selection, "host"}};
}

}  // namespace portsim::test
