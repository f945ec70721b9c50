// Which of a host's pools of ports is shown, and what stands above it.
#pragma once

#include <string>

#include <tl/expected.hpp>

#include "sim/replay/replay.hpp"

namespace portsim {

struct ShownPool {
  PoolIndex index = 0;
  std::string heading;  // "front-end/imap, 3,976 ports, the busiest of 2 pools"
};

// `wanted`: a pool's name; empty: the busiest. The error is a complaint about it, or about the host.
tl::expected<ShownPool, std::string> shown_pool(const Replay&, HostIndex, const std::string& wanted,
                                                SimTime now);
ShownPool shown_pool(const Replay&, PoolIndex);

}  // namespace portsim
