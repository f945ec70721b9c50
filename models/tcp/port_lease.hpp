// How long a connection keeps its port. The client's port is live from the SYN until the connection has
// closed, and then, if the client closed first, in TIME_WAIT for 2 MSL (RFC 9293, section 3.3.2 and figure
// 5).
#pragma once

#include <cstdint>

#include "models/vocabulary/duration.hpp"

namespace portsim {

// Who ends the connection. Only the side that sends the first FIN enters TIME_WAIT (RFC 9293, section 3.6).
enum class Closer : std::uint8_t {
  client,
  server,
  abort,  // the client sends RST: nothing remains (RFC 9293, section 3.10.4)
};

struct PortLease {
  Duration live;       // connecting, established and closing: a socket holds the port
  Duration time_wait;  // then nobody holds it, but its four-tuple may not be used again
  Duration closing;    // the end of `live`: FIN_WAIT_1 where the client closes first, else LAST_ACK

  constexpr Duration total() const { return live + time_wait; }
  bool operator==(const PortLease&) const = default;
};

// A connection that takes one round trip to establish, is open for `hold`, and takes one round trip to close
// unless it is aborted.
constexpr PortLease lease_of_connection(Duration hold, Duration round_trip, Closer closer,
                                        Duration time_wait) {
  switch (closer) {
    case Closer::client:
      return {round_trip + hold + round_trip, time_wait, round_trip};
    case Closer::server:
      return {round_trip + hold + round_trip, Duration::zero(), round_trip};
    case Closer::abort:
      return {round_trip + hold, Duration::zero(), Duration::zero()};
  }
  return {};
}

}  // namespace portsim
