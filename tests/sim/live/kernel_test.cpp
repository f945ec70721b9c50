// What the kernel tells of itself, as it writes it.
#include "sim/live/kernel.hpp"

#include <algorithm>

#include <catch2/catch.hpp>

#include "sim/live/proc_file.hpp"
#include "sim/live/sysctls.hpp"
#include "sim/live/timer_grid.hpp"

using namespace portsim;

TEST_CASE("The entries in TIME_WAIT stand in the line of TCP", "[live]") {
  CHECK(time_wait_in("sockets: used 5\nTCP: inuse 3 orphan 1 tw 42 alloc 7 mem 63\nUDP: inuse 0 mem 0\n") ==
        42);
  CHECK(time_wait_in("TCP: inuse 0 orphan 0 tw 0 alloc 1 mem 0\n") == 0);
  CHECK_FALSE(time_wait_in("UDP: inuse 3 tw 4\n"));
  CHECK_FALSE(time_wait_in("TCP: inuse 3 orphan 1\nUDP: tw 4\n"));
  CHECK_FALSE(time_wait_in(""));
}

TEST_CASE("This kernel counts its entries in TIME_WAIT", "[live]") {
  const auto entries = SocketStatistics{}.time_wait();
  REQUIRE(entries);
  CHECK(*entries >= 0);
}

TEST_CASE("The tick counter stands on a line of its own", "[live]") {
  CHECK(jiffies_in("cpu: 0\n  .last_jiffies   : 4\njiffies: 4315290909\n") == 4315290909);
  CHECK_FALSE(jiffies_in("  .last_jiffies   : 4\n"));
  CHECK_FALSE(jiffies_in("\njiffies: \n"));
}

TEST_CASE("A kernel ticks between 24 and 1200 times a second", "[live]") {
  // What the architectures of Linux let CONFIG_HZ be.
  const std::int64_t hz = ticks_a_second();
  CHECK(hz >= 24);
  CHECK(hz <= 1200);
}

TEST_CASE("The tick counter says when it is next a multiple", "[live]") {
  // 100 ticks of 4 ms after a multiple of 512 the next is 412 ticks, 1.648 s, ahead.
  const JiffiesReading reading{512 * 1000 + 100, 50s};
  CHECK(phase_of(reading, 250, 512, 50s) == 1648ms);
  CHECK(phase_of(reading, 250, 512, 51s) == 648ms);
  CHECK(phase_of(reading, 250, 512, 52s) == 648ms + 2048ms - 1s);
  CHECK(phase_of({512 * 1000, 50s}, 250, 512, 50s) == 0ms);
}

TEST_CASE("Both timers count from the same counter", "[live]") {
  const TimerPhases phases = phases_of({2500 * 512 + 1, 50s}, 250, 2048ms, 50s);
  CHECK(phases.time_wait == 511 * 4ms);
  CHECK(phases.port_hash == 2499 * 4ms);
  CHECK_FALSE(phases_of({1, 50s}, 250, 0s, 50s).time_wait);
}

namespace {

// Ten entries leave at each tick, and the level is read every 100 ms.
std::vector<TimeWaitSample> samples_with_ticks(Duration phase, Duration granularity) {
  std::vector<TimeWaitSample> samples;
  for (Duration at = 0s; at < 30s; at += 100ms) {
    const std::int64_t ticks = at < phase ? 0 : (at - phase) / granularity + 1;
    samples.push_back({SimTime{at}, 1000 - 10 * ticks});
  }
  return samples;
}

}  // namespace

TEST_CASE("When TIME_WAIT ends shows where the grid stands", "[live]") {
  // Ticks 2.048 s apart fall on other places between two readings each time; together they tell more than
  // one, and never less.
  for (const Duration phase : {10ms, 530ms, 1000ms, 2040ms}) {
    CAPTURE(phase.count());
    const auto found = phase_of_drops(samples_with_ticks(phase, 2048ms), 2048ms);
    REQUIRE(found);
    const Duration off = std::min(
        {*found > phase ? *found - phase : phase - *found, *found + 2048ms - phase, phase + 2048ms - *found});
    CHECK(off <= 50ms);
  }
}

TEST_CASE("Where no TIME_WAIT ended, nothing shows where the grid stands", "[live]") {
  CHECK_FALSE(phase_of_drops({{SimTime{}, 1}, {SimTime{100ms}, 2}}, 2048ms));
  CHECK_FALSE(phase_of_drops({}, 2048ms));
}

TEST_CASE("Settings are written and read as sysctl does it", "[live]") {
  CHECK(sysctl_text(PortRange{Port{32768}, Port{60999}}) == "32768 60999");
  CHECK(sysctl_text(std::int64_t{2}) == "2");
  CHECK(sysctl_text(std::vector<PortRange>{{Port{80}, Port{80}}, {Port{100}, Port{199}}}) == "80,100-199\n");
  CHECK(sysctl_text(std::vector<PortRange>{}) == "\n");

  CHECK(sysctl_value(TwoPorts{}, "32768\t60999\n") == SettingValue{PortRange{Port{32768}, Port{60999}}});
  CHECK(sysctl_value(IntegerInRange{0, 2, "mode"}, "2\n") == SettingValue{std::int64_t{2}});
  CHECK(sysctl_value(PortRangeList{}, "80,100-199\n") ==
        SettingValue{std::vector<PortRange>{{Port{80}, Port{80}}, {Port{100}, Port{199}}}});
  CHECK(sysctl_value(PortRangeList{}, "\n") == SettingValue{std::vector<PortRange>{}});
  CHECK_FALSE(sysctl_value(TwoPorts{}, "32768\n60999 5\n"));
  CHECK_FALSE(sysctl_value(IntegerInRange{0, 2, "mode"}, "\n"));
}

TEST_CASE("The file of a sysctl has its name as a path", "[live]") {
  CHECK(path_of_sysctl("net.ipv4.tcp_tw_reuse") == "/proc/sys/net/ipv4/tcp_tw_reuse");
}
