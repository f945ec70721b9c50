#include "sim/replay/socket_table.hpp"

#include <algorithm>
#include <iterator>

namespace portsim {
namespace {

constexpr Ipv4Address any_address{0, 0, 0, 0};

bool is_by_server(const ConnectionTimes& times) {
  return times.closer == Closer::server || times.closer == Closer::server_abort;
}

bool is_open_until_closed(const ConnectionTimes& times) {
  return times.closing - times.established >= forever;
}

bool is_over(const ConnectionTimes& times, SimTime now) {
  return std::max(times.closed, times.time_wait.until) <= now;
}

bool is_handed_out(const PortPlan& plan, std::size_t epoch, const KnownConnection& connection) {
  const auto& routes = plan.epochs[epoch].routes;
  for (const Path& path : routes[connection.times.workload].paths)
    if (plan.pools[path.pool].ports().offset_of(connection.four_tuple.local.port)) return true;
  return false;
}

}  // namespace

std::optional<TcpState> client_state(const ConnectionTimes& times, SimTime now) {
  if (now < times.established) return TcpState::syn_sent;
  if (now < times.closing) return TcpState::established;
  if (now < times.closed) return is_by_server(times) ? TcpState::last_ack : TcpState::fin_wait_1;
  if (times.closer != Closer::client) return std::nullopt;
  if (now < times.time_wait.from) return TcpState::fin_wait_2;
  if (now < times.time_wait.until) return TcpState::time_wait;
  return std::nullopt;
}

std::optional<TcpState> server_state(const ConnectionTimes& times, SimTime now) {
  if (now < times.established) return TcpState::syn_received;
  if (now < times.closing) return TcpState::established;
  if (times.closer == Closer::client) {
    const bool has_yet_to_close = times.time_wait.from > times.closed;
    if (now < times.time_wait.from) return has_yet_to_close ? TcpState::close_wait : TcpState::last_ack;
    return std::nullopt;
  }
  if (now < times.closed) return TcpState::fin_wait_1;
  if (times.closer == Closer::server && now < times.time_wait.until) return TcpState::time_wait;
  return std::nullopt;
}

SimTime end_of(const ConnectionTimes& times) {
  return times.closer == Closer::client ? times.time_wait.until : times.closed;
}

void SocketTable::add(std::size_t epoch, const ConnectionTimes& times, SimTime now) {
  const FourTuple four_tuple = four_tuples_.of(epoch, times);
  const Path& path = four_tuples_.path_of(epoch, times);
  const bool has_other_end = path.is_served_here && four_tuple.local != four_tuple.remote;
  connections_.insert_or_assign(four_tuples_.key_of(epoch, times),
                                KnownConnection{.four_tuple = four_tuple,
                                                .times = times,
                                                .pool = path.pool,
                                                .is_served_here = has_other_end && !path.is_refused});
  if (connections_.size() >= sweep_at_) forget_what_is_over(now);
}

void SocketTable::end_time_wait(const PoolFourTuple& tuple) {
  const auto found = connections_.find(four_tuples_.key_of(tuple));
  if (found == connections_.end()) return;
  ConnectionTimes& times = found->second.times;
  times.time_wait = {times.closed, times.closed};
}

void SocketTable::cut(HostIndex host) {
  const HostConnections all = connections_of(host);
  connections_.erase(all.begin(), all.end());
}

void SocketTable::forget_elsewhere(const PortPlan& plan, std::size_t epoch) {
  for (auto each = connections_.begin(); each != connections_.end();) {
    const bool is_lost =
        is_open_until_closed(each->second.times) && !is_handed_out(plan, epoch, each->second);
    each = is_lost ? connections_.erase(each) : std::next(each);
  }
}

const KnownConnection* SocketTable::find(const ConnectionKey& key) const {
  const auto found = connections_.find(key);
  return found == connections_.end() ? nullptr : &found->second;
}

std::vector<Socket> SocketTable::sockets_of(HostIndex host, std::size_t epoch, SimTime now,
                                            const std::vector<Port>& others) const {
  std::vector<Socket> sockets;
  for (const Endpoint& endpoint : scenario_.hosts_in(epoch)[host].listening)
    sockets.push_back({.local = endpoint});
  for (const Port port : others) sockets.push_back({.local = {any_address, port}});
  const auto by_port = [](const Socket& a, const Socket& b) { return a.local.port < b.local.port; };
  std::sort(sockets.begin(), sockets.end(), by_port);
  const auto listening = static_cast<std::ptrdiff_t>(sockets.size());
  for (const auto& [key, connection] : connections_of(host)) {
    const auto& [four_tuple, times, pool, is_served_here] = connection;
    if (const auto state = client_state(times, now))
      sockets.push_back({four_tuple.local, four_tuple.remote, *state, times.workload});
    if (const auto state = is_served_here ? server_state(times, now) : std::nullopt)
      sockets.push_back({four_tuple.remote, four_tuple.local, *state, std::nullopt});
  }
  std::stable_sort(sockets.begin() + listening, sockets.end(), by_port);
  return sockets;
}

// So seldom that it costs no more than the additions.
void SocketTable::forget_what_is_over(SimTime now) {
  for (auto each = connections_.begin(); each != connections_.end();)
    each = is_over(each->second.times, now) ? connections_.erase(each) : std::next(each);
  sweep_at_ = 2 * connections_.size() + 1024;
}

}  // namespace portsim
