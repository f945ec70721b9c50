// What happened, as the engine tells it: observers decide what to count. An observer of a run has these
// members:
//   void attempted(const Attempt&);                 a connect() was made, and this came of it
//   void requested(const CachedRequest&);           a cached client's request that made no connect()
//   void progressed(const RequestProgress&);        a pooled client's request took a step without connect()
//   void held(PoolIndex, const PortInterval&);      a port is held for longer than was known before
//   void given_up(PoolIndex, const PortInterval&);  a part of what was told before does not come to pass
//   void entered_time_wait(HostIndex, const TimeSpan&);  a connection waits in that time, as the host counts
//   it void left_time_wait(HostIndex, const TimeSpan&);     a part of what was told before does not come to
//   pass void stepped();                                 the next step of the timeline has been taken
#pragma once

#include <cstdint>

#include "models/tcp/connect_outcome.hpp"
#include "models/vocabulary/port.hpp"

#include "sim/engine/sim_time.hpp"

namespace portsim {

using PoolIndex = std::uint32_t;

struct TimeSpan {
  SimTime from;
  SimTime until;

  bool is_empty() const { return until <= from; }
  bool operator==(const TimeSpan&) const = default;
};

struct Attempt {
  SimTime when;
  std::uint32_t workload = 0;
  PoolIndex pool = 0;
  ConnectOutcome outcome = ConnectOutcome::connected;
  PortOffset port = 0;  // the one picked; no_port when exhausted
  PortCount probes = 0;
  Duration waited = Duration::zero();  // for the half-open limit, once the port was taken
  bool missed_usable = false;          // it failed though a port was usable
  bool is_retry = false;
  bool is_last = false;  // it failed, and its request is not tried again
  bool operator==(const Attempt&) const = default;
};

struct CachedRequest {
  SimTime when;
  std::uint32_t workload = 0;
  bool is_refused = false;  // by the client's connection limit; otherwise it used an open connection
  bool is_retry = false;    // its connect failed before
  bool operator==(const CachedRequest&) const = default;
};

// What becomes of a pooled client's request besides its connects.
enum class RequestStep : std::uint8_t {
  waits,            // as many connections are open as may be
  gets_connection,  // after it waited
  gets_none,        // likewise, and its connect failed
  answered,         // without an upstream error
  misses_flushed,   // it connects while idle connections are missing that retries closed
};

struct RequestProgress {
  SimTime when;
  std::uint32_t workload = 0;
  RequestStep step = RequestStep::waits;
  Duration waited = Duration::zero();  // until its turn came
  bool is_retry = false;
  bool operator==(const RequestProgress&) const = default;
};

// A port is in use from `in_use_from` to `in_use_until`, and live from `bound_from` to `bound_until`; the
// rest is TIME_WAIT. Intervals of one port never overlap.
struct PortInterval {
  SimTime bound_from;
  SimTime bound_until;
  SimTime in_use_from;
  SimTime in_use_until;
  bool continues = false;  // the port was in use until it begins
  bool operator==(const PortInterval&) const = default;
};

}  // namespace portsim
