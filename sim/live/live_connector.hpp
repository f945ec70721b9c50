// What a client asks of its host (sim/host/connector.hpp), answered by a real kernel: the running clients do
// not know the difference. Instants are those at which things are due; how late they were is measured.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "models/vocabulary/duration.hpp"
#include "models/vocabulary/endpoint.hpp"
#include "models/workload/trace_row.hpp"

#include "sim/engine/event_queue.hpp"
#include "sim/engine/sim_time.hpp"
#include "sim/experiment/live_measurement.hpp"
#include "sim/host/attempt.hpp"
#include "sim/host/connection.hpp"
#include "sim/host/destination_draw.hpp"
#include "sim/host/pending_events.hpp"
#include "sim/host/running_host.hpp"
#include "sim/live/live_connections.hpp"
#include "sim/live/sockets.hpp"

namespace portsim {

// At equal times: what makes room, new arrivals, those who failed before, and then the count of what is left.
struct ServerCloseDue {
  LiveConnectionIndex connection;
};
struct CloseDue {
  LiveConnectionIndex connection;
};
struct OccupiedUntilNow {};
struct ArrivalDue {
  std::uint32_t workload;
  std::uint32_t timetable;  // stale if the workload has got another since
};
struct SampleDue {};
using LiveEvents = EventQueue<ServerCloseDue, CloseDue, OccupiedUntilNow, ArrivalDue, RetryDue, SampleDue>;

// A destination of a workload.
struct LiveDestination {
  Endpoint endpoint;
  const FileDescriptor* listener = nullptr;  // nullptr: nothing listens
  Duration closes_after{};
};

// One of a workload's ways to its destinations.
struct LiveRoute {
  std::vector<SocketPlan> turns;  // of its local addresses
  std::vector<LiveDestination> destinations;
};

// Nobody counts requests here: attempts are what is compared.
struct NoObserver {
  void requested(const CachedRequest&) {}
  void progressed(const RequestProgress&) {}
};

// What the workloads of a run share.
struct LiveState {
  Duration start{};  // of the run, on the clock
  LiveEvents events;
  LiveConnections connections;
  std::vector<LiveAttempt> attempts;
  NoObserver observer;
};

class LiveConnector {
 public:
  LiveConnector(RunningWorkload& workload, const LiveRoute& live, LiveState& state)
      : workload_{workload}, route_{*workload.route}, live_{live}, state_{state} {}

  std::uint32_t workload() const { return workload_.index; }
  NoObserver& observer() { return state_.observer; }

  ClientRequest request(Duration length, std::uint32_t user = 0);
  ClientRequest request(Duration length, const TraceRow& row);
  ConnectResult connect(SimTime now, Duration hold, const ClientRequest& request);
  ConnectResult connect_until_closed(SimTime now, const ClientRequest& request) {
    return connect(now, forever, request);
  }
  void keep_for(const Connection& connection, Duration hold);
  void close(const Connection& connection, SimTime now);
  bool leads_to(const Connection& connection, const ClientRequest& request) const {
    return connection.path % live_.destinations.size() == request.destination;
  }
  bool try_again(SimTime now, const ClientRequest& request);

 private:
  Connection open(ConnectedSocket connected, SimTime now, Duration hold, const ClientRequest& request);

  RunningWorkload& workload_;
  const Route& route_;
  const LiveRoute& live_;
  LiveState& state_;
};

// Ends a connection now, and plans what is left to do.
void close_live(LiveState&, LiveConnectionIndex, SimTime now);

}  // namespace portsim
