#include "sim/live/kernel.hpp"

#include <charconv>
#include <system_error>
#include <utility>

#include <sys/utsname.h>
#include <time.h>

#include "models/os/catalogue.hpp"

#include "sim/live/proc_file.hpp"

namespace portsim {

namespace {

using KernelVersion = std::pair<int, int>;

// "6.18.44-generic" and "6.18" are 6.18.
std::optional<KernelVersion> version_in(std::string_view text) {
  KernelVersion version;
  const char* const end = text.data() + text.size();
  const auto [point, no_major] = std::from_chars(text.data(), end, version.first);
  if (no_major != std::errc{} || point == end || *point != '.') return std::nullopt;
  const auto [rest, no_minor] = std::from_chars(point + 1, end, version.second);
  if (no_minor != std::errc{}) return std::nullopt;
  return version;
}

Duration duration_of(const timespec& time) {
  return std::chrono::seconds{time.tv_sec} + std::chrono::nanoseconds{time.tv_nsec};
}

// When the last tick was.
Duration last_tick() {
  timespec time{};
  clock_gettime(CLOCK_MONOTONIC_COARSE, &time);
  return duration_of(time);
}

}  // namespace

std::string kernel_release() {
  utsname names{};
  return uname(&names) == 0 ? names.release : "";
}

const OsProfile* row_of_release(std::string_view release) {
  constexpr std::string_view family = "linux-";
  const auto running = version_in(release);
  const OsProfile* newest = nullptr;
  for (const OsProfile* os : catalogue()) {
    if (os->id.substr(0, family.size()) != family) continue;
    const auto since = version_in(os->id.substr(family.size()));
    if (running && since && *since <= *running) newest = os;  // rows are in order of release
  }
  return newest;
}

std::int64_t ticks_a_second() {
  timespec tick{};
  clock_getres(CLOCK_MONOTONIC_COARSE, &tick);
  const std::int64_t nanoseconds = duration_of(tick).count();
  return nanoseconds > 0 ? (1'000'000'000 + nanoseconds / 2) / nanoseconds : 0;
}

Duration clock_now() {
  timespec time{};
  clock_gettime(CLOCK_MONOTONIC, &time);
  return duration_of(time);
}

std::optional<std::uint64_t> jiffies_in(std::string_view timer_list) {
  constexpr std::string_view name = "\njiffies: ";
  const auto at = timer_list.find(name);
  if (at == std::string_view::npos) return std::nullopt;
  const std::string_view rest = timer_list.substr(at + name.size());
  std::uint64_t jiffies = 0;
  if (std::from_chars(rest.data(), rest.data() + rest.size(), jiffies).ec != std::errc{}) return std::nullopt;
  return jiffies;
}

std::optional<JiffiesReading> read_jiffies() {
  // A tick may pass while the file is read.
  for (int attempt = 0; attempt < 20; ++attempt) {
    const Duration before = last_tick();
    const auto text = read_proc("/proc/timer_list");
    const auto jiffies = text ? jiffies_in(*text) : std::nullopt;
    if (!jiffies) return std::nullopt;
    if (last_tick() == before) return JiffiesReading{*jiffies, before};
  }
  return std::nullopt;
}

Duration phase_of(const JiffiesReading& reading, std::int64_t hz, std::int64_t ticks, Duration start) {
  const Duration tick{1'000'000'000 / hz};
  const Duration period = tick * ticks;
  const auto beyond = static_cast<std::int64_t>(reading.jiffies % static_cast<std::uint64_t>(ticks));
  const Duration multiple = reading.when - tick * beyond;  // the last
  const Duration since_start = (multiple - start) % period;
  return since_start < Duration::zero() ? since_start + period : since_start;
}

TimerPhases phases_of(const JiffiesReading& reading, std::int64_t hz, Duration granularity, Duration start) {
  const Duration tick{1'000'000'000 / hz};
  TimerPhases phases{.time_wait = {}, .port_hash = phase_of(reading, hz, 10 * hz, start)};
  const std::int64_t ticks = (granularity + tick / 2) / tick;
  if (ticks > 0) phases.time_wait = phase_of(reading, hz, ticks, start);
  return phases;
}

}  // namespace portsim
