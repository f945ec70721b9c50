// The form of messages: order, number, and text that is hostile or of other scripts. The whole text of each
// is pinned.
#include "tests/sim/scenario/scenario_texts.hpp"

namespace portsim {
namespace {

TEST_CASE("A name that would act on a terminal is refused and shown harmless", "[scenario]") {
  CHECK(
      web_mistake("scenario: web client", "scenario: \"\\e[2J\"") ==
      R"(web.yaml:1:11: scenario: expected a name of 1 to 200 characters, found "\x1b[2J"; it has control characters [wrong-value]
  1 | scenario: "\e[2J"
    |           ^
)");
}

TEST_CASE("Letters of other scripts keep the caret in place", "[scenario]") {
  CHECK(
      web_mistake("    os: textbook", "    {\xc3\xa4\xe2\x82\xac\xe4\xb8\xad: 1, os: textbok}") ==
      R"(web.yaml:5:6: hosts.client.ä€中: unknown key; expected os, patches, products, settings, excluded, addresses, uptime, occupied, listening, phases or assume [unknown-key]
  5 |     {ä€中: 1, os: textbok}
    |      ^
web.yaml:5:18: hosts.client.os: unknown system "textbok"; did you mean "textbook"? [unknown-name]
  5 |     {ä€中: 1, os: textbok}
    |                  ^
)");
}

TEST_CASE("All problems of a text are reported, in the order of its lines", "[scenario]") {
  CHECK(problems_of(R"(scenario: web client
duration: soon
hosts:
  client:
    os: textbok
services:
  web:
    port: 0
workloads:
  calls:
    host: clint
    connects_to: web
    client: {model: open, arrivals: poisson, rate: 20}
    hold: 1s
)") == R"(web.yaml:2:11: duration: expected a duration such as "30min", found "soon" [wrong-value]
  2 | duration: soon
    |           ^
web.yaml:5:9: hosts.client.os: unknown system "textbok"; did you mean "textbook"? [unknown-name]
  5 |     os: textbok
    |         ^
web.yaml:7:3: services.web.address: missing; expected an IPv4 address such as "10.0.1.20" [missing-key]
  7 |   web:
    |   ^
web.yaml:8:11: services.web.port: expected a port from 1 to 65535, found 0 [out-of-range]
  8 |     port: 0
    |           ^
web.yaml:11:11: workloads.calls.host: unknown host "clint"; did you mean "client"? [unknown-name]
  11 |     host: clint
     |           ^
web.yaml:13:52: workloads.calls.client.rate: expected a rate such as "200/s", found 20; the unit is missing [missing-unit]
  13 |     client: {model: open, arrivals: poisson, rate: 20}
     |                                                    ^
web.yaml:14:5: workloads.calls.hold: unknown key; did you mean "holds"? [unknown-key]
  14 |     hold: 1s
     |     ^
)");
}

TEST_CASE("After fifty problems only their number is told", "[scenario]") {
  std::string text{web_client};
  for (int i = 0; i < 60; ++i) text += "key" + std::to_string(i) + ": 1\n";
  const Result<Scenario> scenario = load(text);
  REQUIRE_FALSE(scenario.has_value());
  REQUIRE(scenario.error().size() == 51);
  CHECK(scenario.error()[49].path == "key49");
  CHECK(describe(scenario.error()[50]) == "web.yaml: and 10 more\n");
}

}  // namespace
}  // namespace portsim
