// Which ports of a host bind() keeps from connect(), and connect() from bind(), where a system has a table of
// ports beside that of four-tuples (Linux: inet_bind_bucket, in __inet_hash_connect and
// inet_csk_find_open_port). A port that bind() gave out is closed to every connect() without a port; bind()
// takes no port that any socket of its local address has, live or in TIME_WAIT. The four-tuples themselves
// stand in pools, one a local address and destination.
#pragma once

#include <optional>
#include <vector>

#include "models/os/host_behaviour.hpp"
#include "models/ports/port_availability.hpp"
#include "models/vocabulary/port.hpp"

#include "sim/engine/sim_time.hpp"
#include "sim/host/pool_plan.hpp"
#include "sim/host/release_column.hpp"

namespace portsim {

// The ports that bind() finds at one local address; a PortAvailability.
class PortsAtBind {
 public:
  PortsAtBind(ReleaseColumn& taken, SimTime now) : taken_{taken}, now_{now} {}

  PortCount size() const { return taken_.size(); }
  PortOffset first_unbound(PortOffset) const { return no_port; }  // it never gives out a port that is taken
  PortOffset first_clear(PortOffset from) { return taken_.first_free(from, now_); }
  PortOffset first_usable(PortOffset from) { return taken_.first_free(from, now_); }
  PortOffset first_usable_of_parity(PortOffset from, PortOffset end) {
    if (from >= end) return no_port;
    const PortOffset port = taken_.first_free_of_parity(from, now_);
    return port < end ? port : no_port;
  }
  bool is_usable(PortOffset port) const { return taken_.is_free(port, now_); }
  PortOffset oldest_closing() const { return no_port; }

 private:
  ReleaseColumn& taken_;
  SimTime now_;
};

// A socket of one of the pools, as the table knows it.
struct BucketSocket {
  std::uint32_t place = 0;  // of its pool, in PlannedBuckets
  PortOffset port = 0;
  bool has_bound = false;  // bind() gave it the port
  bool shares = false;     // it has SO_REUSEADDR
  SimTime forgotten;       // when the system knows nothing more of it
};

class BindBuckets {
 public:
  explicit BindBuckets(const PlannedBuckets& planned);

  // The ports that connect() may not have.
  ReleaseColumn& closed_to_connect() { return closed_; }
  // What bind() finds at the pool's local address, or at all of them.
  PortsAtBind at_bind(std::uint32_t place, bool at_any, SimTime now) {
    return {taken_[column_at(place, at_any)], now};
  }
  // All that have the port there have SO_REUSEADDR.
  bool is_shared(std::uint32_t place, bool at_any, PortOffset port, SimTime now) const {
    return exclusive_[column_at(place, at_any)].is_free(port, now);
  }

  // A socket has its port, for longer than was known before.
  void add(const BucketSocket& socket, SimTime now);
  // For less long; until when the port is closed to connect() now.
  SimTime shorten(const BucketSocket& socket);
  // The latest socket on a port of another table, whose ports the host hands out no more.
  void take_over(const BindBuckets& before, std::uint32_t place_before, PortOffset port_before,
                 std::uint32_t place, PortOffset port, SimTime now);

 private:
  std::uint32_t column_at(std::uint32_t place, bool at_any) const {
    return at_any && any_address_ ? *any_address_ : address_[place];
  }
  void lower(std::uint32_t column, PortOffset port);

  BoundPorts rule_;
  std::vector<std::uint32_t> address_;  // one a pool: which of the local addresses
  std::optional<std::uint32_t> any_address_;
  ReleaseColumn closed_;
  std::vector<ReleaseColumn> known_;     // one a pool: any socket's
  std::vector<ReleaseColumn> bound_;     // one a pool: of those that bind() gave out and closed
  std::vector<ReleaseColumn> unshared_;  // one a pool: of those without SO_REUSEADDR
  // One a local address, and one for all of them: the latest of known_, or never handed out.
  std::vector<ReleaseColumn> taken_;
  std::vector<ReleaseColumn> exclusive_;  // likewise of unshared_
};

}  // namespace portsim
