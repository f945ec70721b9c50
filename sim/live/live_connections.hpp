// The real connections of a run, each with its client's and its server's socket, and how they end. Both ends
// are held by one process on one processor, so that segments are never reordered (a reordered RST would end
// TIME_WAIT early).
#pragma once

#include <cstdint>
#include <vector>

#include "models/tcp/port_lease.hpp"

#include "sim/engine/sim_time.hpp"
#include "sim/live/file_descriptor.hpp"

namespace portsim {

using LiveConnectionIndex = std::uint32_t;  // in the order they were made; never used again

struct LiveConnection {
  FileDescriptor client;
  FileDescriptor server;  // none: it is connected to itself
  Closer closer = Closer::client;
  SimTime closes;  // not before; it may be kept for longer
  Duration server_closes_after{};
};

class LiveConnections {
 public:
  LiveConnectionIndex add(LiveConnection connection) {
    connections_.push_back(std::move(connection));
    return static_cast<LiveConnectionIndex>(connections_.size() - 1);
  }
  LiveConnection& operator[](LiveConnectionIndex index) { return connections_[index]; }

  // Whoever is to close it does. True: the server has yet to, when its time comes.
  bool close(LiveConnectionIndex index);
  void close_server(LiveConnectionIndex index) { connections_[index].server.close(); }

 private:
  std::vector<LiveConnection> connections_;
};

}  // namespace portsim
