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
  std::uint32_t count = 1;
  bool listens = true;
  Duration closes_after = Duration::zero();
};

constexpr std::uint32_t count_max = 100'000;

constexpr std::string_view never = "never";

void read_closes_after(const Field& value, ServiceDraft& draft) {
  if (value.scalar() && value.scalar()->text == never) {
    draft.closes_after = forever;
  } else {
    value.read_into(draft.closes_after, decode_duration);
  }
}

constexpr Key<ServiceDraft> service_keys[] = {
    {"address", required, "an IPv4 address such as \"10.0.1.20\"", takes_ipv4_address<&ServiceDraft::address>,
     "where connections go; of several destinations the first. At 127.0.0.0/8, or at an address of the host "
     "that connects, it runs on that host: both ends are simulated on Linux only"},
    {"port",
     required,
     "a port from 1 to 65535",
     {[](const Field& value, ServiceDraft& draft) {
        if (const auto number = value.read_whole({1, 65535})) {
          draft.port = Port{static_cast<std::uint16_t>(*number)};
        }
      },
      shapes::port},
     "the port it listens on"},
    {"round_trip", defaults_to("0s"), "a duration such as \"1ms\"", takes_duration<&ServiceDraft::round_trip>,
     "from a segment to its answer; connect() lasts one"},
    {"count", defaults_to("1"), "a number of destinations from 1 to 100000",
     takes_whole<&ServiceDraft::count, 1, count_max>,
     "so many destinations, at addresses one after the other; each is chosen as often"},
    {"listens", defaults_to("true"), "true or false", takes_boolean<&ServiceDraft::listens>,
     "false: it refuses every connection"},
    {"closes_after",
     defaults_to("0s"),
     "a duration such as \"5s\", or never",
     {read_closes_after, shapes::either<shapes::the_word<never>, shapes::duration>},
     "how long it takes to close its side once the client has closed"},
};

Ipv4Address last_address(const Endpoint& first, std::uint32_t count) {
  return Ipv4Address{first.address.bits() + count - 1};
}

// Two names for one destination would be counted as two sets of four-tuples.
void check_is_new(const Field& service, const Service& added, const std::vector<Service>& others) {
  const auto shares_an_endpoint = [&](const Service& other) {
    return other.endpoint.port == added.endpoint.port &&
           other.endpoint.address <= last_address(added.endpoint, added.count) &&
           added.endpoint.address <= last_address(other.endpoint, other.count);
  };
  const auto same = std::find_if(others.begin(), others.end(), shares_an_endpoint);
  if (same == others.end()) return;
  const bool is_single = same->count == 1 && added.count == 1;
  service.report_at_key(
      ProblemKind::conflict,
      is_single ? fmt::format("the same address and port as {}; use one name", same->name)
                : fmt::format("it has addresses in common with {}, at the same port", same->name));
}

void check_addresses(const Field& service, const Service& added) {
  const std::uint64_t last = std::uint64_t{added.endpoint.address.bits()} + added.count - 1;
  constexpr std::uint64_t last_of_a_host = 0xdfffffff;  // 224.0.0.0 and above are not of one host
  if (last > last_of_a_host)
    service.report_at_key(ProblemKind::out_of_range,
                          fmt::format("{} addresses from {} on go beyond 223.255.255.255", added.count,
                                      to_text(added.endpoint.address)));
}

}  // namespace

Shape services_shape() {
  return shapes::named<shapes::map_of<service_keys>>();
}

void read_services(const Field& services, Scenario& scenario) {
  read_named(services, "a service such as {address: 10.0.1.20, port: 143}", [&](const Field& field) {
    ServiceDraft draft{.name = std::string{field.key()}, .address = {}, .port = {}};
    read_map(field, service_keys, draft);
    // A service with problems is kept under its name: workloads may refer to it, and it never reaches a run.
    const Endpoint endpoint{draft.address.value_or(Ipv4Address{0}), draft.port.value_or(Port{0})};
    Service service{draft.name, endpoint, draft.round_trip, draft.count, draft.listens, draft.closes_after};
    if (draft.address) check_addresses(field, service);
    if (draft.address && draft.port) check_is_new(field, service, scenario.services);
    scenario.services.push_back(std::move(service));
  });
}

}  // namespace portsim
