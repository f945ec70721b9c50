// Which settings a host goes by until it restarts. KB929851: netsh sets dynamicport at once;
// TcpTimedWaitDelay is read when the system starts.
#include "models/os/settings_until_restart.hpp"

#include "tests/models/os/behaviour_support.hpp"

using namespace portsim;

namespace {

const SettingValue default_range = PortRange{Port{49152}, Port{65535}};
const SettingValue wide_range = PortRange{Port{1025}, Port{65535}};

}  // namespace

TEST_CASE("A setting that is read at the start keeps its value until the restart", "[os]") {
  const SettingValues at_start{{"TcpTimedWaitDelay", std::int64_t{120}}};
  const SettingValues configured{{"TcpTimedWaitDelay", std::int64_t{30}}};
  CHECK(settings_until_restart(os("windows-7-sp1"), configured, at_start) == at_start);
}

TEST_CASE("A setting that is read at the start and was not set then is not in effect", "[os]") {
  const SettingValues configured{{"TcpTimedWaitDelay", std::int64_t{30}}};
  CHECK(settings_until_restart(os("windows-7-sp1"), configured, {}).empty());
}

TEST_CASE("A setting that is read at the start and has been removed stays in effect", "[os]") {
  const SettingValues at_start{{"TcpTimedWaitDelay", std::int64_t{30}}};
  CHECK(settings_until_restart(os("windows-7-sp1"), {}, at_start) == at_start);
}

TEST_CASE("A setting that takes effect at once is as configured, set or removed", "[os]") {
  const SettingValues at_start{{"dynamicport", default_range}};
  const SettingValues configured{{"dynamicport", wide_range}};
  CHECK(settings_until_restart(os("windows-7-sp1"), configured, at_start) == configured);
  CHECK(settings_until_restart(os("windows-7-sp1"), {}, at_start).empty());
}

TEST_CASE("Pending settings do not hold up those that take effect at once", "[os]") {
  const SettingValues at_start{{"TcpTimedWaitDelay", std::int64_t{120}}, {"dynamicport", default_range}};
  const SettingValues configured{{"TcpTimedWaitDelay", std::int64_t{30}}, {"dynamicport", wide_range}};
  const SettingValues in_effect{{"TcpTimedWaitDelay", std::int64_t{120}}, {"dynamicport", wide_range}};
  CHECK(settings_until_restart(os("windows-7-sp1"), configured, at_start) == in_effect);
}

TEST_CASE("With nothing changed since the start, every level goes by its settings", "[os]") {
  for (const OsProfile* level : catalogue()) {
    DYNAMIC_SECTION(level->id) {
      SettingValues settings;  // which value they have decides nothing
      for (const Setting& setting : level->settings) settings.emplace(setting.name, std::int64_t{1});
      CHECK(settings_until_restart(*level, settings, settings) == settings);
    }
  }
}
