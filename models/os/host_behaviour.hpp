// What a host does when something connects: a level of the catalogue with its patches, settings and
// assumptions applied. The engine sees only this; it knows no operating system by name.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/os/defects.hpp"
#include "models/ports/port_selection.hpp"
#include "models/tcp/closing_state.hpp"
#include "models/tcp/connect_outcome.hpp"
#include "models/tcp/pool_scope.hpp"
#include "models/tcp/time_wait_length.hpp"
#include "models/vocabulary/cited.hpp"
#include "models/vocabulary/duration.hpp"
#include "models/vocabulary/port.hpp"
#include "models/vocabulary/port_set.hpp"

namespace portsim {

// What the application and the operator see when connect() fails.
struct ConnectError {
  int code = 0;                 // 10048
  std::string_view name;        // "WSAEADDRINUSE"
  std::optional<int> event_id;  // 4227: the entry in the system's log, where it writes one
  std::string_view cause;       // one line, for people
  bool operator==(const ConnectError&) const = default;
};

// How a socket gets its port at bind() without naming one, where that is not as at connect(): from another
// pool, in which TIME_WAIT closes a port to every destination.
struct AnyPortAtBind {
  PortSelectionSpec selection;
  PoolScope scope = PoolScope::address;
  ConnectError error;
  bool operator==(const AnyPortAtBind&) const = default;
};

// What bind() makes of a port that it names: it refuses one that is in use or in TIME_WAIT. With SO_REUSEADDR
// it does not, and connect() decides by the four-tuple.
struct NamedPortAtBind {
  ConnectError error;
  ConnectError error_at_connect;           // with SO_REUSEADDR
  bool reuseaddr_lifts_time_wait = false;  // then
  bool operator==(const NamedPortAtBind&) const = default;
};

// Whether a port that bind() gave out stays closed to connect() without a port, whatever the addresses, and
// until when (Linux' bind buckets; __inet_hash_connect).
enum class BoundPorts : std::uint8_t {
  as_others,                  // they are ports of their pool like all others
  closed_until_binder_left,   // also in its TIME_WAIT
  closed_until_nobody_is_on,  // and until all that connect() put on it has gone too
};

// A defect that shapes this host's behaviour: present, not cured, and simulated.
struct ActiveDefect {
  Defect defect{};
  std::string mechanism;  // as the host's assumptions have it, in one line
  std::string cure;       // for this level: "install KB2826167"
  Source source;
  bool operator==(const ActiveDefect&) const = default;
};

struct HostBehaviour {
  PortRange ephemeral{Port{0}, Port{0}};
  std::vector<PortRange> excluded;  // from the range
  std::vector<PortRange> reserved;  // in the range, and never handed out: a search passes over them
  PoolScope scope = PoolScope::host;
  TimeWaitBlocks time_wait_blocks = TimeWaitBlocks::four_tuple;
  Duration time_wait = Duration::zero();
  Duration time_wait_granularity = Duration::zero();  // as TimeWaitLength has it
  std::optional<TimeWaitLength> reused_after;         // connect() without a port takes it from TIME_WAIT then
  std::optional<TimeWaitLength> reused_after_on_loopback;  // likewise, where either end is in 127.0.0.0/8
  std::optional<std::int64_t>
      time_wait_buckets;  // entries in TIME_WAIT, of both ends; beyond it none is made
  Duration fin_wait_2 =
      Duration::zero();        // how long a socket nobody has waits there for the other side's FIN
  bool has_timestamps = true;  // TCP's, on connections
  PortSelectionSpec selection;
  ClosingStates handed_out;  // a port whose socket is in one of these counts as free for the selection
  // A socket with SO_PORT_SCALABILITY bound to a local address draws from a pool of that address.
  bool has_pool_per_address = false;
  // Without it (and before KB2826167) a port used from one local address is used for all of them.
  bool addresses_share_four_tuples = false;
  std::optional<PortRange> auto_reuse;  // a second range, chosen from at connect(): one pool a destination
  bool has_auto_reuse_without_option = false;   // for connect() without bind() too
  std::optional<std::int64_t> half_open_limit;  // connects under way at once; further ones wait
  std::optional<std::int64_t> time_wait_cap;    // entries in TIME_WAIT; the oldest leaves when there are more
  std::optional<Duration> last_time_wait_end;   // uptime after which no TIME_WAIT ends any more
  bool reuseaddr_lifts_time_wait = false;       // SO_REUSEADDR lets a socket take a four-tuple in TIME_WAIT
  std::optional<AnyPortAtBind> any_port_at_bind;
  std::optional<NamedPortAtBind> named_port_at_bind;
  BoundPorts bound_ports = BoundPorts::as_others;
  bool shares_ports_at_bind = false;  // bind() without a port, with SO_REUSEADDR, when no port is left
  ConnectError on_collision;
  ConnectError on_exhaustion;
  ConnectError on_random_pick;
  ConnectError on_refusal;  // nothing listens at the destination
  std::vector<ActiveDefect> defects;

  PortSet ports() const { return PortSet{ephemeral, excluded}; }
  PortSet handed_out_ports() const {
    std::vector<PortRange> others = excluded;
    others.insert(others.end(), reserved.begin(), reserved.end());
    return PortSet{ephemeral, others};
  }
  // What a socket that is bound, listens or waits in TIME_WAIT keeps from the others is known, and so is a
  // connection of which the host is both ends.
  bool knows_both_ends() const { return bound_ports != BoundPorts::as_others; }
  TimeWaitLength time_wait_length() const { return {time_wait, time_wait_granularity}; }
};

}  // namespace portsim
