// What lets one attempt through; what the attempt finds, and what remains afterwards, is worked out by hand.
#include "sim/experiment/let_through.hpp"

#include <algorithm>
#include <string>

#include <catch2/catch.hpp>

using namespace portsim;

namespace {

// One connect a second, closed at once: with `ports` and 60 s of TIME_WAIT the first fails after so many.
std::string textbook(const std::string& settings, const std::string& further = "") {
  return "scenario: three ports\nduration: 2min\nhosts:\n  client: {os: textbook, settings: {" + settings +
         "}}\nservices:\n  server: {address: 10.0.1.20, port: 80}\nworkloads:\n  calls: {host: client, "
         "connects_to: "
         "server, client: {model: open, arrivals: constant, rate: 1/s}" +
         further + "}\n";
}

struct Told {
  Scenario scenario;
  AttemptStory story;
  WaysThrough ways;
};

Told told(const std::string& text) {
  const ScenarioText scenario_text{.file = "test.yaml", .text = text, .overrides = {}};
  const auto scenario = load_scenario(scenario_text);
  REQUIRE(scenario);
  const RunId id{.seed = scenario->seed};
  const KeepGoing to_the_end = [](double) { return true; };
  const StorySearch search = tell_attempt(*scenario, {.id = id}, to_the_end);
  REQUIRE(search.story);
  return {*scenario, *search.story, ways_through(*scenario, scenario_text, id, *search.story, to_the_end)};
}

const TriedWay* way_of(const std::vector<TriedWay>& ways, RemedyKind kind) {
  const auto found =
      std::find_if(ways.begin(), ways.end(), [&](const TriedWay& way) { return way.remedy.kind == kind; });
  return found == ways.end() ? nullptr : &*found;
}

}  // namespace

TEST_CASE("The least TIME_WAIT that lets an attempt through ends when the attempt is made", "[explain]") {
  // Attempts at 0 s, 1 s and 2 s take the ports until 60 s, 61 s, 62 s: that at 3 s fails, and so on until 59
  // s; from 60 s to 62 s and from 120 s on ports are there again.
  const Told that = told(textbook("ports: 2000-2002, time_wait: 60s"));
  CHECK(that.story.number == 4);
  CHECK(that.ways.as_it_is.attempts == 120);
  CHECK(that.ways.as_it_is.failures == 120 - 6);
  const TriedWay* time_wait = way_of(that.ways.ways, RemedyKind::time_wait);
  REQUIRE(time_wait);
  CHECK(time_wait->chosen.overrides == std::vector<std::string>{"hosts.client.settings.time_wait=3s"});
  CHECK(time_wait->is_made);
  CHECK(time_wait->replication.failures == 0);  // three ports, three seconds: one is back for each connect
}

TEST_CASE("A port more lets the next attempt through, and leaves the others", "[explain]") {
  const Told that = told(textbook("ports: 2000-2002, time_wait: 60s"));
  const TriedWay* range = way_of(that.ways.ways, RemedyKind::port_range);
  REQUIRE(range);
  CHECK(range->chosen.overrides == std::vector<std::string>{"hosts.client.settings.ports=2000-2003"});
  CHECK(range->replication.failures == 120 - 8);
}

TEST_CASE("Ways that leave no failure come before those that leave some", "[explain]") {
  const Told that = told(textbook("ports: 2000-2002, time_wait: 60s"));
  bool leaves_some = false;
  for (const TriedWay& way : that.ways.ways) {
    if (way.remedy.kind == RemedyKind::patch) continue;
    CHECK((way.replication.failures > 0 || !leaves_some));
    leaves_some |= way.replication.failures > 0;
  }
  CHECK(leaves_some);
}

TEST_CASE("The patch comes first where a defect made the attempt fail", "[explain]") {
  // Every other connect gets the port that has been closing longest: it is in TIME_WAIT towards the only
  // service.
  const Told that = told(
      "scenario: closing port\nduration: 1min\nhosts:\n  client: {os: windows-server-2008-r2-sp1, assume: "
      "{closing_port: {p_closing: 50%}}}\nservices:\n  server: {address: 10.0.1.20, port: 80}\nworkloads:\n  "
      "calls: "
      "{host: client, connects_to: server, client: {model: open, arrivals: constant, rate: 1/s}}\n");
  REQUIRE_FALSE(that.ways.ways.empty());
  const TriedWay& first = that.ways.ways.front();
  CHECK(first.remedy.kind == RemedyKind::patch);
  CHECK(first.chosen.overrides == std::vector<std::string>{"hosts.client.patches=[KB2826167]"});
  CHECK(first.replication.failures == 0);
  CHECK(that.story.usable > 16'000);
  // Neither more ports nor a shorter TIME_WAIT keeps the defect from its choice.
  CHECK_FALSE(way_of(that.ways.ways, RemedyKind::port_range));
  CHECK(way_of(that.ways.no_help, RemedyKind::port_range));
}

TEST_CASE("What cannot be tried has its reason", "[explain]") {
  const Told that = told(textbook("ports: 2000-2002, time_wait: 60s"));
  for (const Remedy& remedy : that.ways.impossible) CHECK_FALSE(remedy.why_not.empty());
}

TEST_CASE("A search for ways that is stopped says so", "[explain]") {
  const ScenarioText text{.file = "test.yaml",
                          .text = textbook("ports: 2000-2002, time_wait: 60s", ", retry: none"),
                          .overrides = {"duration=10h", "workloads.calls.client.rate=100/s"}};
  const auto scenario = load_scenario(text);
  REQUIRE(scenario);
  const StorySearch search = tell_attempt(*scenario, {}, [](double) { return true; });
  REQUIRE(search.story);
  CHECK(ways_through(*scenario, text, {}, *search.story, [](double) { return false; }).is_interrupted);
}
