// A scenario: everything that a run depends on but the seed's use. A plain value; load_scenario (load.hpp)
// reads it from text, and names have become indices.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "models/os/catalogue.hpp"
#include "models/os/host_behaviour.hpp"
#include "models/os/os_profile.hpp"
#include "models/os/socket_option.hpp"
#include "models/tcp/port_lease.hpp"
#include "models/vocabulary/duration.hpp"
#include "models/vocabulary/endpoint.hpp"
#include "models/vocabulary/probability.hpp"
#include "models/workload/client_spec.hpp"
#include "models/workload/closer_mix.hpp"
#include "models/workload/holding_time.hpp"
#include "models/workload/retry_spec.hpp"

#include "sim/scenario/threshold.hpp"

namespace portsim {

using HostIndex = std::uint32_t;
using ServiceIndex = std::uint32_t;
using WorkloadIndex = std::uint32_t;
using AddressIndex = std::uint32_t;  // of a host

// Ports that others hold when the run begins: the lowest that the host hands out, towards every destination.
struct OccupiedAtStart {
  PortCount ports = 0;
  Duration until = forever;  // then they are free, without TIME_WAIT
};

// Where the host's timers stand when the run begins; what is not stated differs from one replication to
// another.
struct TimerPhases {
  std::optional<Duration> time_wait;  // until the first tick at which TIME_WAIT may end
  std::optional<Duration> port_hash;  // until every destination gets another place in the range
  bool operator==(const TimerPhases&) const = default;
};

struct Host {
  std::string name;
  const OsProfile* os = nullptr;  // a row of the catalogue, which outlives every scenario
  HostConfiguration configuration;
  HostBehaviour behaviour;             // what the level and the configuration come to
  std::vector<Ipv4Address> addresses;  // at least one; the system connects from the first
  Duration uptime = Duration::zero();  // when the run begins
  OccupiedAtStart occupied{};
  std::vector<Endpoint> listening{};  // for the whole run; at 0.0.0.0: at all of its addresses
  TimerPhases phases{};
};

struct Service {
  std::string name;
  Endpoint endpoint;  // the first, where there are several
  Duration round_trip = Duration::zero();
  std::uint32_t count = 1;  // destinations, at addresses one after the other; each is chosen as often
  bool listens = true;      // false: it refuses every connection
  Duration closes_after = Duration::zero();  // once the client has closed; forever: never
};

// A part of a workload's connections.
struct ServiceShare {
  ServiceIndex service = 0;
  Probability share{1};
};

// What the application calls before connect().
enum class BindCall : std::uint8_t { none, any_port, fixed_port };

struct Bind {
  BindCall call = BindCall::none;
  Port port{0};  // of a fixed_port
};

struct Workload {
  std::string name;
  HostIndex host = 0;
  std::vector<ServiceShare> connects_to;  // at least one; the shares add up to one
  ClientSpec client;
  HoldingTimeSpec holds;
  CloserMix closes;
  std::vector<AddressIndex> from;  // local addresses to bind to, taken in turn; none: the system chooses
  Bind bind;
  SocketOptions socket;
  std::optional<PortRange> port_range;  // IP_LOCAL_PORT_RANGE: the socket's part of the host's range
  std::optional<RetrySpec> retry;
  Duration starts = Duration::zero();
  std::optional<Duration> ends;  // nothing: with the run
};

// What an operator does at one instant, and what the scenario is from then on.
struct TimelineStep {
  Duration at = Duration::zero();
  std::string what;               // "restart the adapter of mail-front-end"
  std::optional<HostIndex> cuts;  // every connection of this host ends, and nothing stays in TIME_WAIT
  bool restarts_host = false;     // its uptime begins anew, and its order of ports
  std::vector<Host> hosts;        // in effect after the step, in the scenario's order
  std::vector<Workload> workloads;
};

// How narrow an interval is to be: replications run until half its width is at most this part of the value.
struct Precision {
  Metric of = Metric::failure_fraction;
  std::optional<WorkloadIndex> workload;  // nothing: all together
  Probability relative{0.05};
  int at_most = 1000;  // replications
};

struct Scenario {
  std::string name;
  std::string file;                    // as the user named it, for reports
  std::vector<std::string> overrides;  // "path=value", applied to the text
  std::string digest;                  // FNV-1a of the text and its overrides, 16 hexadecimal digits
  Duration duration{};
  Duration warm_up = Duration::zero();
  bool finds_warm_up = false;  // it is yet to be found, by runs that show how long the beginning lasts
  int replications = 20;       // with a precision: to begin with
  std::optional<Precision> precision;
  std::uint64_t seed = 1;
  Probability confidence{0.95};
  std::vector<Host> hosts;
  std::vector<Service> services;
  std::vector<Workload> workloads;
  std::vector<TimelineStep> timeline;  // in order of time
  std::vector<Threshold> thresholds;

  Duration observed() const { return duration - warm_up; }

  // An epoch is the run from one step of the timeline to the next; the first begins with the run.
  std::size_t epochs() const { return timeline.size() + 1; }
  Duration begin_of(std::size_t epoch) const {
    return epoch == 0 ? Duration::zero() : timeline[epoch - 1].at;
  }
  Duration end_of(std::size_t epoch) const { return epoch < timeline.size() ? timeline[epoch].at : duration; }
  const std::vector<Host>& hosts_in(std::size_t epoch) const {
    return epoch == 0 ? hosts : timeline[epoch - 1].hosts;
  }
  const std::vector<Workload>& workloads_in(std::size_t epoch) const {
    return epoch == 0 ? workloads : timeline[epoch - 1].workloads;
  }
};

}  // namespace portsim
