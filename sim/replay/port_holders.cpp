#include "sim/replay/port_holders.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace portsim {
namespace {

bool touches(const PortRange& range, Port port) {
  return range.last.number() + 1 == port.number();
}

void add_port(Port port, SimTime usable_from, HeldPorts& group) {
  ++group.ports;
  if (!group.ranges.empty() && touches(group.ranges.back(), port))
    group.ranges.back().last = port;
  else
    group.ranges.push_back({port, port});
  if (usable_from == SimTime::never()) return;
  group.soonest = std::min(group.soonest.value_or(usable_from), usable_from);
  group.latest = std::max(group.latest.value_or(usable_from), usable_from);
}

}  // namespace

PortHolders::PortHolders(const Replay& replay, const Attempt& attempt)
    : replay_{replay},
      now_{attempt.when},
      pool_{attempt.pool},
      taken_{attempt.outcome == ConnectOutcome::connected ? attempt.port : no_port},
      planned_{replay.plan().pools[attempt.pool]},
      destinations_{replay.plan().destinations_of(planned_)},
      route_{replay.plan().epochs[replay.epoch()].routes[attempt.workload]},
      path_{route_.paths[attempt.path]},
      holders_(planned_.shape.ports) {
  for (const auto& [key, connection] : replay.sockets().connections_of(planned_.host))
    if (is_of_pool(key)) note(key, connection);
}

bool PortHolders::is_of_pool(const ConnectionKey& key) const {
  if (planned_.address && destinations_.front().address != key.towards.address) return false;
  return !planned_.remote || *planned_.remote == key.towards.remote;
}

void PortHolders::note(const ConnectionKey& key, const KnownConnection& connection) {
  const auto offset = planned_.ports().offset_of(key.port);
  const auto state = client_state(connection.times, now_);
  if (!offset || !state) return;
  const bool has_same = key.towards == destinations_[path_.destination];
  Holder& holder = holders_[*offset];
  const auto rank = [](TcpState of, bool same) { return std::pair{of != TcpState::time_wait, same}; };
  if (!holder.connection || rank(*state, has_same) > rank(holder.state, holder.has_same_destination))
    holder = {&connection, has_same, *state};
}

SimTime PortHolders::usable_from(PortOffset port) const {
  if (port == taken_) return now_;
  if (planned_.is_reserved(port)) return SimTime::never();
  const HeldUntil held = replay_.pool(pool_).four_tuple_held_until(path_.destination, port);
  return route_.rules.ignores_time_wait ? held.bound : std::max(held.bound, held.clear);
}

HeldPorts PortHolders::of(PortOffset port) const {
  HeldPorts held;
  const SimTime usable = usable_from(port);
  const Holder& holder = holders_[port];
  if (planned_.is_reserved(port)) {
    held.holder = PortHolder::reserved;
  } else if (usable <= now_) {
    held.holder = PortHolder::nobody;
  } else if (holder.connection) {
    held.holder = PortHolder::connection;
    held.state = holder.state;
    held.workload = holder.connection->times.workload;
    held.has_same_destination = holder.has_same_destination;
  } else {
    const bool has_occupant = replay_.pool(pool_).occupied_until(port) > now_;
    held.holder = has_occupant ? PortHolder::others : PortHolder::bind;
  }
  add_port(planned_.ports().at(port), usable, held);
  return held;
}

std::vector<HeldPorts> PortHolders::grouped(const std::vector<PortOffset>& offsets) const {
  using Alike = std::tuple<PortHolder, std::optional<TcpState>, std::optional<WorkloadIndex>, bool>;
  std::map<Alike, HeldPorts> groups;
  for (const PortOffset offset : offsets) {
    const HeldPorts one = of(offset);
    const Alike alike{one.holder, one.state, one.workload, one.has_same_destination};
    const auto [found, is_new] = groups.emplace(alike, one);
    if (!is_new) add_port(planned_.ports().at(offset), usable_from(offset), found->second);
  }
  std::vector<HeldPorts> most_first;
  most_first.reserve(groups.size());
  for (const auto& [alike, group] : groups) most_first.push_back(group);
  std::stable_sort(most_first.begin(), most_first.end(),
                   [](const HeldPorts& a, const HeldPorts& b) { return a.ports > b.ports; });
  return most_first;
}

}  // namespace portsim
