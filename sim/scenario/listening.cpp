// `hosts.NAME.listening`: sockets that listen for the whole run, whoever connects to them.
#include <algorithm>

#include "sim/scenario/key_table.hpp"
#include "sim/scenario/lists.hpp"
#include "sim/scenario/own_address.hpp"
#include "sim/scenario/port_source.hpp"
#include "sim/scenario/sections.hpp"

namespace portsim {
namespace {

constexpr std::string_view any_address_text = "0.0.0.0";
constexpr Ipv4Address any_address{0};  // RFC 1122, section 3.2.1.3: this host

Shape an_endpoint() {
  return {PatternShape{endpoint_pattern()}};
}

Decoded<Endpoint> decode_listening(std::string_view text) {
  const auto colon = text.find(':');
  if (colon == std::string_view::npos) return tl::unexpected{Reason{}};
  const auto number = decode_whole(text.substr(colon + 1), {1, 65535});
  if (!number) return tl::unexpected{number.error()};
  const Port port{static_cast<std::uint16_t>(*number)};
  if (text.substr(0, colon) == any_address_text) return Endpoint{any_address, port};
  const auto address = decode_ipv4(text.substr(0, colon));
  if (!address) return tl::unexpected{address.error()};
  return Endpoint{*address, port};
}

std::optional<Endpoint> read_endpoint(const Field& item) {
  if (item.scalar() && item.scalar()->text.find(':') != std::string::npos) return item.read(decode_listening);
  const auto number = item.read_whole({1, 65535});
  if (!number) return std::nullopt;
  return Endpoint{any_address, Port{static_cast<std::uint16_t>(*number)}};
}

bool is_own(const Host& host, Ipv4Address address) {
  return address == any_address || is_loopback(address) ||
         std::find(host.addresses.begin(), host.addresses.end(), address) != host.addresses.end();
}

void check_endpoint(const Field& item, const Host& host, const Endpoint& endpoint) {
  const HostBehaviour& behaviour = host.behaviour;
  if (!is_own(host, endpoint.address)) {
    item.report(ProblemKind::unknown_name,
                fmt::format("{} is no address of {}; expected one of its addresses, one of 127.0.0.0/8, or "
                            "0.0.0.0 for all",
                            to_text(endpoint.address), host.name));
  } else if (behaviour.bound_ports == BoundPorts::as_others && hands_out(behaviour, endpoint.port)) {
    item.report(
        ProblemKind::not_simulated,
        fmt::format("port {} is among those that {} hands out ({}-{}): what a listener there keeps from "
                    "others is simulated on Linux only; leave the port out by excluded, or by settings",
                    endpoint.port.number(), host.name, behaviour.ephemeral.first.number(),
                    behaviour.ephemeral.last.number()));
  }
}

}  // namespace

Shape listening_shape() {
  return shapes::set_of<shapes::either<shapes::port, an_endpoint>>();
}

void read_listening(const Field& value, std::vector<Endpoint>& listening) {
  auto endpoints = read_list<Endpoint>(value,
                                       "a port from 1 to 65535, or an address with a port such as "
                                       "\"10.0.0.10:8080\"",
                                       read_endpoint);
  if (endpoints) listening = std::move(*endpoints);
}

void check_listening(const Field& field, const Host& host) {
  if (host.listening.empty()) return;
  const Field listening = field.entry(*field.map()->find("listening"), "");
  for (std::size_t i = 0; i < host.listening.size(); ++i)
    check_endpoint(listening.item(i, ""), host, host.listening[i]);
}

}  // namespace portsim
