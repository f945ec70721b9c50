// Scenarios for the tests of remedies: one host, one service, one workload.
#pragma once

#include <algorithm>
#include <string>

#include <catch2/catch.hpp>

#include "sim/experiment/remedies.hpp"
#include "sim/scenario/load.hpp"

namespace portsim::test {

inline ScenarioText advised_text(const std::string& host, const std::string& workload,
                                 const std::string& rest = "") {
  return {"test.yaml",
          "scenario: test\nduration: 20min\nreplications: 2\nhosts: {client: " + host +
              "}\nservices: {web: {address: 10.9.0.20, port: 443}}\nworkloads:\n"
              "  load: {host: client, connects_to: web, " +
              workload + "}\n" + rest,
          {}};
}

inline constexpr const char* even_150 = "client: {model: open, arrivals: constant, rate: 150/s}";

inline Scenario loaded(const ScenarioText& text) {
  const auto scenario = load_scenario(text);
  REQUIRE(scenario);
  return *scenario;
}

inline Remedies remedies_for(const std::string& host, const std::string& workload) {
  const ScenarioText text = advised_text(host, workload);
  return remedies_of(loaded(text), text);
}

// The one whose title begins so.
inline const Remedy& remedy_named(const Remedies& remedies, const std::string& title) {
  const auto found = std::find_if(remedies.begin(), remedies.end(), [&](const Remedy& remedy) {
    return remedy.title.compare(0, title.size(), title) == 0;
  });
  INFO(title);
  REQUIRE(found != remedies.end());
  return *found;
}

inline bool has_remedy(const Remedies& remedies, RemedyKind kind) {
  return std::any_of(remedies.begin(), remedies.end(),
                     [&](const Remedy& remedy) { return remedy.kind == kind && !remedy.candidates.empty(); });
}

inline bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace portsim::test
