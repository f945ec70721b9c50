// More local addresses: as many pools, where a pool is of one address.
#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "models/os/patches.hpp"

#include "sim/experiment/remedy_families.hpp"
#include "sim/scenario/port_source.hpp"

namespace portsim {
namespace {

constexpr std::size_t addresses_max = 64;  // of one host: more is another design, not a remedy

// Its own, and further ones next to them that nobody in the scenario has.
std::vector<std::string> addresses_of(const HostPlace& place) {
  std::set<std::uint32_t> taken;
  for (const Host& host : place.scenario.hosts)
    for (const Ipv4Address address : host.addresses) taken.insert(address.bits());
  for (const Service& service : place.scenario.services)
    for (std::uint32_t i = 0; i < service.count; ++i) taken.insert(service.endpoint.address.bits() + i);
  std::vector<std::string> addresses;
  for (const Ipv4Address address : place.host().addresses) addresses.push_back(to_text(address));
  for (std::uint32_t next = place.host().addresses.back().bits() + 1; addresses.size() < addresses_max;
       ++next)
    if (taken.count(next) == 0) addresses.push_back(to_text(Ipv4Address{next}));
  return addresses;
}

// Which option has each address have its own ports, and why it does not help here; neither: none is needed,
// or there is none.
struct WayToMultiply {
  std::optional<SocketOption> option;
  std::string why_not;
};

std::string one_pool(const HostPlace& place, std::string_view why) {
  return fmt::format("{} has one pool of ports, whatever its addresses; {}", place.host().name, why);
}

WayToMultiply way_of_windows(const HostPlace& place) {
  const Host& host = place.host();
  const auto& patches = host.configuration.patches;
  constexpr SocketOption option = SocketOption::port_scalability;
  if (const auto why_not = why_not_socket_option(*host.os, option, patches))
    return {std::nullopt, one_pool(place, *why_not)};
  if (suffers_from(*host.os, Defect::port_scalability, patches))
    return {std::nullopt,
            one_pool(place, fmt::format("SO_PORT_SCALABILITY does not multiply it here: {}",
                                        cure_of(*find_defect(*host.os, Defect::port_scalability))))};
  return {option, ""};
}

WayToMultiply way_to_multiply(const HostPlace& place) {
  const Host& host = place.host();
  if (host.behaviour.scope == PoolScope::host) {
    if (find_setting(*host.os, "dynamicport") || find_setting(*host.os, "MaxUserPort"))
      return way_of_windows(place);
    return {std::nullopt, one_pool(place, fmt::format("{} has no way to change that", host.os->id))};
  }
  const auto why_not = why_not_socket_option(*host.os, SocketOption::bind_address_no_port, {});
  return {why_not ? std::nullopt : std::optional{SocketOption::bind_address_no_port}, ""};
}

// That bind its workloads to all of its addresses.
std::vector<std::string> binding_overrides(const HostPlace& place, std::optional<SocketOption> option) {
  std::vector<std::string> overrides;
  for (const WorkloadIndex index : place.workloads()) {
    const WorkloadPlace workload{place.scenario, place.text, index};
    overrides.push_back(workload.path("from") + "=all");
    const bool chooses_port = workload.workload().bind.call != BindCall::fixed_port;
    if (option && chooses_port && !workload.workload().socket.has(*option))
      overrides.push_back(workload.socket_with(*option));
  }
  return overrides;
}

Remedy address_remedy(const HostPlace& place, const WayToMultiply& way) {
  const std::string with = way.option ? fmt::format(", with {}", name_of(*way.option)) : "";
  Remedy remedy = host_remedy(RemedyKind::addresses, Effort::addresses, place, "addresses");
  remedy.title += with;
  remedy.today = fmt::format("{}", place.host().addresses.size());
  remedy.paths = {place.path("addresses")};
  remedy.why_not = way.why_not;
  remedy.costs.push_back(
      {"each address must be set up on the host, and be known to firewalls and access lists", std::nullopt});
  remedy.costs.push_back({"the application must bind its sockets to the addresses in turn", std::nullopt});
  if (way.option) add_costs(side_effects_of(*place.host().os, *way.option), remedy);
  return remedy;
}

bool binds_to_all(const HostPlace& place) {
  const auto workloads = place.workloads();
  return std::all_of(workloads.begin(), workloads.end(), [&](WorkloadIndex index) {
    return place.scenario.workloads[index].from.size() == place.host().addresses.size();
  });
}

// The addresses that there are: nothing but the sockets changes.
void add_binding_to_all(const HostPlace& place, const WayToMultiply& way, Remedies& remedies) {
  const std::vector<std::string> overrides = binding_overrides(place, way.option);
  const bool has_options = overrides.size() == place.workloads().size();
  if (place.host().addresses.size() < 2 || (binds_to_all(place) && has_options)) return;
  Remedy remedy = address_remedy(place, way);
  remedy.kind = RemedyKind::socket_option;
  remedy.effort = Effort::application_change;
  remedy.title = fmt::format("binding to all {} addresses of {}{}", remedy.today, place.host().name,
                             way.option ? fmt::format(", with {}", name_of(*way.option)) : "");
  remedy.today = "";
  remedy.paths.clear();
  remedy.costs.erase(remedy.costs.begin());
  remedy.candidates = {{"", overrides}};
  remedies.push_back(std::move(remedy));
}

}  // namespace

void add_address_remedies(const HostPlace& place, Remedies& remedies) {
  const WayToMultiply way = way_to_multiply(place);
  Remedy remedy = address_remedy(place, way);
  if (!way.why_not.empty()) return remedies.push_back(std::move(remedy));
  add_binding_to_all(place, way, remedies);
  const std::vector<std::string> addresses = addresses_of(place);
  const std::vector<std::string> others = binding_overrides(place, way.option);
  for (std::size_t count = place.host().addresses.size() + 1; count <= addresses.size(); ++count) {
    const std::vector<std::string> first{addresses.begin(),
                                         addresses.begin() + static_cast<std::ptrdiff_t>(count)};
    Candidate candidate{fmt::format("{}", count),
                        {fmt::format("{}={}", place.path("addresses"), yaml_list(first))}};
    candidate.overrides.insert(candidate.overrides.end(), others.begin(), others.end());
    remedy.candidates.push_back(std::move(candidate));
  }
  if (remedy.candidates.empty())
    remedy.why_not =
        fmt::format("it has {} already; more than {} are not tried", remedy.today, addresses_max);
  remedies.push_back(std::move(remedy));
}

}  // namespace portsim
