// How long a connection keeps its port. The client's port is live from the SYN until the connection has
// closed, and then, if the client closed first, in TIME_WAIT for 2 MSL (RFC 9293, section 3.3.2 and figure
// 5).
#pragma once

#include <array>
#include <cstdint>

#include "models/vocabulary/duration.hpp"

namespace portsim {

// Who ends the connection. Only the side that sends the first FIN enters TIME_WAIT (RFC 9293, section 3.6).
enum class Closer : std::uint8_t {
  client,
  server,
  abort,         // the client sends RST: nothing remains (RFC 9293, section 3.10.4)
  server_abort,  // the server does; the client learns of it at once (RFC 9293, section 3.10.7.4)
};

inline constexpr std::array all_closers{Closer::client, Closer::server, Closer::abort, Closer::server_abort};

struct PortLease {
  Duration live;       // connecting, established and closing: a socket holds the port
  Duration time_wait;  // then nobody holds it, but its four-tuple may not be used again
  Duration closing;    // the end of `live`: FIN_WAIT_1 where the client closes first, else LAST_ACK
  Duration fin_wait_2 = Duration::zero();  // between the two: the other side has yet to close

  constexpr Duration total() const { return live + fin_wait_2 + time_wait; }
  bool operator==(const PortLease&) const = default;
};

// How the other side closes once the client has. A socket that nobody has any more waits for it in FIN_WAIT_2
// without being live: as a small entry, like one in TIME_WAIT (Linux, tcp_time_wait).
struct ServerClose {
  Duration after = Duration::zero();
  Duration waited_for = forever;  // then the client forgets the connection, without TIME_WAIT

  constexpr Duration in_fin_wait_2() const { return after < waited_for ? after : waited_for; }
  constexpr bool comes() const { return after < waited_for; }
  bool operator==(const ServerClose&) const = default;
};

// A connection that takes one round trip to establish, is open for `hold`, and takes one round trip to close,
// unless it is aborted: RST closes it when `hold` is over.
constexpr PortLease lease_of_connection(Duration hold, Duration round_trip, Closer closer, Duration time_wait,
                                        const ServerClose& server = {}) {
  switch (closer) {
    case Closer::client:
      return {round_trip + hold + round_trip, server.comes() ? time_wait : Duration::zero(), round_trip,
              server.in_fin_wait_2()};
    case Closer::server:
      return {round_trip + hold + round_trip, Duration::zero(), round_trip};
    case Closer::abort:
    case Closer::server_abort:
      return {round_trip + hold, Duration::zero(), Duration::zero()};
  }
  return {};
}

}  // namespace portsim
