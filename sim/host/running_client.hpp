// Makes the running parts of a replication from their specifications, each with its own random streams.
#pragma once

#include <cstdint>
#include <variant>

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
};

using RunningClient = std::variant<RunningOpenClient, RunningMailboxCacheClient, RunningClosedClient,
                                   RunningPoolClient, RunningTraceClient>;

RunningClient make_running_client(const Workload&, const RunId&);
RunningWorkload make_running_workload(std::uint32_t index, const Workload&, const RunId&);
RunningSelector make_running_selector(const PlannedSelector&, const RunId&);

// Where between two ticks of its timer the host is when the run begins: RunningHost::timer_phase.
double timer_phase_of(const Host&, const RunId&);

// The workload is another from `now` on, with a client of the same model. True: so are its arrivals.
bool change(RunningClient&, const Workload&, SimTime now);

}  // namespace portsim
