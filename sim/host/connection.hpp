// A connection that a client keeps, by the port that it has.
#pragma once

#include <cstdint>

#include "models/ports/port_availability.hpp"
#include "models/tcp/port_lease.hpp"
#include "models/vocabulary/port.hpp"

#include "sim/engine/sim_time.hpp"

namespace portsim {

// The connection lives on, on a port that the host no longer hands out.
inline constexpr PortOffset port_elsewhere = no_port - 1;

struct Connection {
  PortOffset port = no_port;  // no_port: there is none
  std::uint32_t path = 0;     // of the workload's route
  Closer closer = Closer::client;
  SimTime established{};
};

struct ConnectResult {
  Connection connection{};
  bool is_tried_again = false;  // it failed, and its request comes back
};

constexpr bool has_port(const Connection& connection) {
  return connection.port < port_elsewhere;
}

}  // namespace portsim
