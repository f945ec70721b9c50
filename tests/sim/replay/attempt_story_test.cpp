// The story of an attempt names who holds each port that its search looked at; figures are worked out by
// hand.
#include "sim/replay/attempt_story.hpp"

#include <catch2/catch.hpp>

#include "tests/sim/one_host.hpp"

using namespace portsim;
using namespace portsim::test;

namespace {

StorySearch told(const Scenario& scenario, std::optional<std::int64_t> attempt = std::nullopt) {
  return tell_attempt(scenario, {.attempt = attempt}, [](double) { return true; });
}

AttemptStory story_of(const Scenario& scenario, std::optional<std::int64_t> attempt = std::nullopt) {
  const StorySearch search = told(scenario, attempt);
  REQUIRE(search.story);
  return *search.story;
}

// Connects at 0 s, 1 s, …, each over at once.
Scenario one_connect_a_second(const OneHost& host) {
  Scenario scenario = scenario_of(host);
  add_workload(scenario, open_client(ArrivalProcess::constant, {1, 1s}));
  return scenario;
}

}  // namespace

TEST_CASE("A search that knows only live sockets looked at one port, in TIME_WAIT towards the destination",
          "[replay][explain]") {
  const AttemptStory story = story_of(one_connect_a_second({.ports = 3, .selection = SeqNaiveSpec{}}));
  CHECK(story.number == 4);
  CHECK(story.failures_before == 0);
  CHECK(story.attempt.when == SimTime{3s});
  CHECK(story.attempt.outcome == ConnectOutcome::collided);
  CHECK(story.picked == Port{1025});
  REQUIRE(story.looked_at.size() == 1);
  const HeldPorts& held = story.looked_at.front();
  CHECK(held.holder == PortHolder::connection);
  CHECK(held.state == TcpState::time_wait);
  CHECK(held.workload == 0);
  CHECK(held.has_same_destination);
  CHECK(held.ports == 1);
  CHECK(held.ranges == std::vector<PortRange>{{Port{1025}, Port{1025}}});
  CHECK(held.soonest == SimTime{60s});
  REQUIRE(story.in_all.size() == 1);
  CHECK(story.in_all.front().ports == 3);
  CHECK(story.in_all.front().latest == SimTime{62s});
  CHECK(story.ports == 3);
  CHECK(story.usable == 0);
  CHECK(story.next_port == Port{1025});
  CHECK(story.next_usable == SimTime{60s});
}

TEST_CASE("A search through all ports says who holds how many of them", "[replay][explain]") {
  Scenario scenario = scenario_of({.ports = 10, .services = 2});
  scenario.hosts.front().occupied = {.ports = 2, .until = 300s};
  Workload& brief = add_workload(scenario, open_client(ArrivalProcess::constant, {1, 1s}));
  brief.starts = 1500ms;  // three connects find a port
  Workload& live =
      add_workload(scenario, open_client(ArrivalProcess::constant, {5, 1s}), ConstantHold{400s}, 1);
  live.ends = 1s;  // after five connects
  const AttemptStory story = story_of(scenario);
  CHECK(story.attempt.when == SimTime{4500ms});
  REQUIRE(story.looked_at.size() == 3);
  CHECK(story.looked_at[0].ports == 5);
  CHECK(story.looked_at[0].state == TcpState::established);
  CHECK(story.looked_at[0].workload == 1);
  CHECK_FALSE(story.looked_at[0].has_same_destination);
  CHECK(story.looked_at[0].ranges == std::vector<PortRange>{{Port{1027}, Port{1031}}});
  CHECK(story.looked_at[1].ports == 3);
  CHECK(story.looked_at[1].state == TcpState::time_wait);
  CHECK(story.looked_at[1].soonest == SimTime{61500ms});
  CHECK(story.looked_at[1].latest == SimTime{63500ms});
  CHECK(story.looked_at[2].ports == 2);
  CHECK(story.looked_at[2].holder == PortHolder::others);
  CHECK(story.looked_at[2].soonest == SimTime{300s});
  CHECK(story.next_usable == SimTime{61500ms});
}

TEST_CASE("An attempt that connected, and one that was never made, can be asked for too",
          "[replay][explain]") {
  const Scenario scenario = one_connect_a_second({.ports = 1000, .duration = 10s});
  const AttemptStory third = story_of(scenario, 3);
  CHECK(third.attempt.when == SimTime{2s});
  CHECK(third.attempt.outcome == ConnectOutcome::connected);
  CHECK(third.picked == Port{1027});
  CHECK(third.usable == 998);
  CHECK_FALSE(third.next_usable);
  const StorySearch eleventh = told(scenario, 11);
  CHECK_FALSE(eleventh.story);
  CHECK(eleventh.attempts == 10);
  CHECK_FALSE(told(scenario).story);
}

TEST_CASE("A port that the defect hands out is the only one looked at, though others are free",
          "[replay][explain]") {
  Scenario scenario = one_connect_a_second({.ports = 100, .selection = SeqClosingSpec{0, Probability{1}}});
  scenario.hosts.front().behaviour.handed_out.add(ClosingState::time_wait);
  const AttemptStory story = story_of(scenario);
  CHECK(story.number == 2);
  CHECK(story.picked == Port{1025});
  REQUIRE(story.looked_at.size() == 1);
  CHECK(story.looked_at.front().state == TcpState::time_wait);
  CHECK(story.usable == 99);
}
