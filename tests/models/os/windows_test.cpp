// The Windows rows against the Microsoft articles: KB929851 and KB149532 (ranges), KB314053 and the BizTalk
// network guide (TIME_WAIT), KB2916780 (the levels with the closing-port defect), event 4226, TechNet's
// TCP/IP Network Connectivity events (4227), the port exhaustion article for Windows 10 (4231).
#include <vector>

#include <catch2/catch.hpp>

#include "models/os/catalogue.hpp"
#include "models/os/patches.hpp"

using namespace portsim;

namespace {

struct WindowsFacts {
  const char* id;
  PortRange ephemeral;
  Duration time_wait;
  const char* selection;
  bool hands_out_closing_ports;
  std::optional<int> event_on_collision;
  std::optional<int> event_on_exhaustion;
  std::int64_t time_wait_delay_min;
};

constexpr PortRange before_vista{Port{1025}, Port{5000}};
constexpr PortRange since_vista{Port{49152}, Port{65535}};

const WindowsFacts windows_facts[] = {
    {"windows-nt-4.0", before_vista, 240s, "seq_naive", false, {}, {}, 30},
    {"windows-2000", before_vista, 240s, "seq_naive", false, {}, {}, 30},
    {"windows-xp-sp1", before_vista, 120s, "seq_naive", false, {}, {}, 30},
    {"windows-xp-sp2", before_vista, 120s, "seq_naive", false, {}, {}, 30},
    {"windows-server-2003-rtm", before_vista, 120s, "seq_naive", false, {}, {}, 30},
    {"windows-server-2003-sp1", before_vista, 120s, "seq_smart", false, {}, {}, 30},
    {"windows-vista-rtm", since_vista, 120s, "seq_smart", true, 4227, {}, 30},
    {"windows-vista-sp1", since_vista, 120s, "seq_smart", true, 4227, {}, 30},
    {"windows-vista-sp2", since_vista, 120s, "seq_smart", true, 4227, {}, 30},
    {"windows-server-2008-rtm", since_vista, 120s, "seq_smart", true, 4227, {}, 30},
    {"windows-server-2008-sp2", since_vista, 120s, "seq_smart", true, 4227, {}, 30},
    {"windows-7-rtm", since_vista, 120s, "seq_smart", true, 4227, {}, 30},
    {"windows-7-sp1", since_vista, 120s, "seq_smart", true, 4227, {}, 30},
    {"windows-server-2008-r2-rtm", since_vista, 120s, "seq_smart", true, 4227, {}, 30},
    {"windows-server-2008-r2-sp1", since_vista, 120s, "seq_smart", true, 4227, {}, 30},
    {"windows-8", since_vista, 120s, "seq_smart", false, 4227, 4231, 30},
    {"windows-server-2012", since_vista, 120s, "seq_smart", false, 4227, 4231, 30},
    {"windows-8.1", since_vista, 120s, "seq_smart", false, 4227, 4231, 2},
    {"windows-server-2012-r2", since_vista, 120s, "seq_smart", false, 4227, 4231, 2},
    {"windows-10", since_vista, 120s, "seq_smart", false, 4227, 4231, 2},
    {"windows-server-2016", since_vista, 120s, "seq_smart", false, 4227, 4231, 2},
    {"windows-server-2019", since_vista, 120s, "seq_smart", false, 4227, 4231, 2},
    {"windows-server-2022", since_vista, 120s, "seq_smart", false, 4227, 4231, 2},
    {"windows-11", since_vista, 120s, "seq_smart", false, 4227, 4231, 2},
};

}  // namespace

TEST_CASE("Each Windows level has the values of Microsoft's documents", "[os]") {
  for (const WindowsFacts& facts : windows_facts) {
    DYNAMIC_SECTION(facts.id) {
      const OsProfile* os = find_os(facts.id);
      REQUIRE(os != nullptr);
      CHECK(os->ephemeral.value == facts.ephemeral);
      CHECK(os->time_wait.value == facts.time_wait);
      CHECK(name_of(os->selection.value) == facts.selection);
      CHECK(suffers_from(*os, Defect::closing_port, {}) == facts.hands_out_closing_ports);
    }
  }
}

TEST_CASE("Windows has one pool a host, and TIME_WAIT closes a port to its own destination only", "[os]") {
  for (const WindowsFacts& facts : windows_facts) {
    DYNAMIC_SECTION(facts.id) {
      CHECK(find_os(facts.id)->scope.value == PoolScope::host);
      CHECK(find_os(facts.id)->time_wait_blocks.value == TimeWaitBlocks::four_tuple);
    }
  }
}

TEST_CASE("Windows answers a collision with 10048 and exhaustion with 10055", "[os]") {
  for (const WindowsFacts& facts : windows_facts) {
    DYNAMIC_SECTION(facts.id) {
      const OsProfile& os = *find_os(facts.id);
      CHECK(os.on_collision.value.code == 10048);
      CHECK(os.on_collision.value.name == "WSAEADDRINUSE");
      CHECK(os.on_collision.value.event_id == facts.event_on_collision);
      CHECK(os.on_exhaustion.value.code == 10055);
      CHECK(os.on_exhaustion.value.name == "WSAENOBUFS");
      CHECK(os.on_exhaustion.value.event_id == facts.event_on_exhaustion);
    }
  }
}

TEST_CASE("TcpTimedWaitDelay takes 30 to 300 s, from Windows 8.1 on 2 to 300 s", "[os]") {
  for (const WindowsFacts& facts : windows_facts) {
    DYNAMIC_SECTION(facts.id) {
      const Setting* delay = find_setting(*find_os(facts.id), "TcpTimedWaitDelay");
      REQUIRE(delay != nullptr);
      const auto& accepted = std::get<IntegerInRange>(delay->type);
      CHECK(accepted.min == facts.time_wait_delay_min);
      CHECK(accepted.max == 300);
      CHECK(accepted.unit == "s");
      CHECK(delay->needs_restart);
    }
  }
}

TEST_CASE("MaxUserPort takes 5000 to 65534", "[os]") {
  for (const WindowsFacts& facts : windows_facts) {
    DYNAMIC_SECTION(facts.id) {
      const Setting* max_user_port = find_setting(*find_os(facts.id), "MaxUserPort");
      REQUIRE(max_user_port != nullptr);
      const auto& accepted = std::get<IntegerInRange>(max_user_port->type);
      CHECK(accepted.min == 5000);
      CHECK(accepted.max == 65534);
      const bool is_the_last_port = facts.ephemeral == before_vista;
      CHECK(max_user_port->effect ==
            (is_the_last_port ? SettingEffect::last_port : SettingEffect::max_user_port_since_vista));
    }
  }
}

TEST_CASE("Since Vista a random pick that fails gives 10055 without an event, as reported", "[os]") {
  for (const WindowsFacts& facts : windows_facts) {
    DYNAMIC_SECTION(facts.id) {
      const Cited<ConnectError>& error = find_os(facts.id)->on_random_pick;
      CHECK_FALSE(error.value.event_id.has_value());
      if (facts.ephemeral == before_vista) {
        CHECK(error.value == find_os(facts.id)->on_collision.value);
      } else {
        CHECK(error.value.code == 10055);
        CHECK(error.source.confidence == Confidence::reported);
      }
    }
  }
}

TEST_CASE("Every Windows knows 10048, 10055, 10061, 10049 and 10013", "[os]") {
  for (const WindowsFacts& facts : windows_facts) {
    DYNAMIC_SECTION(facts.id) {
      std::vector<int> codes;
      for (const ErrorCode& code : find_os(facts.id)->error_codes) codes.push_back(code.code);
      CHECK(codes == std::vector<int>{10048, 10055, 10061, 10049, 10013});
    }
  }
}

TEST_CASE("Event 4226 begins at XP SP2, 4227 at Vista, 4231 at Windows 8", "[os]") {
  for (const WindowsFacts& facts : windows_facts) {
    DYNAMIC_SECTION(facts.id) {
      const std::string_view id = facts.id;
      std::vector<int> expected;
      if (facts.ephemeral == since_vista || id == "windows-xp-sp2" || id == "windows-server-2003-sp1")
        expected.push_back(4226);
      if (facts.event_on_collision) expected.push_back(4227);
      if (facts.event_on_exhaustion) expected.push_back(4231);
      std::vector<int> events;
      for (const LogEvent& event : find_os(id)->events) events.push_back(event.id);
      CHECK(events == expected);
    }
  }
}

TEST_CASE("Only Windows 2000, XP and Server 2003 leave the first port open, 1025 or 1024", "[os]") {
  for (const OsProfile* os : catalogue()) {
    DYNAMIC_SECTION(os->id) {
      const bool is_open = os->id == "windows-2000" || os->id.substr(0, 10) == "windows-xp" ||
                           os->id.substr(0, 19) == "windows-server-2003";
      REQUIRE(os->first_port_alternative.has_value() == is_open);
      if (is_open) CHECK(os->first_port_alternative->value == Port{1024});
    }
  }
}
