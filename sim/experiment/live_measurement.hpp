// What a real kernel did when it ran a scenario: plain values, which sim/live fills and reports show.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "models/os/os_profile.hpp"
#include "models/vocabulary/duration.hpp"

#include "sim/engine/sim_time.hpp"
#include "sim/scenario/scenario.hpp"

namespace portsim {

enum class NamespaceKind : std::uint8_t {
  of_user,  // a user namespace came with it: no rights were needed
  of_root,  // made by root
};

// The kernel that a measurement is of. Its settings are those of the namespace, as they were read back.
struct KernelFacts {
  std::string release;  // "6.18.44", as uname says
  const OsProfile* os = nullptr;
  std::int64_t hz = 0;  // CONFIG_HZ
  NamespaceKind name_space = NamespaceKind::of_user;
  bool has_second_host = false;  // services are in a namespace of their own, behind a pair of veth devices
  std::vector<std::pair<std::string, std::string>> settings;
};

// The call that an attempt got its result from.
enum class LiveCall : std::uint8_t { bind, connect };

struct LiveAttempt {
  SimTime due;
  Duration slip;  // how much later than that it was made
  std::uint32_t workload = 0;
  std::int32_t error = 0;  // errno; 0: connected
  LiveCall call = LiveCall::connect;
  std::uint16_t port = 0;  // the local one; 0: none was given
  bool is_retry = false;
  bool is_to_itself = false;  // the port picked was the one it connects to

  bool is_failure() const { return error != 0; }
};

// How many sockets of the namespace were in TIME_WAIT at an instant (/proc/net/sockstat).
struct TimeWaitSample {
  SimTime when;
  std::int64_t entries = 0;
};

enum class PhaseSource : std::uint8_t {
  none,     // not known
  jiffies,  // the kernel's tick counter was readable (/proc/timer_list)
  drops,    // found from when TIME_WAIT ended
};

struct LiveMeasurement {
  KernelFacts kernel;
  std::vector<LiveAttempt> attempts;  // in the order they were made
  std::vector<TimeWaitSample> time_wait;
  Duration start{};  // on the clock of the machine
  Duration ran = Duration::zero();
  bool is_interrupted = false;
  TimerPhases phases;  // since the run began
  PhaseSource phase_source = PhaseSource::none;
  std::optional<Duration> phase_of_drops;  // that of TIME_WAIT, by when it ended
};

// Between two readings of TIME_WAIT, measured and simulated.
inline constexpr Duration sample_spacing = 100ms;

}  // namespace portsim
