// `services`: what workloads connect to.
#include <algorithm>

#include "sim/scenario/key_table.hpp"
#include "sim/scenario/sections.hpp"

namespace portsim {
namespace {

struct ServiceDraft {
  std::string name;
  std::optional<Ipv4Address> address;
  std::optional<Port> port;
  Duration round_trip = Duration::zero();
};

constexpr Key<ServiceDraft> service_keys[] = {
    {"address", required, "an IPv4 address such as \"10.0.1.20\"",
     [](const Field& value, ServiceDraft& draft) { value.read_into(draft.address, decode_ipv4); }},
    {"port", required, "a port from 1 to 65535",
     [](const Field& value, ServiceDraft& draft) {
       if (const auto number = value.read_whole({1, 65535})) {
         draft.port = Port{static_cast<std::uint16_t>(*number)};
       }
     }},
    {"round_trip", defaults_to("0s"), "a duration such as \"1ms\"",
     [](const Field& value, ServiceDraft& draft) { value.read_into(draft.round_trip, decode_duration); }},
};

// Two names for one destination would be counted as two sets of four-tuples.
void check_is_new(const Field& service, const Endpoint& endpoint, const std::vector<Service>& others) {
  const auto same = std::find_if(others.begin(), others.end(),
                                 [&](const Service& other) { return other.endpoint == endpoint; });
  if (same == others.end()) return;
  service.report_at_key(fmt::format("the same address and port as {}; use one name", same->name));
}

}  // namespace

void read_services(const Field& services, Scenario& scenario) {
  read_named(services, "a service such as {address: 10.0.1.20, port: 143}", [&](const Field& field) {
    ServiceDraft draft{std::string{field.key()}, {}, {}, Duration::zero()};
    read_map(field, service_keys, draft);
    // A service with problems is kept under its name: workloads may refer to it, and it never reaches a run.
    const Endpoint endpoint{draft.address.value_or(Ipv4Address{0}), draft.port.value_or(Port{0})};
    if (draft.address && draft.port) check_is_new(field, endpoint, scenario.services);
    scenario.services.push_back({draft.name, endpoint, draft.round_trip});
  });
}

}  // namespace portsim
