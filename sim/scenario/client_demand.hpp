// How much a workload asks for at most, before anything is known of what comes of it: for the checks that
// refuse what no machine can run. Upper bounds, generous ones, and never used for a prediction.
#pragma once

#include "sim/scenario/scenario.hpp"

namespace portsim {

// In one replication. Never fewer than attempts but for retries.
double requests_at_most(const Workload&, Duration duration);

// Connections of the workload that hold a port at the same time, live or in TIME_WAIT, on average.
double connections_at_once(const Workload&, const HostBehaviour&, const Scenario&);

// Beside its ports: users, connections that are kept, requests that wait or are to be tried again.
double bytes_of_client(const Workload&, Duration duration);

}  // namespace portsim
