// Texts that are no scenario at all: each ends in problems with a place, soon, and never in a crash.
#include <fmt/format.h>
#include <rapidcheck.h>

#include "tests/sim/scenario/scenario_texts.hpp"

namespace portsim {
namespace {

std::string repeated(std::string_view piece, int times) {
  std::string text;
  for (int i = 0; i < times; ++i) text += piece;
  return text;
}

std::string busy_timeline() {
  return std::string{windows_client} + R"(    from: all
    socket: [SO_PORT_SCALABILITY]
    bind: any-port
    retry: {attempts: 6, backoff: {exponential: 250ms, at_most: 8s, jitter: full}}
timeline:
  - {at: 10min, host: client, do: restart}
  - {at: 5min, set: {hosts.client.settings.dynamicport: {start: 10000, num: 1000}}}
  - {at: 20min, host: client, install: KB2826167}
  - {at: 6min, set: {hosts.client.settings.TcpTimedWaitDelay: 30, workloads.calls.client.rate: 5/s}}
)";
}

// A result is a scenario, or problems that each have a message and can be shown on a line.
void check_result(const Result<Scenario>& result) {
  if (result) return;
  RC_ASSERT(!result.error().empty());
  for (const Problem& problem : result.error()) {
    RC_ASSERT(!problem.message.empty());
    const std::string shown = describe(problem);
    RC_ASSERT(shown.find('\x1b') == std::string::npos);
    RC_ASSERT(shown.find('\0') == std::string::npos);
  }
}

TEST_CASE("An empty file says what a scenario has", "[scenario]") {
  const std::string expected =
      "web.yaml: no scenario in it; expected keys such as scenario, duration and hosts [wrong-type]\n";
  CHECK(problems_of("") == expected);
  CHECK(problems_of("# only a comment\n") == expected);
  CHECK(problems_of("---\n") == expected);
  CHECK(problems_of(" \n\n") == expected);
}

TEST_CASE("Text that is not a map is refused at its start", "[scenario]") {
  CHECK(
      problems_of("hello") ==
      R"(web.yaml:1:1: expected a map with keys such as scenario, duration and hosts, found "hello" [wrong-type]
  1 | hello
    | ^
)");
  CHECK(
      problems_of("\n- a\n") ==
      R"(web.yaml:2:1: expected a map with keys such as scenario, duration and hosts, found a list [wrong-type]
  2 | - a
    | ^
)");
}

TEST_CASE("Text that is not YAML is located where that shows", "[scenario]") {
  CHECK(problems_of("scenario: a: b\n") ==
        R"(web.yaml:1:12: not YAML: a text with ": " in it stands in quotes [bad-yaml]
  1 | scenario: a: b
    |            ^
)");
  CHECK(problems_of("duration: @soon\n") == R"(web.yaml:1:11: not YAML: unknown token [bad-yaml]
  1 | duration: @soon
    |           ^
)");
}

TEST_CASE("Anchors, aliases, tags and second documents are refused", "[scenario]") {
  CHECK(problems_of("a: &x 1\nb: *x\n") ==
        R"(web.yaml:1:4: anchors are not accepted; write the value where it is used [refused-yaml]
  1 | a: &x 1
    |    ^
)");
  CHECK(problems_of("a: *x\n") == R"(web.yaml:1:4: not YAML: the referenced anchor is not defined [bad-yaml]
  1 | a: *x
    |    ^
)");
  CHECK(problems_of("a: !!int 1\n") == R"(web.yaml:1:4: tags are not accepted [refused-yaml]
  1 | a: !!int 1
    |    ^
)");
  CHECK(problems_of("a: 1\n---\nb: 2\n") ==
        R"(web.yaml:2:1: a second document; a scenario is one [refused-yaml]
  2 | ---
    | ^
)");
}

TEST_CASE("An alias bomb goes off at its first anchor", "[scenario]") {
  std::string bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n";
  for (int i = 1; i < 30; ++i) {
    const std::string alias = "*a" + std::to_string(i - 1);
    const std::string name = "a" + std::to_string(i);
    bomb += name + ": &" + name + " [" + alias + repeated(", " + alias, 8) + "]\n";
  }
  const Result<Scenario> scenario = load(bomb);
  REQUIRE_FALSE(scenario.has_value());
  CHECK(scenario.error().size() == 1);
  CHECK(scenario.error()[0].location.line == 1);
  CHECK(scenario.error()[0].location.column == 5);
}

TEST_CASE("Keys are plain text", "[scenario]") {
  CHECK(problems_of("? [a]\n: 3\n") ==
        R"(web.yaml:1:3: a list or a map as a key; is a bracket not closed? [bad-yaml]
  1 | ? [a]
    |   ^
)");
  CHECK_FALSE(problems_of("~: 1\n").empty());
  CHECK_FALSE(problems_of(": 1\n").empty());
}

// YAML 1.2, section 7.4.2.
TEST_CASE("A key of more than 1,024 bytes is told as such", "[scenario]") {
  const auto problem_of = [](const std::string& text) {
    const Result<Scenario> scenario = load(text);
    REQUIRE_FALSE(scenario.has_value());
    const Problem& problem = scenario.error().at(0);
    return fmt::format("{}:{}: {}", problem.location.line, problem.location.column, problem.message);
  };
  const std::string key = repeated("k", 1025);
  const std::string complaint = ": a key of more than 1024 bytes";
  CHECK(problem_of(key + ": 1\n") == "1:1" + complaint);
  CHECK(problem_of("scenario: x\nhosts:\n  " + key + ":\n") == "3:3" + complaint);
  CHECK(problem_of("scenario: x\r\n\"" + key + "\":\r\n") == "2:1" + complaint);
  CHECK(problem_of("hosts: {a: 1, " + key + ": 1}\n") == "1:15" + complaint);
  CHECK(problem_of("hosts: [a, " + key + ": 1]\n") == "1:12" + complaint);
  CHECK(problems_of(web_client, {"hosts={" + key + ": 1}"}).find("--set:1:8" + complaint) == 0);
  CHECK(problems_of(repeated("k", 1024) + ": 1\n").find("unknown key") != std::string::npos);
  CHECK(problem_of("scenario: " + key + "\nduration: a: b\n") ==
        "2:12: not YAML: a text with \": \" in it stands in quotes");
}

TEST_CASE("Merge keys are keys like any other, and unknown", "[scenario]") {
  CHECK(
      problems_of(with(web_client, "    os: textbook", "    os: textbook\n    <<: {os: textbook}")) ==
      R"(web.yaml:6:5: hosts.client.<<: unknown key; expected os, patches, products, settings, excluded, addresses, uptime, occupied, listening, phases or assume [unknown-key]
  6 |     <<: {os: textbook}
    |     ^
)");
}

TEST_CASE("Nesting may be as deep as the limit and no deeper", "[scenario]") {
  const auto nested = [](int depth) { return repeated("[", depth) + repeated("]", depth); };
  CHECK(problems_of(nested(scenario_depth_max)).find("found a list") != std::string::npos);
  CHECK(problems_of(nested(scenario_depth_max + 1)).find("nested more than 32 deep") != std::string::npos);
}

TEST_CASE("A hundred thousand open brackets of any kind end in a problem", "[scenario]") {
  for (const char* piece :
       {"[", "{", "- ", "? ", "{a: ", "[{a: ", "a: {", "((", "[[],", "{? ", "|\n", ": "}) {
    INFO(piece);
    CHECK_FALSE(load(repeated(piece, 100'000)).has_value());
    CHECK_FALSE(load(web_client, {"hosts=" + repeated(piece, 100'000)}).has_value());
  }
}

TEST_CASE("A text above the size limit is not even parsed", "[scenario]") {
  const std::string text = std::string{web_client} + std::string(100'000'000, '#');
  CHECK(problems_of(text) == "web.yaml: too long; a scenario has at most 1048576 bytes [too-large]\n");
}

TEST_CASE("A text at the size limit is read, whatever its size is made of", "[scenario]") {
  const auto padded = [](std::string_view piece) {
    const int times = static_cast<int>((scenario_size_max - web_client.size()) / piece.size());
    return std::string{web_client} + repeated(piece, times);
  };
  CHECK(load(padded("# a comment\n")).has_value());
  CHECK(load(padded("\n")).has_value());
  CHECK_FALSE(load(padded("a: 1\n")).has_value());
  CHECK_FALSE(load(padded("  w: {host: clent, connects_to: wb}\n")).has_value());
  CHECK_FALSE(load(padded(",")).has_value());
  CHECK_FALSE(load(repeated("a: b, ", 150'000)).has_value());
  CHECK_FALSE(load("{" + repeated("a: b, ", 150'000) + "}").has_value());
}

TEST_CASE("Bytes that are not UTF-8 are located and never echoed", "[scenario]") {
  const Result<Scenario> scenario = load("scenario: \xc3\xa4\xff\n");
  REQUIRE_FALSE(scenario.has_value());
  CHECK(describe(scenario.error()[0]) ==
        "web.yaml:1:12: not UTF-8: byte 0xff [bad-text]\n"
        "  1 | scenario: \xc3\xa4\xef\xbf\xbd\n"
        "    |            ^\n");
}

TEST_CASE("NUL, other control characters and tabs for indentation are refused", "[scenario]") {
  CHECK(problems_of({"a: \0b", 5}) == R"(web.yaml:1:4: a NUL byte; a scenario is UTF-8 text [bad-text]
  1 | a: \x00b
    |    ^
)");
  CHECK(problems_of("a: \x04") == R"(web.yaml:1:4: a control character: U+0004 [bad-text]
  1 | a: \x04
    |    ^
)");
  CHECK(problems_of("a:\n\tb: 1\n") == R"(web.yaml:2:1: a tab in the indentation; use spaces [bad-text]
  2 | \x09b: 1
    | ^
)");
  CHECK_FALSE(problems_of("a: b\rc: d\n").empty());
}

TEST_CASE("Random bytes always give a result", "[scenario]") {
  CHECK(rc::check("random bytes", [](const std::string& text) { check_result(load(text)); }));
  CHECK(rc::check("random characters of YAML", [] {
    const auto text = *rc::gen::container<std::string>(
        rc::gen::elementOf(std::string{"abh:- \n\"'[]{},?#&*!|>%@`~<.0123\t\\"}));
    check_result(load(text));
    check_result(load(web_client, {"hosts=" + text, text}));
  }));
}

TEST_CASE("Random mutations of a good file always give a result", "[scenario]") {
  CHECK(rc::check("mutations", [] {
    std::string text = *rc::gen::element<std::string>(std::string{mail_front_end}, std::string{web_client},
                                                      std::string{busy_timeline()});
    const int mutations = *rc::gen::inRange(1, 6);
    for (int i = 0; i < mutations; ++i) {
      const auto position =
          static_cast<std::size_t>(*rc::gen::inRange<int>(0, static_cast<int>(text.size())));
      const auto length = static_cast<std::size_t>(*rc::gen::inRange(0, 8));
      const auto piece = *rc::gen::element<std::string>("", ":", " ", "\n", "\n  ", "[", "}", "-", "\"", "#",
                                                        "9999999999999999999", "\xff", "&a", "*a", "%", "0");
      text.replace(position, length, piece);
    }
    check_result(load(text));
  }));
}

TEST_CASE("Random overrides of a timeline and what it changes always give a result", "[scenario]") {
  CHECK(rc::check("overrides", [] {
    const auto path = *rc::gen::element<std::string>(
        "hosts", "hosts.client.os", "hosts.client.settings", "hosts.client.excluded", "hosts.client.uptime",
        "hosts.client.products", "hosts.client.patches", "hosts.client.addresses", "workloads",
        "hosts.client.assume.closing_port", "hosts.client.assume.closing_states", "workloads.calls.from",
        "workloads.calls.bind", "workloads.calls.socket", "workloads.calls.retry", "timeline", "timeline[0]",
        "timeline[0].at", "timeline[0].host", "timeline[0].do", "timeline[1].set", "timeline[2].install");
    const auto value = *rc::gen::element<std::string>(
        "0", "-1", "0s", "3652d", "99999999999999999999", "[]", "{}", "[1, 2]", "{a: b}", "~", "''", "all",
        "port 600", "port 50000", "1-65535", "[1-65535]", "[50000]", "client", "windows-2000", "textbook",
        "{client: {os: textbook}}", "{other: {os: textbook}}", "{hosts: 1}", "{hosts.client: 1}",
        "{hosts.client.settings.: 1}", "{'workloads.calls.client[0]': 1}", "{workloads.calls.retry: ~}",
        "[SO_REUSEADDR]", "{attempts: 1, backoff: {exponential: 1s}}", "restart");
    check_result(load(busy_timeline(), {path + "=" + value}));
  }));
}

TEST_CASE("Random overrides of a good file always give a result", "[scenario]") {
  CHECK(rc::check("overrides", [] {
    const auto path = *rc::gen::element<std::string>(
        "duration", "warm_up", "seed", "confidence", "hosts.client.os", "hosts.client.addresses",
        "hosts.client.settings", "hosts.client.settings.ports", "hosts.client.assume.cursor_start",
        "services.web.port", "workloads.calls.client.rate", "workloads.calls.client.phases",
        "workloads.calls.holds", "workloads.calls.starts", "workloads.calls.ends", "thresholds");
    const auto value = *rc::gen::element<std::string>(
        "0", "-1", "1e999", ".inf", ".nan", "0s", "1ns", "3652d", "99999999999999999999", "1000000000/s",
        "0.00000001/s", "100%", "[]", "{}", "[1, 2]", "{a: b}", "~", "''", "1-65535", "forever", "65534",
        "[{rate: 1000000000/s, to: 0/s}]", "{lognormal: {mean: 3652d, cv: 1000}}", "[failures < 1]");
    check_result(load(web_client, {path + "=" + value}));
  }));
}

TEST_CASE("A colon without a space is found where it stands, not where the text could not be read on",
          "[scenario]") {
  CHECK(web_mistake("    client:\n      model: open\n      arrivals: poisson\n      rate: 20/s\n",
                    "    client:{model: open, arrivals: poisson, rate: 20/s}\n") ==
        R"(web.yaml:14:11: not YAML: a space is missing after the colon of "client" [bad-yaml]
  14 |     client:{model: open, arrivals: poisson, rate: 20/s}
     |           ^
)");
  CHECK(web_mistake("duration: 10min", "duration:10min") ==
        R"(web.yaml:2:9: not YAML: a space is missing after the colon of "duration" [bad-yaml]
  2 | duration:10min
    |         ^
)");
  CHECK(
      web_mistake("    os: textbook", "    {os:textbook}") ==
      R"(web.yaml:4:3: hosts.client.os: missing; expected the id of a system such as "windows-2000" [missing-key]
  4 |   client:
    |   ^
web.yaml:5:6: hosts.client.os:textbook: unknown key; a space is missing after the colon of "os" [unknown-key]
  5 |     {os:textbook}
    |      ^
)");
}

}  // namespace
}  // namespace portsim
