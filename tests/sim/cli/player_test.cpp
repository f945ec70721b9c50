// The player's keys and its clock, without a terminal: ten ports of which each connection keeps one for five
// seconds, three connects a second. Connect 11, at 10/3 s, is the first to fail; the first port is back at 5
// s.
#include "sim/cli/player.hpp"

#include <string>

#include <catch2/catch.hpp>

#include "tests/sim/one_host.hpp"

using namespace portsim;
using namespace portsim::test;

namespace {

Scenario ten_ports() {
  Scenario scenario = scenario_of({.ports = 10, .time_wait = 5s, .duration = 1min});
  add_workload(scenario, open_client(ArrivalProcess::constant, {3, 1s}));
  return scenario;
}

ShowRequest request_for(const Scenario& scenario) {
  ShowRequest request;
  request.as = ShownAs::ports;
  request.plays = true;
  request.until = SimTime{scenario.duration};
  return request;
}

// At the beginning, and paused.
struct Paused {
  Paused() { player.press(PlayerKey::pause); }
  void press(PlayerKey key) {
    player.press(key);
    for (int passes = 0; passes < 100 && !player.is_paused(); ++passes) player.pass(0s);
  }
  std::string frame() const { return player.frame({.columns = 100, .rows = 24}, {}); }
  bool shows(const std::string& text) const { return frame().find(text) != std::string::npos; }

  Scenario scenario = ten_ports();
  ShowRequest request = request_for(scenario);
  Player player{scenario, request};
};

}  // namespace

TEST_CASE("Keys are what a terminal sends for them, and nothing else is a key", "[cli][play]") {
  using enum PlayerKey;
  CHECK(player_keys_in(" .fe+=-q\x03") ==
        std::vector{pause, step, next_failure, next_expiry, faster, faster, slower, quit, interrupt});
  CHECK(player_keys_in("\x1b[C\x1bOC") == std::vector{step, step});
  CHECK(player_keys_in("x\x1b\x1b[A\x1b[15~\x1b[1;5C.") == std::vector{step, step});
  CHECK(player_keys_in("\x1b[").empty());
}

TEST_CASE("While it plays, simulated time passes at its speed; a run is over in a minute", "[cli][play]") {
  const Scenario scenario = ten_ports();
  const ShowRequest request = request_for(scenario);
  Player player{scenario, request};
  player.pass(0s);
  CHECK(player.speed() == 1s);
  player.pass(500ms);
  CHECK(player.now() == SimTime{500ms});
  player.press(PlayerKey::faster);
  CHECK(player.speed() == 2s);
  player.pass(500ms);
  CHECK(player.now() == SimTime{1500ms});
  player.press(PlayerKey::slower);
  player.press(PlayerKey::slower);
  CHECK(player.speed() == 500ms);
  player.press(PlayerKey::pause);
  player.pass(500ms);
  CHECK(player.now() == SimTime{1500ms});
  player.press(PlayerKey::pause);
  player.pass(1s);
  CHECK(player.now() == SimTime{2s});
}

TEST_CASE("A player stops at the end of the run", "[cli][play]") {
  Paused at_start;
  at_start.player.press(PlayerKey::pause);
  for (int seconds = 0; seconds < 61; ++seconds) at_start.player.pass(1s);
  CHECK(at_start.player.is_paused());
  CHECK(at_start.player.now() == SimTime{1min});
  CHECK(at_start.shows("at the end"));
  at_start.press(PlayerKey::step);
  CHECK(at_start.player.now() == SimTime{1min});
}

TEST_CASE("A step is a second, or what was asked for, and two in a row are two", "[cli][play]") {
  Paused at_start;
  at_start.press(PlayerKey::step);
  CHECK(at_start.player.now() == SimTime{1s});
  at_start.player.press(PlayerKey::step);
  at_start.press(PlayerKey::step);
  CHECK(at_start.player.now() == SimTime{3s});

  const Scenario scenario = ten_ports();
  ShowRequest request = request_for(scenario);
  request.every = 250ms;
  Player player{scenario, request};
  player.press(PlayerKey::step);
  player.pass(0s);
  CHECK(player.now() == SimTime{250ms});
}

TEST_CASE("The next failure is right after the next connect that fails", "[cli][play]") {
  Paused at_start;
  at_start.press(PlayerKey::next_failure);
  CHECK(at_start.player.now() == SimTime{3333333334ns});
  CHECK(at_start.shows("right after a connect() that failed"));
  CHECK(at_start.shows("11 attempts, 1 failure   10 TIME_WAIT"));
  at_start.press(PlayerKey::next_failure);
  CHECK(at_start.shows("12 attempts, 2 failures   10 TIME_WAIT"));
  CHECK(at_start.player.is_paused());
}

TEST_CASE("Without a further failure the search ends with the run", "[cli][play]") {
  Scenario scenario = ten_ports();
  std::get<OpenClient>(scenario.workloads.front().client) = open_client(ArrivalProcess::constant, {1, 1s});
  const ShowRequest request = request_for(scenario);
  Player player{scenario, request};
  player.press(PlayerKey::next_failure);
  player.pass(0s);
  CHECK(player.now() == SimTime{1min});
  CHECK(player.frame({}, {}).find("no connect() fails any more") != std::string::npos);
}

TEST_CASE("The next expiry is when the oldest TIME_WAIT ends", "[cli][play]") {
  Paused at_start;
  at_start.press(PlayerKey::next_expiry);
  CHECK(at_start.shows("no port is in TIME_WAIT"));
  at_start.press(PlayerKey::step);
  at_start.press(PlayerKey::next_expiry);
  CHECK(at_start.player.now() == SimTime{5s});
  CHECK(at_start.shows("9 TIME_WAIT"));
}

TEST_CASE("A frame has the time, the counts, the map and the keys", "[cli][play]") {
  Paused at_start;
  at_start.press(PlayerKey::step);
  CHECK(at_start.frame() ==
        "test\n"
        "00:00:01.000 of 00:01:00.000   1 s a second   paused\n"
        "3 attempts, 0 failures   3 TIME_WAIT\n"
        "\n"
        "client, 10 ports\n"
        " 1025  %%%.......\n"
        "       % 3 TIME_WAIT   . 7 free\n"
        "\n"
        "space pause   . step of 1 s   f next failure   e next expiry   + - speed   q quit");
}

TEST_CASE("A map fits into the window with what stands around it", "[cli][play]") {
  Scenario scenario = scenario_of({.ports = 60'000, .time_wait = 5s, .duration = 1min});
  add_workload(scenario, open_client(ArrivalProcess::constant, {3, 1s}));
  const ShowRequest request = request_for(scenario);
  const Player player{scenario, request};
  for (const int rows : {12, 24, 50}) {
    const std::string frame = player.frame({.columns = 80, .rows = rows}, {});
    CHECK(std::count(frame.begin(), frame.end(), '\n') < rows);
  }
}

TEST_CASE("Both ways to leave are heard, and told apart", "[cli][play]") {
  Paused at_start;
  CHECK_FALSE(at_start.player.has_quit());
  at_start.player.press(PlayerKey::quit);
  CHECK(at_start.player.has_quit());
  CHECK_FALSE(at_start.player.is_interrupted());
  at_start.player.press(PlayerKey::interrupt);
  CHECK(at_start.player.is_interrupted());
}

TEST_CASE("A player may begin later, or at the first failure", "[cli][play]") {
  const Scenario scenario = ten_ports();
  ShowRequest request = request_for(scenario);
  request.from = SimTime{20s};
  Player later{scenario, request};
  later.pass(0s);
  CHECK(later.now() == SimTime{20s});
  CHECK_FALSE(later.is_paused());
  request.is_at_first_failure = true;
  Player at_failure{scenario, request};
  at_failure.pass(0s);
  CHECK(at_failure.now() == SimTime{3333333334ns});
  CHECK(at_failure.is_paused());
}
