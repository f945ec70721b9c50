// What the workloads of a scenario ask of each pool of ports: how often, for how long, and which of them
// compete for the same four-tuples. What the closed forms are computed from.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "models/analytic/offered_load.hpp"
#include "models/ports/port_selection.hpp"
#include "models/vocabulary/port.hpp"

#include "sim/host/port_pool.hpp"
#include "sim/scenario/scenario.hpp"
#include "sim/theory/lease_law.hpp"

namespace portsim {

// What a lease lasts besides its hold, as the selection of ports sees it. TIME_WAIT that a socket ignores is
// left out.
struct LeaseBesidesHold {
  Duration live;     // round trips; a close that counts as free for the selection belongs to the next
  Duration after;    // until the four-tuple is free: TIME_WAIT
  Duration closing;  // the part of both in which the closing-port defect may hand the port out
  Duration rounding =
      Duration::zero();  // TIME_WAIT ends at ticks so far apart; `after` has it at its longest
  bool operator==(const LeaseBesidesHold&) const = default;

  Duration total() const { return live + after; }
};

// A workload, or the part of it that goes to one place and is closed by one side.
struct WorkloadDemand {
  const Workload* workload = nullptr;
  const Service* service = nullptr;
  Closer closer = Closer::client;
  double fraction = 1;  // of the workload's attempts
  double rate = 0;      // attempts per second in the long run, if none is refused; on average where it varies
  LeaseBesidesHold besides_hold{};
  double lease_mean = 0;  // seconds; a connection that is never closed keeps its port for the run
  double live_mean = 0;   // of that, while no selection hands the port out
  LeaseLaw lease{};       // of an open client
  LeaseLaw live{};
  bool ignores_time_wait = false;
  // Where the workload's local addresses lead to several pools or destinations it takes them in turn: this is
  // one of so many, counted from 0.
  std::uint32_t turn = 0;
  std::uint32_t turns = 1;

  // Which attempts are of this part is drawn for each: they come at random instants, whatever the client.
  bool is_drawn() const { return fraction * turns < 1 - 1e-9; }
};

// Workloads that compete for the same four-tuples: towards one service, or all of a pool where a port in use
// is closed to every connection: TIME_WAIT blocks the pool, or there is none.
struct DestinationDemand {
  std::vector<WorkloadDemand> workloads;

  double rate() const;
  OfferedLoad load() const;
  double live_load() const;  // ports that live sockets hold, on average
};

struct PoolDemand {
  std::string name;
  const Host* host = nullptr;
  PortCount ports = 0;                        // that its workloads can come to; perhaps none
  PortCount occupied = 0;                     // beside these, its lowest: others hold them throughout
  std::vector<PortSelectionSpec> selections;  // of the workloads that draw from it, each once
  SocketRules rules{};                        // of its workloads: what at least one of them asks
  std::vector<DestinationDemand> destinations;

  double rate() const;
  OfferedLoad load() const;
  double live_load() const;
  const WorkloadDemand* only_workload() const;  // nullptr: there are several
};

// Pools that differ only in where they lead, such as those of one service's destinations.
bool are_alike(const PoolDemand&, const PoolDemand&);

// The same pool with this fraction of the attempts.
PoolDemand thinned(PoolDemand, double fraction);

// From an instant on to the end of the run. Without pools, destinations and workloads that nothing attempts
// to use. The scenario must outlive the result.
std::vector<PoolDemand> pool_demands(const Scenario&, Duration from = Duration::zero());

}  // namespace portsim
