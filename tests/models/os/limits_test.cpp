// What bounds connections besides the range: the half-open limit (KB969710, event 4226), TIME_WAIT after 497
// days (KB2553549), caps on TIME_WAIT (MaxFreeTcbs, KB828333), excluded ports (KB812873, KB3039044).
#include <map>

#include "tests/models/os/behaviour_support.hpp"

using namespace portsim;

namespace {

HostConfiguration excluding(std::vector<PortRange> excluded) {
  HostConfiguration configuration;
  configuration.excluded = std::move(excluded);
  return configuration;
}

PortRange range(std::uint16_t first, std::uint16_t last) {
  return {Port{first}, Port{last}};
}

Assumptions half_open_limit(std::int64_t limit) {
  Assumptions assume;
  assume.half_open_limit = limit;
  return assume;
}

}  // namespace

TEST_CASE("Ten connects under way at once are the limit of XP SP2 and of Vista and 2008 before SP2", "[os]") {
  const std::map<std::string_view, Confidence> limited{
      {"windows-xp-sp2", Confidence::reported},
      {"windows-vista-rtm", Confidence::reported},
      {"windows-vista-sp1", Confidence::documented},
      {"windows-server-2008-rtm", Confidence::documented},
  };
  for (const OsProfile* level : catalogue()) {
    if (!is_windows(*level)) continue;
    DYNAMIC_SECTION(level->id) {
      const auto found = limited.find(level->id);
      const HostBehaviour host = behaviour(level->id);
      REQUIRE(host.half_open_limit.has_value() == (found != limited.end()));
      const Confidence confidence = level->half_open_limit.source.confidence;
      if (found == limited.end()) {
        const bool is_unknown = level->id == "windows-server-2003-sp1";
        CHECK(confidence == (is_unknown ? Confidence::unknown : Confidence::documented));
        CHECK(confidence_of(facts(level->id), "connects under way").has_value() == is_unknown);
      } else {
        CHECK(*host.half_open_limit == 10);
        CHECK(confidence == found->second);
        CHECK(confidence_of(facts(level->id), "at most 10 connects").has_value() ==
              (found->second != Confidence::documented));
      }
    }
  }
}

TEST_CASE("EnableConnectionRateLimiting brings the ten back from Vista SP2 and Server 2008 SP2 on", "[os]") {
  const char* id = GENERATE("windows-vista-sp2", "windows-server-2008-sp2", "windows-7-sp1", "windows-11");
  DYNAMIC_SECTION(id) {
    const auto set = [](std::int64_t value) {
      return with_settings({{"EnableConnectionRateLimiting", value}});
    };
    CHECK(behaviour(id, set(1)).half_open_limit == std::int64_t{10});
    CHECK_FALSE(behaviour(id, set(0)).half_open_limit.has_value());
    CHECK(default_of(os(id), *find_setting(os(id), "EnableConnectionRateLimiting")) ==
          SettingValue{std::int64_t{0}});
  }
}

TEST_CASE("A limit that no document states may be assumed, a documented one not", "[os]") {
  const HostBehaviour assumed = behaviour("windows-server-2003-sp1", assuming(half_open_limit(10)));
  CHECK(assumed.half_open_limit == std::int64_t{10});
  CHECK(confidence_of(facts("windows-server-2003-sp1", assuming(half_open_limit(10))),
                      "at most 10 connects") == Confidence::assumed);
  CHECK(behaviour("windows-vista-rtm", assuming(half_open_limit(25))).half_open_limit == std::int64_t{25});
  CHECK_FALSE(behaviour("windows-xp-sp2", assuming(half_open_limit(0))).half_open_limit.has_value());

  auto found = problems("windows-vista-sp1", assuming(half_open_limit(0)));
  REQUIRE(found.size() == 1);
  CHECK(found[0].key == "assume.half_open_limit");
  CHECK(found[0].message == "a limit of 10 is documented for windows-vista-sp1: there is nothing to assume");
  found = problems("windows-10", assuming(half_open_limit(10)));
  REQUIRE(found.size() == 1);
  CHECK(found[0].message ==
        "no limit is documented for windows-10: there is nothing to assume; the setting "
        "EnableConnectionRateLimiting switches one on");
}

TEST_CASE("TIME_WAIT ends for 497.1 days on Vista to Server 2008 R2, until KB2553549", "[os]") {
  for (const OsProfile* level : catalogue()) {
    if (!is_windows(*level)) continue;
    DYNAMIC_SECTION(level->id) {
      const bool is_vista_to_2008_r2 =
          level->ephemeral.value.first == Port{49152} && level->on_exhaustion.value.event_id != 4231;
      const HostBehaviour host = behaviour(level->id);
      REQUIRE(host.last_time_wait_end.has_value() == is_vista_to_2008_r2);
      if (!is_vista_to_2008_r2) continue;
      // 2^32 ticks of 10 ms: 497 days, 2 h 27 min 52.96 s.
      CHECK(*host.last_time_wait_end == 497 * 24h + 2h + 27min + 52s + 960ms);
      CHECK_FALSE(behaviour(level->id, with_patches({"KB2553549"})).last_time_wait_end.has_value());
    }
  }
}

TEST_CASE("MaxFreeTcbs caps TIME_WAIT on NT 4.0 and Windows 2000, and only where it is set", "[os]") {
  const char* id = GENERATE("windows-nt-4.0", "windows-2000");
  DYNAMIC_SECTION(id) {
    CHECK_FALSE(behaviour(id).time_wait_cap.has_value());
    constexpr const char* default_fact = "no TIME_WAIT ends early unless MaxFreeTcbs is set";
    CHECK(confidence_of(facts(id), default_fact) == Confidence::inferred);
    const HostConfiguration set = with_settings({{"MaxFreeTcbs", std::int64_t{2000}}});
    CHECK(behaviour(id, set).time_wait_cap == std::int64_t{2000});
    CHECK(confidence_of(facts(id, set), "MaxFreeTcbs counts entries") == Confidence::inferred);
    CHECK_FALSE(confidence_of(facts(id, set), default_fact).has_value());
  }
}

TEST_CASE("What MaxFreeTcbs is by default stands in its meaning, by level", "[os]") {
  // KB151418: 1,000, and 2,000 from SP3. Windows 2000 registry reference: 500 to 2,000 on Server and 250 to
  // 1,000 on Professional, by memory.
  const auto meaning = [](std::string_view id) { return find_setting(os(id), "MaxFreeTcbs")->meaning; };
  CHECK(meaning("windows-nt-4.0").find("by default 1,000, from SP3 2,000") != std::string_view::npos);
  CHECK(meaning("windows-2000").find("by default 250 to 2,000") != std::string_view::npos);
}

TEST_CASE("MaxFreeTWTcbs is ignored on Server 2003 RTM until KB828333", "[os]") {
  const HostConfiguration unpatched = with_settings({{"MaxFreeTWTcbs", std::int64_t{1000}}});
  CHECK_FALSE(behaviour("windows-server-2003-rtm", unpatched).time_wait_cap.has_value());
  const auto ignored = facts("windows-server-2003-rtm", unpatched);
  CHECK(confidence_of(ignored, "MaxFreeTWTcbs has no effect: install KB828333") == Confidence::documented);
  CHECK_FALSE(confidence_of(ignored, "the oldest entry leaves").has_value());

  HostConfiguration patched = unpatched;
  patched.patches = {"KB828333"};
  CHECK(behaviour("windows-server-2003-rtm", patched).time_wait_cap == std::int64_t{1000});
  const auto capped = facts("windows-server-2003-rtm", patched);
  CHECK(confidence_of(capped, "the oldest entry leaves") == Confidence::inferred);
  CHECK_FALSE(confidence_of(capped, "no effect").has_value());
  CHECK(behaviour("windows-server-2003-sp1", unpatched).time_wait_cap == std::int64_t{1000});
}

TEST_CASE("That MaxFreeTWTcbs is off unless it is set matters only where it is not ignored", "[os]") {
  constexpr const char* default_fact = "no TIME_WAIT ends early unless MaxFreeTWTcbs is set";
  CHECK(confidence_of(facts("windows-server-2003-sp1"), default_fact) == Confidence::unknown);
  CHECK(confidence_of(facts("windows-server-2003-rtm", with_patches({"KB828333"})), default_fact) ==
        Confidence::unknown);
  CHECK_FALSE(confidence_of(facts("windows-server-2003-rtm"), default_fact).has_value());
}

TEST_CASE("Ports can be excluded by ReservedPorts, by netsh, and on the textbook host", "[os]") {
  const char* id = GENERATE("windows-2000", "windows-server-2003-sp1", "windows-8", "windows-11", "textbook");
  DYNAMIC_SECTION(id) {
    const PortRange whole = behaviour(id).ephemeral;
    const HostBehaviour host = behaviour(id, excluding({{whole.first, whole.at(99)}}));
    CHECK(host.ports().size() == whole.size() - 100);
    CHECK(host.ports().at(0) == whole.at(100));
  }
  CHECK(behaviour("windows-7-sp1",
                  [] {
                    HostConfiguration patched = excluding({range(50000, 50099)});
                    patched.patches = {"KB2665809"};
                    return patched;
                  }())
            .ports()
            .size() == 16284);
}

TEST_CASE("ReservedPorts and excluded ports add up", "[os]") {
  HostConfiguration configuration = excluding({range(2000, 2009)});
  configuration.settings = {{"ReservedPorts", std::vector<PortRange>{range(1025, 1034), range(2005, 2014)}}};
  const HostBehaviour host = behaviour("windows-2000", configuration);
  CHECK(host.ports().size() == 3976 - 10 - 15);
}

TEST_CASE("Where ports cannot be excluded the refusal says what to do instead", "[os]") {
  const auto refusal = [](std::string_view id) {
    const auto found = problems(id, excluding({range(50000, 50099)}));
    REQUIRE(found.size() == 1);
    CHECK(found[0].key == "excluded");
    return found[0].message;
  };
  CHECK(refusal("windows-7-sp1") == "windows-7-sp1 cannot exclude ports from its range: install KB2665809");
  CHECK(refusal("windows-server-2008-sp2") ==
        "windows-server-2008-sp2 cannot exclude ports from its range: let an application reserve the ports "
        "(CreatePersistentTcpPortReservation), or count them as occupied");
  CHECK(refusal("windows-vista-rtm").find("CreatePersistentTcpPortReservation") != std::string::npos);
  CHECK(refusal("windows-nt-4.0").find("upgrade to windows-2000, which has ReservedPorts") !=
        std::string::npos);
}

TEST_CASE("A host keeps at least one port", "[os]") {
  auto found = problems("windows-2000", excluding({range(1, 4000), range(4001, 65535)}));
  REQUIRE(found.size() == 1);
  CHECK(found[0].key == "excluded");
  CHECK(found[0].message == "every port from 1025 to 5000 is excluded: leave at least one");
  found =
      problems("windows-2000", with_settings({{"ReservedPorts", std::vector<PortRange>{range(1025, 5000)}}}));
  REQUIRE(found.size() == 1);
  CHECK(found[0].key == "settings.ReservedPorts");
  CHECK(behaviour("windows-2000", excluding({range(1, 4999)})).ports().size() == 1);
}

TEST_CASE("The cursor starts at a port that is handed out", "[os]") {
  HostConfiguration configuration = excluding({range(1025, 1124)});
  configuration.assume.cursor_start = 3875;
  CHECK(confidence_of(facts("windows-2000", configuration), "cursor starts at port 5000") ==
        Confidence::assumed);
  configuration.assume.cursor_start = 3876;
  const auto found = problems("windows-2000", configuration);
  REQUIRE(found.size() == 1);
  CHECK(found[0].message == "expected 0 to 3875, counted from port 1125, found 3876");
}
