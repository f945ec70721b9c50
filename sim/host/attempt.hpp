// What happened, as the engine tells it: observers decide what to count. An observer of a run derives from
// QuietObserver, which names every event, and overrides those that it listens to. Where it is final the
// engine is compiled for it, and calls nothing virtually; ObservedSimulation tells any observer.
#pragma once

#include <cstdint>

#include "models/tcp/connect_outcome.hpp"
#include "models/tcp/port_lease.hpp"
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
  std::uint32_t path = 0;  // of the workload's route
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

// A connection is on its port, and when it takes its steps: known when it opens, and known anew when it is
// kept for longer or closed. Those that the future has yet to decide are far away.
struct ConnectionTimes {
  std::uint32_t workload = 0;
  std::uint32_t path = 0;  // of the workload's route
  PortOffset port = 0;
  Closer closer = Closer::client;
  SimTime established;
  SimTime closing;     // the first FIN, or the RST
  SimTime closed;      // the client's socket is gone
  TimeSpan time_wait;  // at the end that closed first; FIN_WAIT_2 lies between `closed` and it
  bool operator==(const ConnectionTimes&) const = default;
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

// A four-tuple of a pool, by index.
struct PoolFourTuple {
  PoolIndex pool = 0;
  std::uint32_t destination = 0;  // of the pool
  PortOffset port = 0;
  bool operator==(const PoolFourTuple&) const = default;
};

struct QuietObserver {
  virtual ~QuietObserver() = default;

  // Whether it may be told of what happens to one host after all that happens to another: it counts
  // workloads, pools and hosts each for itself.
  virtual bool may_hear_hosts_apart() const { return false; }

  // A connect() was made, and this came of it.
  virtual void attempted(const Attempt&) {}
  // A cached client's request made no connect().
  virtual void requested(const CachedRequest&) {}
  // A pooled client's request took a step without connect().
  virtual void progressed(const RequestProgress&) {}
  // A connection's times are known, or others than were told.
  virtual void timed(const ConnectionTimes&) {}
  // A four-tuple's TIME_WAIT ends now, before its time.
  virtual void time_wait_ended(const PoolFourTuple&, SimTime /*now*/) {}
  // Every connection of the host ends now, and nothing stays in TIME_WAIT.
  virtual void cut(std::uint32_t /*host*/, SimTime /*now*/) {}
  // Soon a port of the pool is likely to be held, about then: what is needed to count it may be fetched. Not
  // virtual: a call takes longer than it saves.
  void prefetch(PoolIndex, const TimeSpan&) const {}
  // A port is held for longer than was known before.
  virtual void held(PoolIndex, const PortInterval&) {}
  // A part of what was told before does not come to pass.
  virtual void given_up(PoolIndex, const PortInterval&) {}
  // A connection waits in that time, as the host counts it.
  virtual void entered_time_wait(std::uint32_t /*host*/, const TimeSpan&) {}
  // A part of what was told before does not come to pass.
  virtual void left_time_wait(std::uint32_t /*host*/, const TimeSpan&) {}
  // The next step of the timeline has been taken.
  virtual void stepped() {}

  bool operator==(const QuietObserver&) const = default;
};

}  // namespace portsim
