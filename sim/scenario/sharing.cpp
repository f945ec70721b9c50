// Workloads of one host may draw ports from one range in different ways. How they compete then is simulated
// only where it is one pool.
#include <array>
#include <map>
#include <utility>

#include "sim/scenario/port_source.hpp"
#include "sim/scenario/sections.hpp"

namespace portsim {
namespace {

constexpr std::array<std::string_view, 5> source_words{
    "the range of the host", "the range of a local address (SO_PORT_SCALABILITY)",
    "the auto-reuse range",  "a port that it binds to",
    "the range by bind()",
};
std::string_view words_for(PortSource source) {
  return source_words[static_cast<std::size_t>(source)];
}

bool overlaps(const PortRange& one, const PortRange& other) {
  return one.first <= other.last && other.first <= one.last;
}

// Whether sockets of two different sources can come to the same port. `bound` is the port of a bound source.
bool have_ports_in_common(const HostBehaviour& host, PortSource one, PortSource other, Port bound) {
  // How bind() keeps ports from connect(), and connect() from bind(), is part of the host's behaviour.
  const bool are_bindings_known = host.bound_ports != BoundPorts::as_others;
  if (one != PortSource::auto_reuse && other != PortSource::auto_reuse) {
    return one != PortSource::bound && other != PortSource::bound && !are_bindings_known;
  }
  const bool is_bound = one == PortSource::bound || other == PortSource::bound;
  return overlaps(*host.auto_reuse, is_bound ? PortRange{bound, bound} : host.ephemeral);
}

using FirstDrawing = std::map<std::pair<HostIndex, PortSource>, const Workload*>;

void check_workload(const Field& workloads, const Host& host, const Workload& workload,
                    const FirstDrawing& first_drawing) {
  const PortSource source = port_source_of(host.behaviour, workload);
  for (const PortSource other :
       {PortSource::range, PortSource::address_range, PortSource::auto_reuse, PortSource::range_at_bind}) {
    const auto first = first_drawing.find({workload.host, other});
    if (other == source || first == first_drawing.end()) continue;
    // Of a pair that draws from shared ranges, the later is reported.
    if (source != PortSource::bound && &workload < first->second) continue;
    if (!have_ports_in_common(host.behaviour, source, other, workload.bind.port)) continue;
    return workloads.entry(*workloads.map()->find(workload.name), "")
        .report_at_key(
            ProblemKind::not_simulated,
            fmt::format("it takes ports from {}, and {} from {}: how they share ports of {} is not simulated",
                        words_for(source), first->second->name, words_for(other), host.name));
  }
}

}  // namespace

void check_sharing(const Field& workloads, const Scenario& scenario) {
  FirstDrawing first_drawing;
  for (const Workload& workload : scenario.workloads) {
    const Host& host = scenario.hosts[workload.host];
    first_drawing.emplace(std::pair{workload.host, port_source_of(host.behaviour, workload)}, &workload);
  }
  for (const Workload& workload : scenario.workloads) {
    check_workload(workloads, scenario.hosts[workload.host], workload, first_drawing);
  }
}

}  // namespace portsim
