// What theory says of a scenario, as a value that is laid beside the simulated estimate.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "models/vocabulary/duration.hpp"

namespace portsim {

// How a simulated failure fraction is to be held against the theory's.
enum class Comparison : std::uint8_t {
  none,             // the two need not agree; the note says why
  within_interval,  // the interval should contain the theory's figure
  exactly,          // nothing is random: both count the same attempts
};

// What decides how many attempts a second can be carried for ever.
enum class Bottleneck : std::uint8_t {
  ports,                // each attempt takes one for the mean lease
  half_open_limit,      // so many connects may be under way at once, each for its round trip
  endless_connections,  // some are never closed: whatever the rate, their ports run out
  endless_time_wait,    // from some uptime on TIME_WAIT does not end: likewise
  no_ports,             // others hold all of them
  unknown,  // such as where TIME_WAIT is cut short, so that ports come back sooner than leases say
};

// How much of what is offered can be carried for ever, in a part of the run in which no operator changes
// anything.
struct Headroom {
  Duration from{};
  Duration until{};
  Bottleneck bottleneck = Bottleneck::ports;
  double offered_rate = 0;      // attempts per second, on average
  double offered_rate_max = 0;  // of all clients together, when it is largest
  // In the same proportions. None where something is endless; nothing: not known.
  std::optional<double> sustainable_rate;
  std::size_t pools = 1;  // with something to do; the first of them to fill decides
  double limit = 0;       // ports, all pools together; or how many connects may be under way
  double occupied = 0;    // ports beside these: others hold them in all of this part
  // The rate is what the simulation made of pools of connections, and the sustainable rate is for connections
  // of one request each: at most what it is.
  bool is_measured = false;
  double retries_fraction = 0;  // of the measured attempts
  double flushed_fraction = 0;  // likewise: made while connections are missing that retries closed
  // Where something is endless: the attempts per second that take the ports of one pool for ever, and the
  // seconds until none is left. So long also last the ports that others leave from the beginning, where each
  // is taken for longer; otherwise 0.
  double draining_rate = 0;
  double ports_last = 0;
  bool may_fail_later = false;  // what is offered at last cannot be carried for ever
};

// When the first connect of a run fails, where the ports that are taken from an empty pool decide it.
struct FirstFailureLaw {
  std::optional<double>
      median{};  // seconds; nothing: it is later than the run, or than the first port is back
  // The fraction of the runs that have a failure; the two differ where ports come back within the run.
  double failing_runs_min = 0;
  double failing_runs_max = 0;
  std::optional<bool> agrees{};  // with what was simulated; nothing: that has no interval
};

// What theory says of the same scenario, all pools together.
struct AnalyticResult {
  std::string model;                 // "Erlang B"; empty where no closed form applies, and the note says why
  double offered_load = 0;           // erlangs
  double servers = 0;                // ports
  double offered_rate = 0;           // attempts per second, over the run
  std::vector<Headroom> headroom{};  // in order of time; without parts in which nothing attempts to connect
  std::optional<double> failure_fraction;
  std::optional<double> failure_fraction_min{};  // where a run may lie between this and the figure
  Comparison comparison = Comparison::none;
  std::optional<bool> agrees;  // with the simulated interval; nothing: they need not
  std::string note;            // why they agree, or need not
  std::optional<FirstFailureLaw> first_failure{};
  std::optional<double> probes_mean{};  // ports looked at for one connect, in the long run
};

}  // namespace portsim
