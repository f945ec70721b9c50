// What an attempt brings to the selection of its port besides the ports themselves. The caller owns the
// stream. There is no clock here: only how long the host has been up, for what a kernel renews from time to
// time.
#pragma once

#include <cstdint>

#include "models/random/random_stream.hpp"
#include "models/vocabulary/duration.hpp"

namespace portsim {

struct SelectionContext {
  RandomStream& random;
  std::uint64_t destination = 0;  // one number for each (local address, remote address, remote port)
  Duration uptime{};              // since the host was switched on
  // Since one of the instants at which the host renews its secrets, whichever.
  Duration since_renewal{};
  bool looks_in_lower_half_first = false;  // Linux' bind() on a socket with SO_REUSEADDR
  bool is_in_own_range = false;            // the ports are the socket's own part of the range
};

}  // namespace portsim
