// A finite number of users who think, connect, hold the connection and think again, while TIME_WAIT keeps the
// port of each connection for a while longer: the user goes on, the port does not. There is no closed form.
// The estimate rescales the servers by how much smoother the users' need for ports is than a Poisson stream's
// (W. S. Hayward; A. A. Fredericks, Congestion in blocking systems, Bell System Technical Journal 1980), and
// takes into account that a refused user asks again the sooner. Against simulations its failure fractions
// were low by up to about 10 %. Seconds; think times and holds are taken for exponential.
#pragma once

#include <cstdint>

#include "models/vocabulary/port.hpp"

namespace portsim {

struct ThinkingUser {
  double think = 1;      // mean; positive
  double hold = 0;       // mean time that the user keeps the connection, and its port with it
  double time_wait = 0;  // for which the port is kept after that
};

// How many ports one user would keep were there always one.
struct PortNeed {
  double mean = 0;
  double variance = 0;
};
PortNeed port_need_of(const ThinkingUser&);

struct ThinkingUsers {
  std::int64_t users = 0;
  PortCount ports = 0;
  ThinkingUser each;
};

double refused_attempts_estimate(const ThinkingUsers&);  // the fraction of the attempts that fail

}  // namespace portsim
