#include "tests/scenarios/expected_summary.hpp"

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <stdexcept>
#include <string_view>

namespace portsim::scenarios {
namespace {

using nlohmann::json;

void allow_only(const json& object, std::initializer_list<std::string_view> keys) {
  for (const auto& [key, value] : object.items()) {
    if (std::find(keys.begin(), keys.end(), key) == keys.end()) {
      throw std::invalid_argument{"unknown key \"" + key + "\""};
    }
  }
}

std::optional<double> bound(const json& claim, const char* name) {
  return claim.contains(name) ? std::optional{claim.at(name).get<double>()} : std::nullopt;
}

Claim claim_from(const json& object) {
  allow_only(object, {"metric", "at_least", "at_most", "equals", "from"});
  Claim claim{.metric = object.at("metric").get<std::string>(),
              .at_least = bound(object, "at_least"),
              .at_most = bound(object, "at_most"),
              .equals = std::nullopt,
              .from = object.at("from").get<std::string>()};
  if (object.contains("equals")) claim.equals = object.at("equals");
  if (claim.from.empty()) throw std::invalid_argument{claim.metric + " does not say where it comes from"};
  if (!claim.at_least && !claim.at_most && !claim.equals) {
    throw std::invalid_argument{claim.metric + " claims nothing"};
  }
  return claim;
}

const json* find(const json& result, const std::string& metric) {
  std::string path = "/" + metric;
  std::replace(path.begin(), path.end(), '.', '/');
  const json::json_pointer pointer{path};
  return result.contains(pointer) ? &result.at(pointer) : nullptr;
}

bool is_equal(const json& found, const json& wanted) {
  if (!found.is_number() || !wanted.is_number()) return found == wanted;
  const double a = found.get<double>();
  const double b = wanted.get<double>();
  return std::abs(a - b) <= 1e-9 * std::abs(b);
}

bool holds(const Claim& claim, const json& found) {
  if (claim.equals && !is_equal(found, *claim.equals)) return false;
  if (!claim.at_least && !claim.at_most) return true;
  if (!found.is_number()) return false;
  const auto value = found.get<double>();
  return (!claim.at_least || value >= *claim.at_least) && (!claim.at_most || value <= *claim.at_most);
}

std::string text_of_bounds(const Claim& claim) {
  std::string text;
  if (claim.equals) text += " equals " + claim.equals->dump();
  if (claim.at_least) text += " at least " + json(*claim.at_least).dump();
  if (claim.at_most) text += " at most " + json(*claim.at_most).dump();
  return text;
}

}  // namespace

ExpectedSummary expected_summary(const std::string& json_text) {
  const json object = json::parse(json_text);
  allow_only(object, {"exit_code", "claims", "fingerprint"});
  ExpectedSummary expected{.exit_code = object.at("exit_code").get<int>(),
                           .claims = {},
                           .fingerprint = object.at("fingerprint").get<std::string>()};
  for (const json& claim : object.at("claims")) expected.claims.push_back(claim_from(claim));
  if (expected.claims.empty()) throw std::invalid_argument{"no claims"};
  return expected;
}

std::optional<std::string> complaint(const Claim& claim, const json& result) {
  const json* found = find(result, claim.metric);
  const std::string expected = "expected" + text_of_bounds(claim) + " (" + claim.from + ")";
  if (found == nullptr) return claim.metric + ": not in the result; " + expected;
  if (holds(claim, *found)) return std::nullopt;
  return claim.metric + ": found " + found->dump() + "; " + expected;
}

}  // namespace portsim::scenarios
