// What a replication keeps in memory, as an upper bound: ports, and what clients keep beside them.
#include <algorithm>

#include "sim/scenario/client_demand.hpp"
#include "sim/scenario/port_memory.hpp"
#include "sim/scenario/sections.hpp"

namespace portsim {
namespace {

constexpr double bytes_max = 1e9;

double bytes_needed(const Scenario& scenario) {
  PortMemory ports;
  double clients = 0;
  for (std::size_t epoch = 0; epoch < scenario.epochs(); ++epoch) {
    ports.add(scenario, epoch);
    double now = 0;
    for (const Workload& workload : scenario.workloads_in(epoch))
      now += bytes_of_client(workload, scenario.duration);
    clients = std::max(clients, now);
  }
  return ports.bytes() + clients;
}

}  // namespace

void check_memory(const Field& section, const Scenario& scenario) {
  if (scenario.hosts.empty() || scenario.services.empty()) return;  // reported already
  if (const double bytes = bytes_needed(scenario); bytes > bytes_max) {
    section.report_at_key(
        ProblemKind::too_large,
        fmt::format("a replication would keep about {:.2g} GB of ports, users and requests in memory; "
                    "at most {:g} GB can be run",
                    bytes / 1e9, bytes_max / 1e9));
  }
}

}  // namespace portsim
