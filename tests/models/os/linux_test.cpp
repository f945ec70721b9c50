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

// Documentation/networking/ip-sysctl: 0 disable, 1 global enable, 2 enable for loopback traffic only, which
// is the default since 4.18.
TEST_CASE("tcp_tw_reuse 0 is for no address, 1 for all and 2 for 127.0.0.0/8", "[os][linux]") {
  const auto with_mode = [](std::string_view id, std::int64_t mode) {
    return linux_with(id, {{tw_reuse, mode}});
  };
  CHECK_FALSE(with_mode("linux-6.18", 0).reused_after);
  CHECK_FALSE(with_mode("linux-6.18", 0).reused_after_on_loopback);
  CHECK(with_mode("linux-6.18", 1).reused_after == TimeWaitLength{1s});
  CHECK(with_mode("linux-6.18", 1).reused_after_on_loopback == TimeWaitLength{1s});
  CHECK_FALSE(with_mode("linux-6.18", 2).reused_after);
  CHECK(with_mode("linux-6.18", 2).reused_after_on_loopback == TimeWaitLength{1s});
  CHECK_FALSE(behaviour("linux-6.18").reused_after);
  CHECK(behaviour("linux-6.18").reused_after_on_loopback == TimeWaitLength{1s});
  CHECK(behaviour("linux-4.18").reused_after_on_loopback == TimeWaitLength{1s, 1s});
  CHECK_FALSE(behaviour("linux-4.8").reused_after_on_loopback);  // 0 by default
}

// ip-sysctl, tcp_tw_reuse: "when it is safe from protocol viewpoint", which timestamps tell.
TEST_CASE("Without timestamps tcp_tw_reuse changes nothing", "[os][linux]") {
  for (const std::int64_t mode : {1, 2}) {
    const HostBehaviour host =
        linux_with("linux-6.18", {{tw_reuse, mode}, {"net.ipv4.tcp_timestamps", std::int64_t{0}}});
    CHECK_FALSE(host.has_timestamps);
    CHECK_FALSE(host.reused_after);
    CHECK_FALSE(host.reused_after_on_loopback);
  }
  CHECK(behaviour("linux-6.18").has_timestamps);
  CHECK(linux_with("linux-6.18", {{"net.ipv4.tcp_timestamps", std::int64_t{2}}}).has_timestamps);
}

TEST_CASE("tcp_max_tw_buckets is a limit where it is set, and its default is the machine's", "[os][linux]") {
  CHECK_FALSE(behaviour("linux-6.18").time_wait_buckets);
  CHECK(linux_with("linux-6.18", {{"net.ipv4.tcp_max_tw_buckets", std::int64_t{50}}}).time_wait_buckets ==
        50);
  CHECK(linux_with("linux-2.6", {{"net.ipv4.tcp_max_tw_buckets", std::int64_t{0}}}).time_wait_buckets == 0);
}

// TCP_FIN_TIMEOUT is TCP_TIMEWAIT_LEN, 60 s; the sysctl changes it alone.
TEST_CASE("tcp_fin_timeout is about FIN_WAIT_2, not TIME_WAIT", "[os][linux]") {
  CHECK(behaviour("linux-2.6").fin_wait_2 == 60s);
  CHECK(behaviour("linux-6.18").fin_wait_2 == 60s);
  const HostBehaviour host = linux_with("linux-6.18", {{"net.ipv4.tcp_fin_timeout", std::int64_t{15}}});
  CHECK(host.fin_wait_2 == 15s);
  CHECK(host.time_wait == 60s);
  CHECK(behaviour("windows-11").fin_wait_2 == Duration::zero());
  CHECK(behaviour("macos").fin_wait_2 == Duration::zero());
}

TEST_CASE("ip_autobind_reuse came with Linux 5.7, and is off", "[os][linux]") {
  CHECK(find_setting(os("linux-4.19"), "net.ipv4.ip_autobind_reuse") == nullptr);
  CHECK_FALSE(behaviour("linux-5.7").shares_ports_at_bind);
  CHECK(linux_with("linux-5.7", {{"net.ipv4.ip_autobind_reuse", std::int64_t{1}}}).shares_ports_at_bind);
  CHECK_FALSE(
      linux_with("linux-6.18", {{"net.ipv4.ip_autobind_reuse", std::int64_t{0}}}).shares_ports_at_bind);
}

// The series "update bind bucket state on port release", merged for 6.18.
TEST_CASE("Until 6.17 a port that bind() gave out stays closed until nobody is on it", "[os][linux]") {
  for (const OsProfile* level : catalogue()) {
    if (level->id.substr(0, 6) != "linux-") {
      CHECK(behaviour(level->id).bound_ports == BoundPorts::as_others);
      continue;
    }
    const bool is_new = level->id == "linux-6.18" || level->id == "linux-7.1";
    CHECK(behaviour(level->id).bound_ports ==
          (is_new ? BoundPorts::closed_until_binder_left : BoundPorts::closed_until_nobody_is_on));
  }
}

// Commits 91d0b78c5177 (6.3) and 207184853dbd (6.8).
TEST_CASE("IP_LOCAL_PORT_RANGE came with 6.3, and has every port looked at in order since 6.8",
          "[os][linux]") {
  const auto why_not = [](std::string_view id) {
    return why_not_socket_option(os(id), SocketOption::local_port_range, {});
  };
  CHECK(why_not("linux-5.18") ==
        "linux-5.18 has no IP_LOCAL_PORT_RANGE; the first level of the catalogue that has it is linux-6.3");
  CHECK(why_not("windows-11"));
  const auto in_order = [](std::string_view id) {
    return std::get<LinuxConnectSpec>(behaviour(id).selection).own_range_in_order;
  };
  for (const char* id : {"linux-6.3", "linux-6.8", "linux-6.14", "linux-6.18", "linux-7.1"}) {
    CHECK_FALSE(why_not(id));
    CHECK(in_order(id) == (id != std::string_view{"linux-6.3"}));
  }
}

// Commit 7da62262ec96: 0 is the search as before.
TEST_CASE("Of ip_local_port_step_width, which came with 7.1, only 0 is simulated", "[os][linux]") {
  constexpr auto width = "net.ipv4.ip_local_port_step_width";
  CHECK(find_setting(os("linux-6.18"), width) == nullptr);
  CHECK(linux_with("linux-7.1", {{width, std::int64_t{0}}}).selection == behaviour("linux-6.18").selection);
  const auto found = problems("linux-7.1", with_settings({{width, std::int64_t{7}}}));
  REQUIRE(found.size() == 1);
  CHECK(found[0].key == "settings.net.ipv4.ip_local_port_step_width");
}

// errno of Linux, Windows Sockets and BSD.
TEST_CASE("A refused connect has the code of its system", "[os]") {
  CHECK(behaviour("linux-6.18").on_refusal.code == 111);
  CHECK(behaviour("linux-6.18").on_refusal.name == "ECONNREFUSED");
  CHECK(behaviour("windows-2000").on_refusal.code == 10061);
  CHECK(behaviour("windows-11").on_refusal.name == "WSAECONNREFUSED");
  for (const char* id : {"freebsd-4", "freebsd-14", "macos"}) {
    CHECK(behaviour(id).on_refusal.code == 61);
    CHECK(behaviour(id).on_refusal.name == "ECONNREFUSED");
  }
  CHECK(behaviour("textbook").on_refusal.name == "ECONNREFUSED");
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
