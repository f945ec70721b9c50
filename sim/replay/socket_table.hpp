// The sockets of a running scenario's hosts, as a person at the machine would list them: every connection
// with its four-tuple and its state, and what listens. It follows what a replay tells; it forgets what is
// over, so that its size follows what is held.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <vector>

#include "models/tcp/tcp_state.hpp"
#include "models/vocabulary/endpoint.hpp"

#include "sim/engine/sim_time.hpp"
#include "sim/host/attempt.hpp"
#include "sim/host/pool_plan.hpp"
#include "sim/replay/four_tuples.hpp"
#include "sim/scenario/scenario.hpp"

namespace portsim {

// A connection of a workload, as far as it is known.
struct KnownConnection {
  FourTuple four_tuple;
  ConnectionTimes times;
  PoolIndex pool = 0;           // when it was opened
  bool is_served_here = false;  // its other end is a socket of the host, too
};

// The client's end at that instant; nothing: it is over.
std::optional<TcpState> client_state(const ConnectionTimes&, SimTime now);
// The end that is served, likewise.
std::optional<TcpState> server_state(const ConnectionTimes&, SimTime now);
// When nothing remains of the client's end.
SimTime end_of(const ConnectionTimes&);

struct Socket {
  Endpoint local;
  std::optional<Endpoint> remote;  // nothing: it listens
  TcpState state = TcpState::listen;
  std::optional<WorkloadIndex> workload;  // whose end it is; nothing: a service's, or others'
  bool operator==(const Socket&) const = default;
};

// For range-based loops.
struct HostConnections {
  using Place = std::map<ConnectionKey, KnownConnection>::const_iterator;
  Place first;
  Place behind_last;

  Place begin() const { return first; }
  Place end() const { return behind_last; }
};

// The scenario and its plan must outlive it.
class SocketTable {
 public:
  SocketTable(const Scenario& scenario, const PortPlan& plan)
      : scenario_{scenario}, four_tuples_{scenario, plan} {}

  void add(std::size_t epoch, const ConnectionTimes&, SimTime now);
  void end_time_wait(const PoolFourTuple&);
  void cut(HostIndex);
  // Connections whose end only the client decides, on ports that are no longer handed out: nobody tells of
  // them.
  void forget_elsewhere(const PortPlan&, std::size_t epoch);

  const KnownConnection* find(const ConnectionKey&) const;  // nullptr: there is none
  HostConnections connections_of(HostIndex host) const {
    return {connections_.lower_bound({host}), connections_.lower_bound({host + 1})};
  }

  // What listens first, then in the order of local ports. `others`: ports that others than the scenario's
  // clients hold.
  std::vector<Socket> sockets_of(HostIndex, std::size_t epoch, SimTime now,
                                 const std::vector<Port>& others) const;

 private:
  void forget_what_is_over(SimTime now);

  const Scenario& scenario_;
  FourTuples four_tuples_;
  std::map<ConnectionKey, KnownConnection> connections_;
  std::size_t sweep_at_ = 1024;  // connections
};

}  // namespace portsim
