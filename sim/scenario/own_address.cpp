// A workload that connects to its own host. Both ends are simulated where the catalogue says what a socket
// that is bound, listens or waits in TIME_WAIT keeps from the others; elsewhere only the connecting end is.
#include "sim/scenario/own_address.hpp"

#include <algorithm>

#include "sim/scenario/port_source.hpp"
#include "sim/scenario/sections.hpp"

namespace portsim {
namespace {

Ipv4Address last_address(const Service& service) {
  return Ipv4Address{service.endpoint.address.bits() + service.count - 1};
}

// Of several destinations only some are addresses of the host.
bool is_partly_own(const Host& host, const Service& service) {
  const Ipv4Address first = service.endpoint.address;
  const Ipv4Address last = last_address(service);
  if (is_loopback(first)) return !is_loopback(last);
  const auto own = std::count_if(host.addresses.begin(), host.addresses.end(),
                                 [&](Ipv4Address address) { return first <= address && address <= last; });
  const bool ends_in_loopback =
      !is_loopback(first) && last >= Ipv4Address{127, 0, 0, 0} && first < Ipv4Address{127, 0, 0, 0};
  return ends_in_loopback || (own > 0 && own != static_cast<std::ptrdiff_t>(service.count));
}

void check_both_ends(const Field& connects_to, const Service& service, const Host& host) {
  if (service.count > 1 && is_partly_own(host, service))
    connects_to.report(ProblemKind::not_simulated,
                       fmt::format("some of the {} destinations of {} are {} itself, and others are not: "
                                   "that is not simulated; make two services of them",
                                   service.count, service.name, host.name));
}

void check_one_end(const Field& connects_to, const Service& service, const Workload& workload,
                   const Host& host, const LocalAddresses& addresses) {
  const Ipv4Address first = service.endpoint.address;
  if (const auto own = addresses.first_within(workload.host, first, last_address(service))) {
    connects_to.report(ProblemKind::not_simulated,
                       fmt::format("{} is at {}, an address of {} itself: how a host connects to itself is "
                                   "simulated on Linux only",
                                   service.name, to_text(host.addresses[*own]), host.name));
  } else if (is_loopback(first) && hands_out(host.behaviour, service.endpoint.port)) {
    connects_to.report(ProblemKind::not_simulated,
                       fmt::format("{} listens on {} itself, at port {} of those that it hands out: how the "
                                   "two share it is simulated on Linux only",
                                   service.name, host.name, service.endpoint.port.number()));
  }
}

// Where the other side takes its time, the socket waits in FIN_WAIT_2, and no longer than the system lets it.
void check_close(const Field& connects_to, const Service& service, const Host& host) {
  if (service.closes_after == Duration::zero() || host.behaviour.fin_wait_2 > Duration::zero()) return;
  connects_to.report(ProblemKind::not_simulated,
                     fmt::format("{} does not close as soon as its client has: how long {} then waits in "
                                 "FIN_WAIT_2 is simulated on Linux only",
                                 service.name, host.name));
}

}  // namespace

bool runs_on(const Host& host, const Service& service) {
  const Ipv4Address first = service.endpoint.address;
  return is_loopback(first) ||
         std::find(host.addresses.begin(), host.addresses.end(), first) != host.addresses.end();
}

void check_destinations(const Field& connects_to, const Host& host, const LocalAddresses& addresses,
                        const std::vector<Service>& services, const Workload& workload) {
  if (!host.os) return;
  for (const ServiceShare& part : workload.connects_to) {
    if (part.service >= services.size()) continue;  // it is reported
    const Service& service = services[part.service];
    if (host.behaviour.knows_both_ends()) {
      check_both_ends(connects_to, service, host);
    } else {
      check_one_end(connects_to, service, workload, host, addresses);
    }
    check_close(connects_to, service, host);
  }
}

}  // namespace portsim
