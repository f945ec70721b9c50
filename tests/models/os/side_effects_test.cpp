// What a change costs or breaks, with where that is written.
#include "models/os/side_effects.hpp"

#include <algorithm>

#include <catch2/catch.hpp>

#include "models/os/catalogue.hpp"

using namespace portsim;

namespace {

bool cites(const std::vector<SideEffect>& effects, std::string_view reference) {
  return std::any_of(effects.begin(), effects.end(), [&](const SideEffect& effect) {
    return effect.source.reference.find(reference) != std::string_view::npos;
  });
}

bool changes_ports_or_time_wait(SettingEffect effect) {
  return effect == SettingEffect::ephemeral_range || effect == SettingEffect::first_port ||
         effect == SettingEffect::last_port || effect == SettingEffect::time_wait ||
         effect == SettingEffect::time_wait_seconds || effect == SettingEffect::msl_milliseconds ||
         effect == SettingEffect::time_wait_cap || effect == SettingEffect::time_wait_reuse;
}

}  // namespace

TEST_CASE("No setting that gives more connects is without a side effect, and each has its source", "[os]") {
  for (const OsProfile* os : catalogue()) {
    DYNAMIC_SECTION(os->id) {
      for (const Setting& setting : os->settings) {
        if (!changes_ports_or_time_wait(setting.effect)) continue;
        INFO(setting.name);
        const auto effects = side_effects_of(*os, setting.effect);
        CHECK(!effects.empty());
        for (const SideEffect& effect : effects) {
          CHECK(!effect.value.empty());
          CHECK(!effect.source.reference.empty());
          CHECK(effect.source.confidence != Confidence::unknown);
        }
      }
    }
  }
}

TEST_CASE("A wider range and a shorter TIME_WAIT have the side effects of their standards", "[os]") {
  const OsProfile& windows_2000 = *find_os("windows-2000");
  CHECK(cites(side_effects_of(windows_2000, SettingEffect::last_port), "RFC 6056"));
  CHECK(cites(side_effects_of(windows_2000, SettingEffect::last_port), "KB812873"));  // ReservedPorts
  CHECK(cites(side_effects_of(windows_2000, SettingEffect::time_wait_seconds), "RFC 1337"));
  CHECK(!cites(side_effects_of(*find_os("linux-6.18"), SettingEffect::ephemeral_range), "KB"));
}

TEST_CASE("After KB2826167 ports can still be used up (KB2916780)", "[os]") {
  CHECK(cites(side_effects_of_patch("KB2826167"), "KB2916780"));
  CHECK(side_effects_of_patch("KB2553549").empty());
}

TEST_CASE("SO_REUSEADDR lets others bind the port, in the words of its own system", "[os]") {
  CHECK(cites(side_effects_of(*find_os("windows-10"), SocketOption::reuseaddr), "SO_EXCLUSIVEADDRUSE"));
  CHECK(cites(side_effects_of(*find_os("linux-6.18"), SocketOption::reuseaddr), "quantum state"));
}
