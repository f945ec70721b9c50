#include "tests/models/os/behaviour_support.hpp"

using namespace portsim;

TEST_CASE("Without settings a host behaves as its level's row says", "[os]") {
  const HostBehaviour host = behaviour("windows-2000");
  CHECK(host.ephemeral.size() == 3976);
  CHECK(host.time_wait == 240s);
  CHECK(host.selection == PortSelectionSpec{SeqNaiveSpec{}});
  CHECK(host.on_collision.code == 10048);
  CHECK(host.on_exhaustion.code == 10055);
}

TEST_CASE("MaxUserPort moves the last port and leaves the first", "[os]") {
  // 20000 - 1024 and 65534 - 1024 ports.
  const auto [max_user_port, ports] =
      GENERATE(table<std::int64_t, PortCount>({{5000, 3976}, {20000, 18976}, {65534, 64510}}));
  for (const char* id : {"windows-nt-4.0", "windows-2000", "windows-xp-sp2", "windows-server-2003-sp1"}) {
    DYNAMIC_SECTION(id << " " << max_user_port) {
      const HostBehaviour host = behaviour(id, with_settings({{"MaxUserPort", max_user_port}}));
      CHECK(host.ephemeral.first == Port{1025});
      CHECK(host.ephemeral.last == Port{static_cast<std::uint16_t>(max_user_port)});
      CHECK(host.ephemeral.size() == ports);
    }
  }
}

TEST_CASE("TcpTimedWaitDelay is the TIME_WAIT in seconds", "[os]") {
  CHECK(behaviour("windows-2000", with_settings({{"TcpTimedWaitDelay", std::int64_t{30}}})).time_wait == 30s);
  CHECK(behaviour("windows-10", with_settings({{"TcpTimedWaitDelay", std::int64_t{2}}})).time_wait == 2s);
}

TEST_CASE("The textbook host is Peterson and Davie's: 4,096 ports, held for 60 s of TIME_WAIT", "[os]") {
  const HostBehaviour host = behaviour("textbook");
  CHECK(host.ephemeral == PortRange{Port{1024}, Port{5119}});
  CHECK(host.ephemeral.size() == 4096);
  CHECK(host.time_wait == 60s);
  CHECK(host.selection == PortSelectionSpec{SeqSmartSpec{}});
  CHECK(host.scope == PoolScope::host);
  CHECK(host.time_wait_blocks == TimeWaitBlocks::pool);
  CHECK(facts("textbook").empty());
}

TEST_CASE("Every part of the textbook host can be set", "[os]") {
  const HostBehaviour host = behaviour("textbook", with_settings({
                                                       {"ports", PortRange{Port{2000}, Port{2063}}},
                                                       {"time_wait", Duration{5s}},
                                                       {"selection", PortSelectionSpec{RandomOnceSpec{}}},
                                                       {"pool", PoolScope::destination},
                                                   }));
  CHECK(host.ephemeral.size() == 64);
  CHECK(host.ephemeral.first == Port{2000});
  CHECK(host.time_wait == 5s);
  CHECK(host.selection == PortSelectionSpec{RandomOnceSpec{}});
  CHECK(host.scope == PoolScope::destination);
}

TEST_CASE("A textbook host may have one port, and not less", "[os]") {
  const auto ports = [](std::uint16_t first, std::uint16_t last) {
    return with_settings({{"ports", PortRange{Port{first}, Port{last}}}});
  };
  CHECK(behaviour("textbook", ports(7, 7)).ephemeral.size() == 1);
  CHECK(behaviour("textbook", ports(1, 65535)).ephemeral.size() == 65535);
  for (const auto& empty : {ports(5119, 1024), ports(0, 10)}) {
    const auto found = problems("textbook", empty);
    REQUIRE(found.size() == 1);
    CHECK(found[0].key == "settings.ports");
  }
  CHECK(problems("textbook", ports(5119, 1024))[0].message ==
        "expected ports from 1 up, the first not above the last, found 5119-1024");
}
