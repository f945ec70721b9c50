// Who holds each port of a pool at an instant, as an attempt towards one of its destinations sees it.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "models/tcp/tcp_state.hpp"
#include "models/vocabulary/port.hpp"

#include "sim/engine/sim_time.hpp"
#include "sim/host/attempt.hpp"
#include "sim/replay/replay.hpp"
#include "sim/scenario/scenario.hpp"

namespace portsim {

enum class PortHolder : std::uint8_t {
  nobody,      // the port is usable towards this destination
  connection,  // of the scenario's workloads
  others,      // since the run began
  reserved,    // it is never handed out
  bind,        // its socket has gone on, and bind() still keeps it from connect()
};

// Ports alike in who holds them.
struct HeldPorts {
  PortHolder holder = PortHolder::nobody;
  std::optional<TcpState> state;          // of a connection, as are those below
  std::optional<WorkloadIndex> workload;  // whose
  bool has_same_destination = false;      // as the attempt
  PortCount ports = 0;
  std::vector<PortRange> ranges;  // ascending
  std::optional<SimTime>
      soonest;  // when the first of them may be used towards this destination; nothing: never
  std::optional<SimTime> latest;  // likewise the last
};

class PortHolders {
 public:
  // Of the attempt's pool, as the attempt found it.
  PortHolders(const Replay&, const Attempt&);

  // Of one port.
  HeldPorts of(PortOffset) const;
  // Ports held alike together, most first. The offsets ascend.
  std::vector<HeldPorts> grouped(const std::vector<PortOffset>&) const;
  // When connect() towards the destination may have the port, if nobody else takes it; never: at no time.
  SimTime usable_from(PortOffset) const;

 private:
  void note(const ConnectionKey&, const KnownConnection&);
  bool is_of_pool(const ConnectionKey&) const;

  const Replay& replay_;
  SimTime now_;
  PoolIndex pool_;
  PortOffset taken_;  // by the attempt itself; no_port: it got none
  const PlannedPool& planned_;
  std::span<const LocalDestination> destinations_;  // of the pool
  const Route& route_;
  const Path path_;
  struct Holder {
    const KnownConnection* connection = nullptr;
    bool has_same_destination = false;
    TcpState state = TcpState::established;
  };
  std::vector<Holder> holders_;  // one a port: the live connection on it, else one in TIME_WAIT
};

}  // namespace portsim
