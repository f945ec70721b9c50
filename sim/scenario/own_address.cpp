// A workload that connects to its own host. A host's ports are simulated as seen by one end: whether a
// listener keeps one of them, and whether a connect meets its own socket, is not.
#include "sim/scenario/port_source.hpp"
#include "sim/scenario/sections.hpp"

namespace portsim {
namespace {

// RFC 1122, section 3.2.1.3: 127.0.0.0/8 is the host itself.
bool is_loopback(Ipv4Address address) {
  return address.bits() >> 24 == 127;
}

void check_destination(const Field& connects_to, const Service& service, const Workload& workload,
                       const Host& host, const LocalAddresses& addresses) {
  const Ipv4Address first = service.endpoint.address;
  const Ipv4Address last{first.bits() + service.count - 1};
  if (const auto own = addresses.first_within(workload.host, first, last)) {
    connects_to.report(ProblemKind::not_simulated,
                       fmt::format("{} is at {}, an address of {} itself: how a host connects to itself is "
                                   "not simulated",
                                   service.name, to_text(host.addresses[*own]), host.name));
  } else if (is_loopback(first) && hands_out(host.behaviour, service.endpoint.port)) {
    connects_to.report(ProblemKind::not_simulated,
                       fmt::format("{} listens on {} itself, at port {} of those that it hands out: how the "
                                   "two share it is not simulated",
                                   service.name, host.name, service.endpoint.port.number()));
  }
}

}  // namespace

void check_destinations(const Field& connects_to, const Host& host, const LocalAddresses& addresses,
                        const std::vector<Service>& services, const Workload& workload) {
  for (const ServiceShare& part : workload.connects_to) {
    if (part.service < services.size())  // otherwise it is reported
      check_destination(connects_to, services[part.service], workload, host, addresses);
  }
}

}  // namespace portsim
