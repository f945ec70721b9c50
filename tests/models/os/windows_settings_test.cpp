// The settings of Windows by generation: what they accept, what holds without them, whether they need a
// restart (KB196271, KB314053, KB812873, KB828333, KB929851, KB969710, Set-NetTCPSetting, the BizTalk network
// guide).
#include <map>
#include <set>

#include "tests/models/os/behaviour_support.hpp"

using namespace portsim;

namespace {

std::set<std::string_view> settings_of(std::string_view id) {
  std::set<std::string_view> names;
  for (const Setting& setting : os(id).settings) names.insert(setting.name);
  return names;
}

const Setting& setting(std::string_view id, std::string_view name) {
  const Setting* found = find_setting(os(id), name);
  REQUIRE(found != nullptr);
  return *found;
}

HostConfiguration reading(MaxUserPortReading how, std::int64_t value) {
  HostConfiguration configuration = with_settings({{"MaxUserPort", value}});
  configuration.assume.max_user_port = how;
  return configuration;
}

SettingValues auto_reuse(PortRange range) {
  return {{"AutoReusePortRange", range}};
}

}  // namespace

TEST_CASE("Each generation has its own settings", "[os]") {
  using Names = std::set<std::string_view>;
  const Names of_2003{"MaxUserPort", "TcpTimedWaitDelay", "MaxFreeTWTcbs", "ReservedPorts"};
  const Names of_vista{"dynamicport", "MaxUserPort", "TcpTimedWaitDelay", "StrictTimeWaitSeqCheck"};
  Names since_sp2 = of_vista;
  since_sp2.insert("EnableConnectionRateLimiting");
  Names since_8 = since_sp2;
  since_8.insert("AutoReusePortRange");
  const std::map<std::string_view, Names> generations{
      {"windows-nt-4.0", {"MaxUserPort", "TcpTimedWaitDelay", "MaxFreeTcbs"}},
      {"windows-2000", {"MaxUserPort", "TcpTimedWaitDelay", "MaxFreeTcbs", "ReservedPorts"}},
      {"windows-xp-sp1", {"MaxUserPort", "TcpTimedWaitDelay", "ReservedPorts"}},
      {"windows-xp-sp2", {"MaxUserPort", "TcpTimedWaitDelay", "ReservedPorts"}},
      {"windows-server-2003-rtm", of_2003},
      {"windows-server-2003-sp1", of_2003},
      {"windows-vista-rtm", of_vista},
      {"windows-vista-sp1", of_vista},
      {"windows-server-2008-rtm", of_vista},
      {"windows-vista-sp2", since_sp2},
      {"windows-server-2008-sp2", since_sp2},
      {"windows-7-rtm", since_sp2},
      {"windows-7-sp1", since_sp2},
      {"windows-server-2008-r2-rtm", since_sp2},
      {"windows-server-2008-r2-sp1", since_sp2},
      {"windows-8", since_8},
      {"windows-server-2012", since_8},
      {"windows-8.1", since_8},
      {"windows-server-2012-r2", since_8},
      {"windows-10", since_8},
      {"windows-server-2016", since_8},
      {"windows-server-2019", since_8},
      {"windows-server-2022", since_8},
      {"windows-11", since_8},
  };
  CHECK(generations.size() == 24);
  for (const auto& [id, names] : generations) {
    DYNAMIC_SECTION(id) {
      CHECK(settings_of(id) == names);
    }
  }
}

TEST_CASE("A setting needs a restart where its document says so, or is read when the system starts", "[os]") {
  const std::map<std::string_view, bool> needs_restart{
      {"MaxUserPort", true},        {"TcpTimedWaitDelay", true}, {"ReservedPorts", true},
      {"MaxFreeTcbs", true},        {"MaxFreeTWTcbs", true},     {"StrictTimeWaitSeqCheck", true},
      {"AutoReusePortRange", true}, {"dynamicport", false},      {"EnableConnectionRateLimiting", false},
  };
  for (const OsProfile* level : catalogue()) {
    if (!is_windows(*level)) continue;
    for (const Setting& found : level->settings) {
      DYNAMIC_SECTION(level->id << " " << found.name) {
        CHECK(found.needs_restart == needs_restart.at(found.name));
      }
    }
  }
}

TEST_CASE("netsh sets a range from port 1025 up, of at least 255 ports", "[os]") {
  for (const OsProfile* level : catalogue()) {
    const Setting* dynamicport = find_setting(*level, "dynamicport");
    if (!dynamicport) continue;
    DYNAMIC_SECTION(level->id) {
      const auto& accepted = std::get<StartAndNumber>(dynamicport->type);
      CHECK(accepted.start_min == 1025);
      CHECK(accepted.number_min == 255);
      CHECK(default_of(*level, *dynamicport) == SettingValue{PortRange{Port{49152}, Port{65535}}});
      const PortRange widest{Port{1025}, Port{65535}};  // BizTalk network guide: start=1025 num=64511
      CHECK(widest.size() == 64511);
      CHECK(behaviour(level->id, with_settings({{"dynamicport", widest}})).ephemeral == widest);
    }
  }
}

TEST_CASE("What holds without a setting comes from the level's row", "[os]") {
  const auto value = [](std::string_view id, std::string_view name) {
    return default_of(os(id), setting(id, name));
  };
  CHECK(value("windows-2000", "MaxUserPort") == SettingValue{std::int64_t{5000}});
  CHECK(value("windows-2000", "TcpTimedWaitDelay") == SettingValue{std::int64_t{240}});
  CHECK(value("windows-xp-sp2", "TcpTimedWaitDelay") == SettingValue{std::int64_t{120}});
  CHECK(value("windows-11", "TcpTimedWaitDelay") == SettingValue{std::int64_t{120}});
  CHECK(value("textbook", "time_wait") == SettingValue{Duration{60s}});
  CHECK(value("textbook", "ports") == SettingValue{PortRange{Port{1024}, Port{5119}}});
  CHECK_FALSE(value("windows-2000", "MaxFreeTcbs").has_value());
  CHECK_FALSE(value("windows-2000", "ReservedPorts").has_value());
  CHECK_FALSE(value("windows-10", "AutoReusePortRange").has_value());
  CHECK_FALSE(value("windows-10", "MaxUserPort").has_value());
}

TEST_CASE("Since Vista MaxUserPort is refused until it is said how to read it", "[os]") {
  const char* id = GENERATE("windows-vista-rtm", "windows-7-sp1", "windows-server-2012-r2", "windows-11");
  DYNAMIC_SECTION(id) {
    const auto found = problems(id, with_settings({{"MaxUserPort", std::int64_t{60000}}}));
    REQUIRE(found.size() == 1);
    CHECK(found[0].key == "settings.MaxUserPort");
    for (const char* words : {"assume.max_user_port", "ignore (KB929851", "upper_bound (the bind() reference",
                              "count (the security team on MS08-037", "dynamicport"})
      CHECK(found[0].message.find(words) != std::string::npos);
  }
}

TEST_CASE("Since Vista MaxUserPort has three readings, each an assumption", "[os]") {
  const auto range_of = [](const HostConfiguration& configuration) {
    const HostBehaviour host = behaviour("windows-10", configuration);
    CHECK(confidence_of(facts("windows-10", configuration), "MaxUserPort is read as") == Confidence::assumed);
    return host.ephemeral;
  };
  CHECK(range_of(reading(MaxUserPortReading::ignored, 60000)) == PortRange{Port{49152}, Port{65535}});
  CHECK(range_of(reading(MaxUserPortReading::upper_bound, 60000)) == PortRange{Port{49152}, Port{60000}});
  CHECK(range_of(reading(MaxUserPortReading::count, 5000)) == PortRange{Port{49152}, Port{54151}});
  CHECK(range_of(reading(MaxUserPortReading::count, 65534)) == PortRange{Port{49152}, Port{65535}});

  HostConfiguration moved = reading(MaxUserPortReading::upper_bound, 20000);
  moved.settings["dynamicport"] = PortRange{Port{10000}, Port{65535}};
  CHECK(range_of(moved) == PortRange{Port{10000}, Port{20000}});
}

TEST_CASE("MaxUserPort as the last port cannot be below the first", "[os]") {
  const auto found = problems("windows-10", reading(MaxUserPortReading::upper_bound, 5000));
  REQUIRE(found.size() == 1);
  CHECK(found[0].key == "settings.MaxUserPort");
  CHECK(found[0].message == "expected ports from 1 up, the first not above the last, found 49152-5000");
}

TEST_CASE("Before Vista there is nothing to assume about MaxUserPort", "[os]") {
  const auto found = problems("windows-2000", reading(MaxUserPortReading::count, 60000));
  REQUIRE(found.size() == 1);
  CHECK(found[0].key == "assume.max_user_port");
}

TEST_CASE("AutoReusePortRange is a second range, and a num of 0 is none", "[os]") {
  const PortRange range{Port{30000}, Port{39999}};
  const HostBehaviour host = behaviour("windows-10", with_settings(auto_reuse(range)));
  CHECK(host.auto_reuse == range);
  CHECK(host.ephemeral == PortRange{Port{49152}, Port{65535}});
  const auto found = facts("windows-10", with_settings(auto_reuse(range)), {.auto_reuse = true});
  CHECK(confidence_of(found, "takes effect after a restart") == Confidence::reported);
  CHECK(confidence_of(found, "from the auto-reuse range") == Confidence::inferred);
  const PortRange empty{Port{30000}, Port{29999}};
  CHECK_FALSE(behaviour("windows-10", with_settings(auto_reuse(empty))).auto_reuse.has_value());
  CHECK(std::get<StartAndNumber>(setting("windows-10", "AutoReusePortRange").type).number_min == 0);
}

TEST_CASE("Windows 8 and 8.1 have AutoReusePortRange only with their patch", "[os]") {
  const auto [id, patch, fact, confidence] =
      GENERATE(table<const char*, const char*, const char*, Confidence>({
          {"windows-8", "KB3014399", "KB3014399 adds AutoReusePortRange", Confidence::inferred},
          {"windows-server-2012", "KB3014399", "KB3014399 adds AutoReusePortRange", Confidence::inferred},
          {"windows-8.1", "KB3149157", "takes effect after a restart", Confidence::reported},
          {"windows-server-2012-r2", "KB3149157", "takes effect after a restart", Confidence::reported},
      }));
  DYNAMIC_SECTION(id) {
    HostConfiguration configuration = with_settings(auto_reuse({Port{30000}, Port{39999}}));
    const auto found = problems(id, configuration);
    REQUIRE(found.size() == 1);
    CHECK(found[0].key == "settings.AutoReusePortRange");
    CHECK(found[0].message ==
          std::string{id} + " has AutoReusePortRange only with " + patch + ": install it");
    configuration.patches = {patch};
    const HostBehaviour host = behaviour(id, configuration);
    CHECK(host.auto_reuse.has_value());
    CHECK_FALSE(host.has_auto_reuse_without_option);
    CHECK(confidence_of(facts(id, configuration, {.auto_reuse = true}), fact) == confidence);
  }
}

TEST_CASE("StrictTimeWaitSeqCheck is accepted and changes nothing", "[os]") {
  const HostConfiguration set = with_settings({{"StrictTimeWaitSeqCheck", std::int64_t{1}}});
  CHECK(behaviour("windows-10", set).time_wait == 120s);
  CHECK(confidence_of(facts("windows-10", set), "StrictTimeWaitSeqCheck changes nothing") ==
        Confidence::reported);
}

TEST_CASE("A setting that decides nothing simulated says why", "[os]") {
  const char* name =
      GENERATE("MaxHashTableSize", "TcpNumConnections", "TcpMaxConnectRetransmissions", "SynAttackProtect");
  DYNAMIC_SECTION(name) {
    CHECK_FALSE(why_not_setting(os("windows-2000"), name).empty());
    CHECK_FALSE(why_not_setting(os("windows-server-2003-sp1"), name).empty());
    CHECK(find_setting(os("windows-2000"), name) == nullptr);
  }
}
