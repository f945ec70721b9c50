#include "sim/live/sockets.hpp"

#include <cerrno>
#include <system_error>

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>

namespace portsim {

namespace {

// include/uapi/linux/in.h; not in the C library's headers everywhere.
constexpr int ip_bind_address_no_port = 24;
constexpr int ip_local_port_range = 51;

constexpr int patience_ms = 1000;

sockaddr_in socket_address(const Endpoint& endpoint) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(endpoint.port.number());
  address.sin_addr.s_addr = htonl(endpoint.address.bits());
  return address;
}

Endpoint endpoint_of(const sockaddr_in& address) {
  return {Ipv4Address{ntohl(address.sin_addr.s_addr)}, Port{ntohs(address.sin_port)}};
}

const sockaddr* generic(const sockaddr_in& address) {
  return reinterpret_cast<const sockaddr*>(&address);
}

FileDescriptor tcp_socket() {
  return FileDescriptor{socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, IPPROTO_TCP)};
}

bool bind_to(const FileDescriptor& socket, const Endpoint& endpoint) {
  const sockaddr_in address = socket_address(endpoint);
  return bind(socket.number(), generic(address), sizeof address) == 0;
}

template <class Value>
void set_option(const FileDescriptor& socket, int level, int option, const Value& value) {
  setsockopt(socket.number(), level, option, &value, sizeof value);
}

void set_options(const FileDescriptor& socket, const SocketPlan& plan) {
  constexpr int yes = 1;
  if (plan.options.has(SocketOption::reuseaddr)) set_option(socket, SOL_SOCKET, SO_REUSEADDR, yes);
  if (plan.options.has(SocketOption::bind_address_no_port))
    set_option(socket, IPPROTO_IP, ip_bind_address_no_port, yes);
  if (plan.port_range) {
    const std::uint32_t low = plan.port_range->first.number();
    const std::uint32_t high = plan.port_range->last.number();
    set_option(socket, IPPROTO_IP, ip_local_port_range, high << 16 | low);
  }
  set_option(socket, SOL_SOCKET, SO_SNDTIMEO, timeval{patience_ms / 1000, 0});  // of connect(), too
}

tl::unexpected<std::string> cannot(std::string_view what, const Endpoint& endpoint) {
  return tl::unexpected{fmt::format("{} {}:{}: {}", what, to_text(endpoint.address), endpoint.port.number(),
                                    std::generic_category().message(errno))};
}

}  // namespace

SocketPlan socket_plan(const Workload& workload, std::optional<Ipv4Address> from) {
  SocketPlan plan{.options = workload.socket, .port_range = workload.port_range};
  if (workload.bind.call == BindCall::none && !from) return plan;
  plan.bind = Endpoint{from.value_or(Ipv4Address{0}),
                       workload.bind.call == BindCall::fixed_port ? workload.bind.port : Port{0}};
  return plan;
}

tl::expected<ConnectedSocket, CallFailure> connect_to(const Endpoint& destination, const SocketPlan& plan) {
  ConnectedSocket connected{tcp_socket(), Port{0}};
  const FileDescriptor& socket = connected.socket;
  if (!socket) return tl::unexpected{CallFailure{LiveCall::connect, errno}};
  set_options(socket, plan);
  if (plan.bind && !bind_to(socket, *plan.bind)) return tl::unexpected{CallFailure{LiveCall::bind, errno}};
  const sockaddr_in address = socket_address(destination);
  if (connect(socket.number(), generic(address), sizeof address) != 0) {
    const int error = errno == EINPROGRESS ? ETIMEDOUT : errno;
    return tl::unexpected{CallFailure{LiveCall::connect, error}};
  }
  sockaddr_in local{};
  socklen_t size = sizeof local;
  getsockname(socket.number(), reinterpret_cast<sockaddr*>(&local), &size);
  connected.port = endpoint_of(local).port;
  connected.is_to_itself = endpoint_of(local) == destination;
  return connected;
}

tl::expected<FileDescriptor, std::string> listener_at(const Endpoint& endpoint) {
  FileDescriptor socket = tcp_socket();
  constexpr int yes = 1;
  set_option(socket, SOL_SOCKET, SO_REUSEADDR, yes);  // as servers do
  if (!bind_to(socket, endpoint) || listen(socket.number(), SOMAXCONN) != 0)
    return cannot("nothing can listen at", endpoint);
  set_option(socket, SOL_SOCKET, SO_RCVTIMEO, timeval{patience_ms / 1000, 0});  // of accept()
  return socket;
}

tl::expected<FileDescriptor, std::string> bound_socket_at(const Endpoint& endpoint) {
  FileDescriptor socket = tcp_socket();
  if (!bind_to(socket, endpoint)) return cannot("nothing can be bound to", endpoint);
  return socket;
}

FileDescriptor accept_from(const FileDescriptor& listener) {
  return FileDescriptor{accept4(listener.number(), nullptr, nullptr, SOCK_CLOEXEC)};
}

void await_end(const FileDescriptor& socket) {
  pollfd waiting{socket.number(), POLLIN | POLLRDHUP, 0};
  poll(&waiting, 1, patience_ms);
}

void abort_at_close(const FileDescriptor& socket) {
  set_option(socket, SOL_SOCKET, SO_LINGER, linger{1, 0});
}

FileDescriptor udp_socket_at(const Endpoint& endpoint) {
  FileDescriptor socket{::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0)};
  bind_to(socket, endpoint);
  return socket;
}

void send_datagram(const FileDescriptor& socket, const Endpoint& destination) {
  const sockaddr_in address = socket_address(destination);
  sendto(socket.number(), "", 1, 0, generic(address), sizeof address);
}

}  // namespace portsim
