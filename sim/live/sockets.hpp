// The system calls of a client and of a server, one function each, as an application makes them. All block,
// which on one processor takes no longer than the other side's work.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include <tl/expected.hpp>

#include "models/vocabulary/endpoint.hpp"
#include "models/vocabulary/port.hpp"

#include "sim/experiment/live_measurement.hpp"
#include "sim/live/file_descriptor.hpp"
#include "sim/scenario/scenario.hpp"

namespace portsim {

// What a client does with its socket before it connects.
struct SocketPlan {
  std::optional<Endpoint> bind;  // port 0: any
  SocketOptions options;
  std::optional<PortRange> port_range;
};
SocketPlan socket_plan(const Workload&, std::optional<Ipv4Address> from);

struct CallFailure {
  LiveCall call;
  int error;  // errno
};
struct ConnectedSocket {
  FileDescriptor socket;
  Port port;
  bool is_to_itself = false;
};
tl::expected<ConnectedSocket, CallFailure> connect_to(const Endpoint& destination, const SocketPlan&);

// The error is what stands in the way.
tl::expected<FileDescriptor, std::string> listener_at(const Endpoint&);
tl::expected<FileDescriptor, std::string> bound_socket_at(
    const Endpoint&);  // takes the port, and does nothing

FileDescriptor accept_from(const FileDescriptor& listener);  // negative: nobody came within a second

// Waits until the other side's FIN or RST is here, for a second at most.
void await_end(const FileDescriptor& socket);
// close() sends RST instead of FIN (SO_LINGER with a timeout of 0).
void abort_at_close(const FileDescriptor& socket);

FileDescriptor udp_socket_at(const Endpoint&);
void send_datagram(const FileDescriptor& socket, const Endpoint& destination);

}  // namespace portsim
