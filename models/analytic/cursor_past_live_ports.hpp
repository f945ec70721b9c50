// A cursor that passes over the ports of live connections but hands out those in TIME_WAIT: it moves on by
// more than one port an attempt, and comes back sooner. An approximation: how often a port is met is taken
// from the cursor's mean pace, and ports live towards one destination are not told from those towards
// another. Poisson attempts.
#pragma once

#include <functional>
#include <vector>

namespace portsim {

// The cursor's returns to a port of one connection, on average.
struct CursorReturns {
  double while_live = 0;  // it passes over the port
  double afterwards = 0;  // it hands the port out although the connection is in TIME_WAIT
};

struct CursorDestination {
  double share = 0;                                             // of all attempts
  std::function<CursorReturns(double ports_a_second)> returns;  // at this pace of the cursor
};

struct CursorPastLivePorts {
  double ports_a_second = 0;    // the cursor's pace
  double failure_fraction = 0;  // of all attempts
};

// `rate` is of the attempts towards all destinations together, whose shares add up to one.
CursorPastLivePorts cursor_past_live_ports(double rate, const std::vector<CursorDestination>&);

}  // namespace portsim
