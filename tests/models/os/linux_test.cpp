// Linux as its sources have it, version by version, and what its sysctls do.
#include <catch2/catch.hpp>

#include "models/os/catalogue.hpp"

#include "tests/models/os/behaviour_support.hpp"

using namespace portsim;

namespace {

HostBehaviour linux_with(std::string_view id, SettingValues settings) {
  return behaviour(id, with_settings(std::move(settings)));
}

constexpr auto tw_reuse = "net.ipv4.tcp_tw_reuse";

}  // namespace

// Documentation/networking/ip-sysctl before and after commit 07f4c90062f8.
TEST_CASE("Linux hands out 32768 to 61000 until 4.1 and to 60999 from 4.2 on", "[os][linux]") {
  CHECK(behaviour("linux-4.1").ephemeral == PortRange{Port{32768}, Port{61000}});
  CHECK(behaviour("linux-4.2").ephemeral == PortRange{Port{32768}, Port{60999}});
  CHECK(behaviour("linux-6.18").ports().size() == 28'232);
}

TEST_CASE("On Linux TIME_WAIT lasts 60 s, swept early before 4.1 and rounded up from 4.8 on", "[os][linux]") {
  CHECK(behaviour("linux-2.6").time_wait_length() == TimeWaitLength{52500ms, 7500ms});
  CHECK(behaviour("linux-4.1").time_wait_length() == TimeWaitLength{60s});
  CHECK(behaviour("linux-4.6").time_wait_length() == TimeWaitLength{60s});
  CHECK(behaviour("linux-4.8").time_wait_length() == TimeWaitLength{60s, 2048ms});
  CHECK(behaviour("linux-6.18").time_wait_length() == TimeWaitLength{60s, 2048ms});
}

TEST_CASE("The ticks at which TIME_WAIT ends follow from CONFIG_HZ", "[os][linux]") {
  const auto ticks_at = [](std::int64_t hz) {
    return linux_with("linux-5.18", {{"CONFIG_HZ", hz}}).time_wait_granularity;
  };
  CHECK(ticks_at(100) == 5120ms);
  CHECK(ticks_at(250) == 2048ms);
  CHECK(ticks_at(300) == Duration{1'706'666'666});
  CHECK(ticks_at(1000) == 4096ms);
  CHECK(problems("linux-5.18", with_settings({{"CONFIG_HZ", std::int64_t{500}}}))[0].message ==
        "expected 100, 250, 300 or 1000, found 500");
  CHECK(find_setting(os("linux-4.6"), "CONFIG_HZ") == nullptr);
}

TEST_CASE("Linux has a pool of ports for each destination at connect(), and for each address at bind()",
          "[os][linux]") {
  const HostBehaviour host = behaviour("linux-6.18");
  CHECK(host.scope == PoolScope::destination);
  REQUIRE(host.any_port_at_bind);
  CHECK(host.any_port_at_bind->scope == PoolScope::address);
  CHECK(host.any_port_at_bind->selection == PortSelectionSpec{LinuxBindSpec{}});
}

// connect(2), bind(2): errno 99 and 98.
TEST_CASE("Linux says EADDRNOTAVAIL at connect() and EADDRINUSE at bind()", "[os][linux]") {
  const HostBehaviour host = behaviour("linux-4.2");
  CHECK(host.on_collision.name == "EADDRNOTAVAIL");
  CHECK(host.on_collision.code == 99);
  CHECK(host.on_exhaustion.code == 99);
  CHECK(host.any_port_at_bind->error.name == "EADDRINUSE");
  CHECK(host.any_port_at_bind->error.code == 98);
  CHECK(host.named_port_at_bind->error.code == 98);
}

TEST_CASE("tcp_tw_reuse 1 lets connect() take a four-tuple as early as the version allows", "[os][linux]") {
  const auto reused_after = [](std::string_view id) {
    return linux_with(id, {{tw_reuse, std::int64_t{1}}}).reused_after;
  };
  CHECK(reused_after("linux-4.18") == TimeWaitLength{1s, 1s});  // more than one whole second later
  CHECK(reused_after("linux-5.18") == TimeWaitLength{0s, 1s});  // in a later whole second
  CHECK(reused_after("linux-6.14") == TimeWaitLength{1s});      // after tcp_tw_reuse_delay
  const auto sooner = linux_with(
      "linux-6.18", {{tw_reuse, std::int64_t{1}}, {"net.ipv4.tcp_tw_reuse_delay", std::int64_t{200}}});
  CHECK(sooner.reused_after == TimeWaitLength{200ms});
}

TEST_CASE("tcp_tw_reuse changes nothing where it is 0 or 2, or without timestamps", "[os][linux]") {
  CHECK_FALSE(behaviour("linux-6.18").reused_after);  // 2 by default since 4.18: loopback only
  CHECK_FALSE(linux_with("linux-6.18", {{tw_reuse, std::int64_t{0}}}).reused_after);
  CHECK_FALSE(
      linux_with("linux-6.18", {{tw_reuse, std::int64_t{1}}, {"net.ipv4.tcp_timestamps", std::int64_t{0}}})
          .reused_after);
}

TEST_CASE("Reserved ports stay in the range and are not handed out", "[os][linux]") {
  const std::vector<PortRange> ports{{Port{11}, Port{11}}, {Port{14}, Port{18}}, {Port{19}, Port{19}}};
  const HostBehaviour host =
      linux_with("linux-6.18", {{"net.ipv4.ip_local_port_range", PortRange{Port{10}, Port{21}}},
                                {"net.ipv4.ip_local_reserved_ports", ports}});
  CHECK(host.ports().size() == 12);
  CHECK(host.handed_out_ports().size() == 5);
}

TEST_CASE("A host whose every port is reserved is refused", "[os][linux]") {
  const auto found = problems(
      "linux-6.18",
      with_settings({{"net.ipv4.ip_local_reserved_ports", std::vector<PortRange>{{Port{1}, Port{65535}}}}}));
  REQUIRE(found.size() == 1);
  CHECK(found[0].key == "settings.net.ipv4.ip_local_reserved_ports");
}

TEST_CASE("What a prediction for Linux rests on says which kernel build it assumes", "[os][linux]") {
  CHECK(confidence_of(facts("linux-6.18"), "CONFIG_HZ=250") == Confidence::assumed);
  CHECK(facts("linux-6.18").size() == 1);
  CHECK(confidence_of(facts("linux-4.2"), "TIME_WAIT lasts 60 s") == Confidence::inferred);
  const auto reuse = with_settings({{tw_reuse, std::int64_t{1}}});
  CHECK(confidence_of(facts("linux-6.18", reuse), "TCP timestamps") == Confidence::assumed);
}
