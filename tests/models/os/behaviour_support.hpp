// Short ways to ask for a behaviour, for the tests of models/os.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <catch2/catch.hpp>

#include "models/os/catalogue.hpp"
#include "models/os/dependencies.hpp"

namespace portsim {

inline const OsProfile& os(std::string_view id) {
  const OsProfile* found = find_os(id);
  REQUIRE(found != nullptr);
  return *found;
}

inline bool is_windows(const OsProfile& level) {
  return level.id.substr(0, 8) == "windows-";
}

inline HostBehaviour behaviour(std::string_view id, const HostConfiguration& configuration = {}) {
  const auto result = behaviour_of(os(id), configuration);
  REQUIRE(result.has_value());
  return *result;
}

inline std::vector<BehaviourProblem> problems(std::string_view id, const HostConfiguration& configuration) {
  const auto result = behaviour_of(os(id), configuration);
  REQUIRE_FALSE(result.has_value());
  return result.error();
}

inline HostConfiguration with_settings(SettingValues settings) {
  return {.patches = {}, .settings = std::move(settings), .assume = {}};
}

inline HostConfiguration with_patches(std::vector<std::string> patches) {
  return {.patches = std::move(patches), .settings = {}, .assume = {}};
}

inline HostConfiguration assuming(Assumptions assume) {
  return {.patches = {}, .settings = {}, .assume = std::move(assume)};
}

// What a host rests on whose sockets get their ports as most do.
inline std::vector<Dependency> facts(std::string_view id, const HostConfiguration& configuration = {},
                                     const SocketUse& use = {.own_order = true, .enters_time_wait = true}) {
  return dependencies_of(os(id), configuration, behaviour(id, configuration), use);
}

// The confidence of the one fact that contains `words`; nothing: no such fact.
inline std::optional<Confidence> confidence_of(const std::vector<Dependency>& found, std::string_view words) {
  std::optional<Confidence> confidence;
  for (const Dependency& dependency : found) {
    if (dependency.fact.find(words) == std::string::npos) continue;
    REQUIRE_FALSE(confidence.has_value());
    confidence = dependency.source.confidence;
  }
  return confidence;
}

}  // namespace portsim
