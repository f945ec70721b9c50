// The whole story of one attempt, as a person reads it.
#include "sim/report/explain_text.hpp"

#include <optional>
#include <string>

#include <catch2/catch.hpp>

#include "sim/report/explain_json.hpp"
#include "sim/report/json_text.hpp"

using namespace portsim;

namespace {

const std::string text =
    "scenario: three ports\n"
    "duration: 2min\n"
    "hosts:\n"
    "  client: {os: textbook, settings: {ports: 2000-2002, time_wait: 60s, selection: seq_naive}}\n"
    "services:\n"
    "  server: {address: 10.0.1.20, port: 80}\n"
    "workloads:\n"
    "  calls: {host: client, connects_to: server, client: {model: open, arrivals: constant, rate: 1/s}}\n";

FinishedExplanation told(const Scenario& scenario, std::optional<std::int64_t> attempt) {
  const KeepGoing to_the_end = [](double) { return true; };
  const StorySearch search = tell_attempt(scenario, {.attempt = attempt}, to_the_end);
  REQUIRE(search.story);
  return {&scenario, {}, *search.story, {}, {}};
}

Scenario scenario() {
  const auto loaded = load_scenario({.file = "three.yaml", .text = text, .overrides = {}});
  REQUIRE(loaded);
  return *loaded;
}

bool contains(const std::string& whole, const std::string& part) {
  return whole.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("The story of a failed attempt is told in order", "[report][explain]") {
  const Scenario three = scenario();
  const std::string page = explain_text(told(three, std::nullopt), {});
  const std::string story = page.substr(0, page.find("\nLet through"));
  CHECK(story == R"(three ports

FAILED      attempt 4 of replication 1, at 3.000 s: the first that fails
Asked       calls on client calls connect() to server at 10.0.1.20:80
Pool        one pool for the host: 3 ports, 2000-2002
Search      seq_naive: a rotating cursor takes the next port that no socket holds, TIME_WAIT or not;
            it looked at 1 port and took 2000
            found   1 port, 2000: TIME_WAIT of calls, towards the same destination, until 60.000 s
            in all  3 ports, 2000-2002: TIME_WAIT of calls, towards the same destination, the first
                    until 60.000 s, the last until 62.000 s
Answer      EADDRNOTAVAIL (99): no port that was tried could be used: each is held, or in TIME_WAIT;
            the system logs nothing; the request is lost
Wait        until 60.000 s, 57.0 s later: port 2000 is the first to come back, if nobody else takes
            it
)");
  CHECK(contains(page, "portsim explain three.yaml --attempt 4\n"));
}

TEST_CASE("The story of an attempt that connected ends with its port", "[report][explain]") {
  const Scenario three = scenario();
  const std::string page = explain_text(told(three, 2), {});
  CHECK(contains(page, "CONNECTED   attempt 2 of replication 1, at 1.000 s: none before it failed"));
  CHECK(contains(page, "connected from port 2001"));
  CHECK_FALSE(contains(page, "Wait"));
  CHECK_FALSE(contains(page, "Let through"));
}

TEST_CASE("The story as JSON has the figures of the text", "[report][explain]") {
  const Scenario three = scenario();
  const Json json = Json::parse(explain_json(told(three, std::nullopt)));
  CHECK(json["schema"] == "portsim/explain/1");
  CHECK(json["attempt"] == 4);
  CHECK(json["at_s"] == 3.0);
  CHECK(json["outcome"] == "collided");
  CHECK(json["search"]["picked"] == 2000);
  CHECK(json["search"]["looked_at"][0]["state"] == "TIME_WAIT");
  CHECK(json["pool"]["held"][0]["ports"] == 3);
  CHECK(json["pool"]["held"][0]["usable_from_s"] == Json{60.0, 62.0});
  CHECK(json["next_usable"]["at_s"] == 60.0);
  CHECK(json["error"]["name"] == "EADDRNOTAVAIL");
}

TEST_CASE("Hostile names stay text in a story", "[report][explain]") {
  Scenario three = scenario();
  three.name = "\x1b[31mred";
  three.workloads.front().name = "\x1b]0;title\x07";
  const std::string page = explain_text(told(three, std::nullopt), {});
  CHECK_FALSE(contains(page, "\x1b"));
}
