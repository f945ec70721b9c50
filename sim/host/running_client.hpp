// Makes the running parts of a replication from their specifications, each with its own random streams.
#pragma once

#include <cstdint>
#include <variant>
#include <vector>

#include "sim/host/closed_client.hpp"
#include "sim/host/mailbox_cache_client.hpp"
#include "sim/host/open_client.hpp"
#include "sim/host/pool_client.hpp"
#include "sim/host/pool_plan.hpp"
#include "sim/host/running_host.hpp"
#include "sim/host/trace_client.hpp"
#include "sim/scenario/scenario.hpp"

namespace portsim {

struct RunId {
  std::uint64_t seed = 1;
  std::uint32_t replication = 0;
  std::uint64_t split = 0;       // a copy of the replication that goes on by itself; 0: the replication
  std::uint64_t host_split = 0;  // likewise, in which only what hosts draw differs: their ports, their timers
};

using RunningClient = std::variant<RunningOpenClient, RunningMailboxCacheClient, RunningClosedClient,
                                   RunningPoolClient, RunningTraceClient>;

RunningClient make_running_client(const Workload&, const RunId&);
RunningWorkload make_running_workload(std::uint32_t index, const Workload&, const RunId&);
// A pool's connections are its own to close, whenever requests end.
SimTime end_of_actions(const Workload&, const Scenario&);
std::vector<RunningSelector> make_running_selectors(const PortPlan&, const Scenario&, const RunId&);

// A copy of a running replication goes on with its own streams from `now` on. What has been drawn ahead is
// drawn again where that has no memory. True: the client's next arrival is another.
bool draw_anew(RunningClient&, const Workload&, const RunId&, SimTime now);
void draw_anew(RunningWorkload&, const Workload&, const RunId&);
void draw_anew(std::vector<RunningSelector>&, const PortPlan&, const Scenario&, const RunId&);

// As the scenario states them, or drawn.
HostPhases phases_of(const Host&, const RunId&);

// The workload is another from `now` on, with a client of the same model. True: so are its arrivals.
bool change(RunningClient&, const Workload&, SimTime now);

}  // namespace portsim
