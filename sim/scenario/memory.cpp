// What a replication keeps in memory, as an upper bound: two instants for each port of a pool, one more for
// each local address and service that the pool's ports lead to, and each user's connection.
#include <algorithm>
#include <set>
#include <tuple>

#include "sim/scenario/port_source.hpp"
#include "sim/scenario/sections.hpp"

namespace portsim {
namespace {

constexpr double bytes_max = 1e9;
constexpr double bytes_an_instant = 9.2;  // 8, and an eighth above it
constexpr double bytes_a_user = 40;

class MemoryOfPorts {
 public:
  void add(const Scenario& scenario, std::size_t epoch) {
    for (const Workload& workload : scenario.workloads_in(epoch)) {
      const HostBehaviour& host = scenario.hosts_in(epoch)[workload.host].behaviour;
      for (const ServiceShare& part : workload.connects_to) {
        const double count = scenario.services[part.service].count;
        if (workload.from.empty()) add(host, workload, 0, part.service, count);
        for (const AddressIndex address : workload.from) add(host, workload, address, part.service, count);
      }
    }
  }
  double bytes() const { return bytes_; }

 private:
  // A pool, or a column of it, by what tells it apart; a timeline may change the range.
  using Ports = std::tuple<HostIndex, PortSource, Port, Port>;
  template <class T>
  using Any = std::optional<T>;  // nothing: all of them
  using Part = std::tuple<Ports, Any<AddressIndex>, Any<ServiceIndex>>;

  void add(const HostBehaviour& host, const Workload& workload, AddressIndex address, ServiceIndex service,
           double destinations) {
    const PortRange range = range_drawn_from(host, workload);
    const Ports ports{workload.host, port_source_of(host, workload), range.first, range.last};
    const PoolScope scope = scope_drawn_from(host, workload);
    Part pool{ports, {}, {}};
    if (scope != PoolScope::host) std::get<1>(pool) = address;
    if (scope == PoolScope::destination) std::get<2>(pool) = service;
    const double column = bytes_an_instant * range.size();
    if (pools_.insert(pool).second)
      bytes_ += 2 * column * (scope == PoolScope::destination ? destinations : 1);
    if (columns_.insert({ports, address, service}).second) bytes_ += column * destinations;
  }

  std::set<Part> pools_;
  std::set<Part> columns_;
  double bytes_ = 0;
};

double bytes_of_users(const std::vector<Workload>& workloads) {
  double bytes = 0;
  for (const Workload& workload : workloads) {
    if (const auto* cache = std::get_if<MailboxCacheClient>(&workload.client)) {
      bytes += bytes_a_user * static_cast<double>(cache->users);
    }
  }
  return bytes;
}

double bytes_needed(const Scenario& scenario) {
  MemoryOfPorts ports;
  double users = 0;
  for (std::size_t epoch = 0; epoch < scenario.epochs(); ++epoch) {
    ports.add(scenario, epoch);
    users = std::max(users, bytes_of_users(scenario.workloads_in(epoch)));
  }
  return ports.bytes() + users;
}

}  // namespace

void check_memory(const Field& section, const Scenario& scenario) {
  if (scenario.hosts.empty() || scenario.services.empty()) return;  // reported already
  if (const double bytes = bytes_needed(scenario); bytes > bytes_max) {
    section.report_at_key(fmt::format(
        "a replication would keep about {:.2g} GB of ports and users in memory; at most {:g} GB can be run",
        bytes / 1e9, bytes_max / 1e9));
  }
}

}  // namespace portsim
