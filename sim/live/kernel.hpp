// The kernel that is running: its version, its ticks, and where its timers stand. Reads what the kernel tells
// everyone, and /proc/timer_list, which it shows to root only.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "models/os/os_profile.hpp"
#include "models/vocabulary/duration.hpp"

#include "sim/scenario/scenario.hpp"

namespace portsim {

std::string kernel_release();  // "6.18.44", as uname says

// The newest row of the catalogue that is not above a release; nullptr: it is not one of Linux.
const OsProfile* row_of_release(std::string_view release);

// CONFIG_HZ: the coarse clocks advance by one tick (Linux, kernel/time/posix-timers.c,
// posix_get_coarse_res).
std::int64_t ticks_a_second();

// The clock that a run goes by (CLOCK_MONOTONIC).
Duration clock_now();

// The kernel's tick counter at an instant of that clock.
struct JiffiesReading {
  std::uint64_t jiffies = 0;
  Duration when{};
};

// Nothing: it is not shown.
std::optional<JiffiesReading> read_jiffies();
// What /proc/timer_list says of it.
std::optional<std::uint64_t> jiffies_in(std::string_view timer_list);

// The first instant of a run that begins at `start`, at which the counter is a multiple of `ticks`.
Duration phase_of(const JiffiesReading&, std::int64_t hz, std::int64_t ticks, Duration start);

// Where the timers stand that decide about ports: TIME_WAIT ends at multiples of its granularity, and each
// destination gets another place in the range every 10 s (inet_hashtables.c, EPHEMERAL_PORT_SHUFFLE_PERIOD).
TimerPhases phases_of(const JiffiesReading&, std::int64_t hz, Duration granularity, Duration start);

}  // namespace portsim
