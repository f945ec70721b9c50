// What must come out of a scenario: NAME.expected.json beside NAME.yaml. Its claims are about the program's
// JSON result and come from theory or documents, which each of them names; its fingerprint is a hash of the
// run's records, and a commit that changes one says why.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace portsim::scenarios {

struct Claim {
  std::string metric;  // a place in the JSON result: "failure_fraction.mean", "pools.0.ports"
  std::optional<double> at_least;
  std::optional<double> at_most;
  std::optional<nlohmann::json> equals;  // numbers to nine digits
  std::string from;                      // the theory or document that says so
};

struct ExpectedSummary {
  int exit_code = 0;
  std::vector<Claim> claims;  // at least one
  std::string fingerprint;
};

// Throws when the text is not such a summary: unknown keys, a claim without bounds or without its source.
ExpectedSummary expected_summary(const std::string& json_text);

// What of the claim does not hold; nothing when it does.
std::optional<std::string> complaint(const Claim& claim, const nlohmann::json& result);

}  // namespace portsim::scenarios
