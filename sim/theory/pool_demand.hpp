// What the workloads of a scenario ask of each pool of ports: how often, for how long, and which of them
// compete for the same four-tuples. What the closed forms are computed from.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "models/analytic/offered_load.hpp"
#include "models/vocabulary/port.hpp"

#include "sim/scenario/scenario.hpp"
#include "sim/theory/lease_law.hpp"

namespace portsim {

struct WorkloadDemand {
  const Workload* workload = nullptr;
  const Service* service = nullptr;
  double rate = 0;  // attempts per second in the long run, if none is refused; over the run where it varies
  double rate_max = 0;    // while the busiest phase lasts
  double lease_mean = 0;  // seconds; a connection that is never closed keeps its port for the run
  double live_mean = 0;   // of that, without TIME_WAIT
  LeaseLaw lease{};       // of an open client
  LeaseLaw live{};
};

// Workloads that compete for the same four-tuples: towards one service, or all of a pool where a port in
// TIME_WAIT is closed to every connection.
struct DestinationDemand {
  std::vector<WorkloadDemand> workloads;

  double rate() const;
  OfferedLoad load() const;
  double live_load() const;  // ports that live sockets hold, on average
};

struct PoolDemand {
  std::string name;
  const Host* host = nullptr;
  PortCount ports = 0;
  std::vector<DestinationDemand> destinations;

  double rate() const;
  double rate_max() const;
  OfferedLoad load() const;
  double live_load() const;
  const WorkloadDemand* only_workload() const;  // nullptr: there are several
};

// Without pools, destinations and workloads that nothing attempts to use. The scenario must outlive the
// result.
std::vector<PoolDemand> pool_demands(const Scenario&);

// One rate from beginning to end. Nothing: the phases differ.
std::optional<Rate> constant_rate(const OpenClient&);

// The part of the run in which an open client attempts.
struct ActiveSpan {
  Duration from;
  Duration until;
};
ActiveSpan active_span(const Workload&, const OpenClient&, const Scenario&);

}  // namespace portsim
