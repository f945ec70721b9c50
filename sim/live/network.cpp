#include "sim/live/network.hpp"

#include <algorithm>
#include <cerrno>
#include <system_error>

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sched.h>
#include <sys/socket.h>
#include <unistd.h>

#include "sim/host/destination.hpp"
#include "sim/live/kernel.hpp"
#include "sim/live/netlink.hpp"
#include "sim/live/proc_file.hpp"
#include "sim/live/sockets.hpp"
#include "sim/scenario/own_address.hpp"

namespace portsim {

namespace {

const std::string loopback = "lo";
const DevicePair devices{"to-services", "to-host"};

FileDescriptor current_namespace() {
  return FileDescriptor{open("/proc/self/ns/net", O_RDONLY | O_CLOEXEC)};
}

// The user goes on being who he is, alone in the namespace (user_namespaces(7)).
Done map_user(uid_t user, gid_t group) {
  const auto map = [](const char* file, unsigned id) {
    return write_proc(fmt::format("/proc/self/{}", file), fmt::format("{0} {0} 1", id));
  };
  return map("uid_map", user)
      .and_then([] { return write_proc("/proc/self/setgroups", "deny"); })
      .and_then([&] { return map("gid_map", group); });
}

constexpr std::string_view what_is_needed =
    "Needed is one of:\n"
    "  - root, or CAP_SYS_ADMIN in a container (such as `docker run --cap-add SYS_ADMIN`)\n"
    "  - unprivileged user namespaces: sysctl user.max_user_namespaces above 0, and where the system has "
    "them\n"
    "    kernel.unprivileged_userns_clone=1 (Debian) and kernel.apparmor_restrict_unprivileged_userns=0 "
    "(Ubuntu)";

NoNetwork no_network(std::string_view tried) {
  return fmt::format("a private network namespace cannot be made here: {}.\n{}", tried, what_is_needed);
}

// unshare() says that a limit is reached in the words of a full disk.
std::string why_not_unshared() {
  return errno == ENOSPC ? "as many namespaces as may be are in use" : std::generic_category().message(errno);
}

tl::expected<NamespaceKind, NoNetwork> leave_for_private_namespace() {
  const uid_t user = geteuid();
  const gid_t group = getegid();
  if (unshare(CLONE_NEWUSER | CLONE_NEWNET) == 0) {
    const Done mapped = map_user(user, group);
    if (mapped) return NamespaceKind::of_user;
    return tl::unexpected{no_network("a user namespace is not given any rights: " + mapped.error())};
  }
  const std::string with_user = why_not_unshared();
  if (unshare(CLONE_NEWNET) == 0) return NamespaceKind::of_root;
  return tl::unexpected{
      no_network(fmt::format("with a user namespace: {}; without: {}", with_user, why_not_unshared()))};
}

std::vector<Ipv4Address> addresses_of_services(const Scenario& scenario, bool on_host) {
  std::vector<Ipv4Address> addresses;
  for (const Service& service : scenario.services)
    if (runs_on(scenario.hosts.front(), service) == on_host)
      for (const Endpoint& destination : destinations_of(service)) addresses.push_back(destination.address);
  std::sort(addresses.begin(), addresses.end());
  addresses.erase(std::unique(addresses.begin(), addresses.end()), addresses.end());
  return addresses;
}

// The kernel gives 127.0.0.0/8 to every namespace's loopback device.
Done add_addresses(Netlink& netlink, const std::string& device, const std::vector<Ipv4Address>& addresses) {
  for (const Ipv4Address address : addresses) {
    if (is_loopback(address)) continue;
    if (auto added = netlink.add_address(device, address); !added) return added;
  }
  return {};
}

}  // namespace

std::vector<Endpoint> destinations_of(const Service& service) {
  std::vector<Endpoint> destinations;
  for (std::uint32_t which = 0; which < service.count; ++which)
    destinations.push_back(endpoint_of(service, {.which = which}));
  return destinations;
}

tl::expected<PrivateNetwork, NoNetwork> PrivateNetwork::make(const Scenario& scenario) {
  const auto kind = leave_for_private_namespace();
  if (!kind) return tl::unexpected{kind.error()};
  PrivateNetwork network;
  network.kind_ = *kind;
  network.host_ = current_namespace();
  if (const auto done = network.set_up(scenario); !done)
    return tl::unexpected{fmt::format("the private network namespace cannot be set up: {}", done.error())};
  return network;
}

Done PrivateNetwork::set_up(const Scenario& scenario) {
  const std::vector<Ipv4Address> elsewhere = addresses_of_services(scenario, false);
  const std::vector<Ipv4Address>& own = scenario.hosts.front().addresses;
  Netlink netlink;
  if (auto up = netlink.set_up(loopback); !up) return up;
  if (elsewhere.empty()) return add_addresses(netlink, loopback, own);
  return add_services(elsewhere)
      .and_then([&] { return netlink.add_pair(devices, services_); })
      .and_then([&] { return add_addresses(netlink, devices.here, own); })
      .and_then([&] { return netlink.set_up(devices.here); })
      .and_then([&] { return netlink.add_default_route(devices.here); })
      .and_then([&] {
        return among_services([&] {
          Netlink there;
          return there.set_up(devices.there).and_then([&] { return there.add_default_route(devices.there); });
        });
      })
      .and_then([&] { return wait_until_joined(elsewhere.front()); });
}

Done PrivateNetwork::add_services(const std::vector<Ipv4Address>& addresses) {
  if (unshare(CLONE_NEWNET) != 0) return tl::unexpected{"no second one can be made: " + why_not_unshared()};
  services_ = current_namespace();
  Netlink netlink;
  Done done = netlink.set_up(loopback).and_then([&] { return add_addresses(netlink, loopback, addresses); });
  enter(host_);
  return done;
}

// A new device needs a moment until it carries. Asked with UDP, which takes nothing from TCP.
Done PrivateNetwork::wait_until_joined(Ipv4Address service) const {
  constexpr Duration patience = 5s;
  const Endpoint there{service, Port{9}};
  const FileDescriptor receiver = among_services([&] { return udp_socket_at(there); });
  const FileDescriptor sender{socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0)};
  const Duration end = clock_now() + patience;
  while (clock_now() < end) {
    send_datagram(sender, there);
    pollfd waiting{receiver.number(), POLLIN, 0};
    if (poll(&waiting, 1, 20) == 1) return {};
  }
  return tl::unexpected{std::string{"its two veth devices carry nothing"}};
}

void PrivateNetwork::enter(const FileDescriptor& name_space) {
  setns(name_space.number(), CLONE_NEWNET);
}

}  // namespace portsim
