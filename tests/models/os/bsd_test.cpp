// FreeBSD and macOS as their sources have them.
#include <catch2/catch.hpp>

#include "models/os/catalogue.hpp"

#include "tests/models/os/behaviour_support.hpp"

using namespace portsim;

// in_pcb_lport_dest and tcp_timewait.c of 13; release notes of 14.0.
TEST_CASE("FreeBSD 13 shares ports between destinations and caps TIME_WAIT, 14 caps it no more",
          "[os][bsd]") {
  const HostBehaviour thirteen = behaviour("freebsd-13");
  CHECK(thirteen.ports().size() == 55'536);
  CHECK(thirteen.scope == PoolScope::destination);
  CHECK(thirteen.time_wait == 60s);
  CHECK(thirteen.time_wait_cap == 27'767);
  CHECK(thirteen.selection == PortSelectionSpec{FreeBsdSpec{}});
  CHECK_FALSE(behaviour("freebsd-14").time_wait_cap);
  CHECK(behaviour("freebsd-14").selection == PortSelectionSpec{RandomStartSpec{}});
}

TEST_CASE("A port in use on FreeBSD 4 is closed to every destination of its address", "[os][bsd]") {
  const HostBehaviour host = behaviour("freebsd-4");
  CHECK(host.ephemeral == PortRange{Port{1024}, Port{5000}});
  CHECK(host.scope == PoolScope::address);
  CHECK(host.time_wait_blocks == TimeWaitBlocks::pool);
}

// XNU, in_pcb.c and tcp_timer.c.
TEST_CASE("macOS has one pool of 16,384 ports for all destinations, and TIME_WAIT of 30 s", "[os][macos]") {
  const HostBehaviour host = behaviour("macos");
  CHECK(host.ports().size() == 16'384);
  CHECK(host.scope == PoolScope::host);
  CHECK(host.time_wait_blocks == TimeWaitBlocks::pool);
  CHECK(host.time_wait == 30s);
  CHECK(host.selection == PortSelectionSpec{SeqSmartSpec{}});
  CHECK(host.on_collision.name == "EADDRNOTAVAIL");
  CHECK(host.on_collision.code == 49);
  CHECK_FALSE(host.last_time_wait_end);
}

TEST_CASE("On macOS 26.0 no TIME_WAIT ends after 2^32 ms of uptime", "[os][macos]") {
  const HostBehaviour host = behaviour("macos-26.0");
  REQUIRE(host.last_time_wait_end);
  CHECK(*host.last_time_wait_end == 49 * 24h + 17h + 2min + 47s + 296ms);
  REQUIRE(host.defects.size() == 1);
  CHECK(host.defects[0].cure == "restart the host, or upgrade to macOS 26.4");
}

TEST_CASE("net.inet.tcp.msl is half of TIME_WAIT, in milliseconds", "[os][bsd]") {
  CHECK(behaviour("macos", with_settings({{"net.inet.tcp.msl", std::int64_t{1000}}})).time_wait == 2s);
  const Setting* msl = find_setting(os("freebsd-13"), "net.inet.tcp.msl");
  REQUIRE(msl);
  CHECK(default_of(os("freebsd-13"), *msl) == SettingValue{std::int64_t{30000}});
}

TEST_CASE("The first and the last port are two settings, judged together", "[os][bsd]") {
  const auto ports = [](std::int64_t first, std::int64_t last) {
    return with_settings({{"net.inet.ip.portrange.first", first}, {"net.inet.ip.portrange.last", last}});
  };
  CHECK(behaviour("freebsd-4", ports(20000, 30000)).ports().size() == 10'001);
  CHECK(behaviour("freebsd-13", ports(2000, 3000)).ports().size() == 1'001);
  const auto found = problems("macos", ports(3000, 2000));
  REQUIRE(found.size() == 1);
  CHECK(found[0].message == "expected ports from 1 up, the first not above the last, found 3000-2000");
}
