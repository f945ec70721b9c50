// How a workload's sockets get their local address and port: `from`, `bind` and `socket`.
#include <numeric>

#include "sim/scenario/key_table.hpp"
#include "sim/scenario/lists.hpp"
#include "sim/scenario/port_source.hpp"
#include "sim/scenario/sections.hpp"

namespace portsim {
namespace {

constexpr Word<SocketOption> option_words[] = {
    {name_of(SocketOption::reuseaddr), SocketOption::reuseaddr},
    {name_of(SocketOption::exclusiveaddruse), SocketOption::exclusiveaddruse},
    {name_of(SocketOption::randomize_port), SocketOption::randomize_port},
    {name_of(SocketOption::port_scalability), SocketOption::port_scalability},
    {name_of(SocketOption::reuse_unicastport), SocketOption::reuse_unicastport},
    {name_of(SocketOption::bind_address_no_port), SocketOption::bind_address_no_port},
};

constexpr Word<BindCall> bind_words[] = {{"none", BindCall::none}, {"any-port", BindCall::any_port}};
constexpr std::string_view port_prefix = "port ";
constexpr std::string_view all_word = "all";

Shape a_port_by_number() {
  return {PatternShape{whole_text(fmt::format("{}{}", port_prefix, port_part()))}};
}

Decoded<Bind> decode_bind(std::string_view text) {
  for (const Word<BindCall>& word : bind_words) {
    if (text == word.word) return Bind{word.meaning, Port{0}};
  }
  if (text.substr(0, port_prefix.size()) != port_prefix) return tl::unexpected{Reason{}};
  const auto number = decode_whole(text.substr(port_prefix.size()), {1, 65535});
  if (!number) return tl::unexpected{number.error()};
  return Bind{BindCall::fixed_port, Port{static_cast<std::uint16_t>(*number)}};
}

constexpr Key<Workload> options_with_value[] = {
    {name_of(SocketOption::local_port_range),
     required,
     "a range of ports such as 50000-50099",
     {[](const Field& value, Workload& workload) { value.read_into(workload.port_range, decode_port_range); },
      shapes::port_range},
     "the part of the host's range that the socket's port is from; what is outside of the range is not used"},
};

// Of an item that is a map: that of its key, once its value is read.
std::optional<SocketOption> read_option_with_value(const Field& item, Workload& workload) {
  std::optional<PortRange> before = workload.port_range;
  workload.port_range.reset();
  read_map(item, options_with_value, workload);
  if (workload.port_range) return SocketOption::local_port_range;
  workload.port_range = before;
  return std::nullopt;
}

std::optional<SocketOption> read_plain_option(const Field& item) {
  if (item.scalar() && item.scalar()->text == name_of(SocketOption::local_port_range))
    return item.report_unexpected({"it takes a range: {IP_LOCAL_PORT_RANGE: 50000-50099}"}), std::nullopt;
  return item.read_word(option_words);
}

std::optional<SocketOption> read_option(const Field& item, const Host& host, Workload& workload) {
  const auto option = item.map() ? read_option_with_value(item, workload) : read_plain_option(item);
  if (!option || !host.os) return option;
  const auto why_not = why_not_socket_option(*host.os, *option, host.configuration.patches);
  if (why_not) return item.report(ProblemKind::not_applicable, *why_not), std::nullopt;
  return option;
}

std::optional<AddressIndex> read_address(const Field& item, const Host& host, HostIndex index,
                                         const LocalAddresses& addresses) {
  const auto address = item.read(decode_ipv4);
  if (!address) return std::nullopt;
  const auto found = addresses.find(index, *address);
  if (!found) {
    item.report(ProblemKind::unknown_name,
                fmt::format("{} is no address of {}, whose first of {} is {}", to_text(*address), host.name,
                            host.addresses.size(), to_text(host.addresses.front())));
  }
  return found;
}

// A key that the workload has: what it states is wrong together with the rest.
Field stated(const Field& workload, std::string_view key) {
  return workload.entry(*workload.map()->find(key), "");
}

void check_options(const Field& field, const Workload& workload) {
  const SocketOptions& options = workload.socket;
  if (options.has(SocketOption::port_scalability) && !field.map()->find("from")) {
    stated(field, "socket")
        .report(ProblemKind::conflict,
                "SO_PORT_SCALABILITY works on a socket that is bound to a local address; "
                "add from, such as from: all");
  }
  // winsock2.h defines the one as the complement of the other.
  if (options.has(SocketOption::reuseaddr) && options.has(SocketOption::exclusiveaddruse)) {
    stated(field, "socket")
        .report(ProblemKind::conflict, "SO_EXCLUSIVEADDRUSE and SO_REUSEADDR exclude each other");
  }
}

void check_fixed_port(const Field& field, const Host& host, const Workload& workload) {
  const HostBehaviour& behaviour = host.behaviour;
  const Field bind = stated(field, "bind");
  if (workload.socket.has(SocketOption::randomize_port)) {
    bind.report(ProblemKind::conflict,
                "SO_RANDOMIZE_PORT is about ports that the system chooses, and this one is named; "
                "leave out one of them");
  }
  if (!hands_out(behaviour, workload.bind.port) || behaviour.knows_both_ends()) return;
  const bool is_one_pool =
      behaviour.scope == PoolScope::host && port_source_of(behaviour, workload) == PortSource::range;
  if (is_one_pool) return;
  bind.report(
      ProblemKind::not_simulated,
      fmt::format("port {} is among those that {} hands out ({}-{}), and not as one pool of the host: "
                  "that is not simulated; bind to a port outside the range",
                  workload.bind.port.number(), host.name, behaviour.ephemeral.first.number(),
                  behaviour.ephemeral.last.number()));
}

}  // namespace

Shape from_shape() {
  return shapes::either<shapes::the_word<all_word>, shapes::non_empty_set_of<shapes::ipv4_address>>();
}

Shape bind_shape() {
  return shapes::either<shapes::one_of<bind_words>, a_port_by_number>();
}

Shape socket_shape() {
  return shapes::set_of<shapes::either<shapes::one_of<option_words>, shapes::map_of<options_with_value>>>();
}

void read_from(const Field& value, const Host& host, const LocalAddresses& addresses, Workload& workload) {
  if (host.addresses.empty()) return;  // reported already
  if (value.scalar() && value.scalar()->text == all_word) {
    workload.from.resize(host.addresses.size());
    std::iota(workload.from.begin(), workload.from.end(), AddressIndex{0});
    return;
  }
  auto from = read_non_empty_list<AddressIndex>(value, "an IPv4 address of the host", [&](const Field& item) {
    return read_address(item, host, workload.host, addresses);
  });
  if (from) workload.from = std::move(*from);
}

void read_bind(const Field& value, Bind& bind) {
  value.read_into(bind, decode_bind);
}

void read_socket_options(const Field& value, const Host& host, Workload& workload) {
  const auto options =
      read_list<SocketOption>(value, "an option such as SO_REUSEADDR",
                              [&](const Field& item) { return read_option(item, host, workload); });
  if (!options) return;
  for (const SocketOption option : *options) workload.socket.add(option);
}

void check_sockets(const Field& field, const Host& host, const Workload& workload) {
  check_options(field, workload);
  if (workload.bind.call == BindCall::fixed_port) check_fixed_port(field, host, workload);
}

}  // namespace portsim
