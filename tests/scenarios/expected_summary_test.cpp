// The harness itself can fail.
#include "tests/scenarios/expected_summary.hpp"

#include <catch2/catch.hpp>

namespace portsim::scenarios {
namespace {

std::optional<std::string> complaint_about(const char* claim, const char* result) {
  const ExpectedSummary expected =
      expected_summary(std::string{R"({"exit_code": 0, "fingerprint": "", "claims": [)"} + claim + "]}");
  return complaint(expected.claims.front(), nlohmann::json::parse(result));
}

}  // namespace

TEST_CASE("A claim that holds is no complaint", "[scenarios]") {
  CHECK_FALSE(complaint_about(R"({"metric": "a.b", "at_least": 1, "at_most": 3, "from": "x"})",
                              R"({"a": {"b": 2}})"));
  CHECK_FALSE(
      complaint_about(R"({"metric": "a.0.b", "equals": 10048, "from": "x"})", R"({"a": [{"b": 10048}]})"));
  CHECK_FALSE(
      complaint_about(R"({"metric": "a", "equals": 198.8, "from": "x"})", R"({"a": 198.8000000001})"));
  CHECK_FALSE(complaint_about(R"({"metric": "a", "equals": null, "from": "x"})", R"({"a": null})"));
}

TEST_CASE("A claim that does not hold says what was found, what was expected, and why", "[scenarios]") {
  CHECK(complaint_about(R"({"metric": "a.b", "at_least": 1, "at_most": 3, "from": "Erlang B"})",
                        R"({"a": {"b": 4}})") ==
        "a.b: found 4; expected at least 1.0 at most 3.0 (Erlang B)");
  CHECK(complaint_about(R"({"metric": "a", "equals": 10048, "from": "KB319502"})", R"({"a": 10055})") ==
        "a: found 10055; expected equals 10048 (KB319502)");
  CHECK(complaint_about(R"({"metric": "a", "equals": 0, "from": "x"})", R"({"a": 0.001})"));
  CHECK(complaint_about(R"({"metric": "a", "at_least": 0, "from": "x"})", R"({"a": null})"));
}

TEST_CASE("A metric that is not in the result is a complaint", "[scenarios]") {
  CHECK(complaint_about(R"({"metric": "a.c", "at_least": 0, "from": "x"})", R"({"a": {"b": 4}})") ==
        "a.c: not in the result; expected at least 0.0 (x)");
}

TEST_CASE("A summary without claims, or a claim without bounds or source, is refused", "[scenarios]") {
  CHECK_THROWS(expected_summary(R"({"exit_code": 0, "claims": [], "fingerprint": ""})"));
  CHECK_THROWS(complaint_about(R"({"metric": "a", "from": "x"})", "{}"));
  CHECK_THROWS(complaint_about(R"({"metric": "a", "equals": 1, "from": ""})", "{}"));
  CHECK_THROWS(complaint_about(R"({"metric": "a", "equal": 1, "from": "x"})", "{}"));
}

}  // namespace portsim::scenarios
