#include "sim/host/simulation.hpp"

#include <algorithm>
#include <cstdint>

#include <catch2/catch.hpp>

#include "tests/sim/host/recorder.hpp"
#include "tests/sim/one_host.hpp"

using namespace portsim;
using namespace portsim::test;

namespace {

bool failed(const Attempt& attempt) {
  return attempt.outcome != ConnectOutcome::connected;
}

std::int64_t failures(const Recorder& recorder) {
  return std::count_if(recorder.attempts.begin(), recorder.attempts.end(), failed);
}

// Number of the first attempt that failed, counted from 1; 0 if none did.
std::int64_t first_failed_attempt(const Recorder& recorder) {
  const auto first = std::find_if(recorder.attempts.begin(), recorder.attempts.end(), failed);
  return first == recorder.attempts.end() ? 0 : first - recorder.attempts.begin() + 1;
}

Recorder evenly_spaced(std::int64_t per_second, OneHost given, Duration hold = 0s) {
  Scenario scenario = scenario_of(given);
  add_workload(scenario, open_client(ArrivalProcess::constant, {per_second, 1s}), ConstantHold{hold});
  return record(scenario);
}

}  // namespace

TEST_CASE("Evenly spaced attempts above the sustainable rate first fail when every port has been used once",
          "[host]") {
  // KB319502's pool: 3,976 ports, 240 s. The 3,977th attempt comes 3,976 / 20 = 198.8 s after the first.
  const Recorder run = evenly_spaced(20, {.ports = 3976, .time_wait = 240s, .duration = 240s});
  CHECK(first_failed_attempt(run) == 3977);
  CHECK(run.attempts[3976].when == SimTime{198'800ms});
  CHECK(failures(run) == 4800 - 3976);
}

TEST_CASE("Over whole periods exactly 1 - R / ceil(rate x lease) of evenly spaced attempts fail", "[host]") {
  const Recorder run = evenly_spaced(20, {.ports = 3976, .time_wait = 240s, .duration = 2400s});
  CHECK(run.attempts.size() == 48'000);
  CHECK(failures(run) == 10 * (4800 - 3976));
}

TEST_CASE("Evenly spaced attempts at or below the sustainable rate never fail", "[host]") {
  CHECK(failures(evenly_spaced(16, {.ports = 3976, .time_wait = 240s, .duration = 2h})) == 0);
  // 10 ports, 10 s, 1/s: the tenth port is released at the instant of the eleventh attempt, and a release
  // comes first.
  CHECK(failures(evenly_spaced(1, {.ports = 10, .time_wait = 10s, .duration = 1h})) == 0);
}

TEST_CASE("Published checks of the evenly spaced law", "[host]") {
  struct Check {
    PortCount ports;
    Duration lease;
    std::int64_t failed_of_period;
    std::int64_t period;
  };
  // R=25, 10/s, H=3.07 s: 6 of 31; R=20, 10/s, H=6.5 s: 45 of 65.
  for (const Check& check : {Check{25, 3070ms, 6, 31}, Check{20, 6500ms, 45, 65}}) {
    const Recorder run =
        evenly_spaced(10, {.ports = check.ports, .time_wait = check.lease, .duration = check.period * 10s});
    CHECK(failures(run) ==
          static_cast<std::int64_t>(run.attempts.size()) * check.failed_of_period / check.period);
  }
}

TEST_CASE("The naive cursor fails first at the same attempt, then every other lap as a block", "[host]") {
  // A lap of 3,976 ports takes 198.8 s (sd 3.2 s with Poisson attempts): every port is met once during its
  // TIME_WAIT, and is free again at the next lap. A Poisson lap outside 120..240 s would be 13 standard
  // deviations off.
  const auto process = GENERATE(ArrivalProcess::constant, ArrivalProcess::poisson);
  Scenario scenario =
      scenario_of({.ports = 3976, .time_wait = 240s, .selection = SeqNaiveSpec{}, .duration = 1h});
  add_workload(scenario, open_client(process, {20, 1s}));
  const Recorder run = record(scenario);
  CHECK(first_failed_attempt(run) == 3977);
  for (std::size_t number = 0; number < run.attempts.size(); ++number) {
    const bool is_in_failing_lap = number / 3976 % 2 == 1;
    REQUIRE(failed(run.attempts[number]) == is_in_failing_lap);
  }
}

TEST_CASE("A naive attempt that meets TIME_WAIT collides; one that finds every port live is exhausted",
          "[host]") {
  const OneHost given{.ports = 2, .time_wait = 60s, .selection = SeqNaiveSpec{}, .duration = 5s};
  const Recorder in_time_wait = evenly_spaced(1, given, 0s);
  CHECK(in_time_wait.attempts[2].outcome == ConnectOutcome::collided);
  const Recorder live = evenly_spaced(1, given, 30s);
  CHECK(live.attempts[2].outcome == ConnectOutcome::exhausted);
}

TEST_CASE(
    "The smart allocator collides while any port is only in TIME_WAIT, and is exhausted when all are live",
    "[host]") {
  const OneHost given{.ports = 2, .time_wait = 60s, .duration = 5s};
  CHECK(evenly_spaced(1, given, 0s).attempts[2].outcome == ConnectOutcome::collided);
  CHECK(evenly_spaced(1, given, 30s).attempts[2].outcome == ConnectOutcome::exhausted);
}

TEST_CASE("On one host pool TIME_WAIT blocks only its own destination, live sockets block all", "[host]") {
  const OneHost given{.ports = 2, .time_wait = 60s, .services = 2, .duration = 4s};
  Scenario in_time_wait = scenario_of(given);
  add_workload(in_time_wait, open_client(ArrivalProcess::constant, {1, 1s}), ConstantHold{0s}, 0).ends = 2s;
  add_workload(in_time_wait, open_client(ArrivalProcess::constant, {1, 1s}), ConstantHold{0s}, 1).starts = 2s;
  CHECK(failures(record(in_time_wait)) == 0);

  Scenario live = in_time_wait;
  for (Workload& workload : live.workloads) workload.holds = HoldForever{};
  CHECK(failures(record(live)) == 2);
}

TEST_CASE("Where the pool is one for each destination, each has the whole range", "[host]") {
  Scenario scenario =
      scenario_of({.ports = 5, .scope = PoolScope::destination, .services = 3, .duration = 10s});
  for (ServiceIndex service = 0; service < 3; ++service) {
    add_workload(scenario, open_client(ArrivalProcess::constant, {1, 1s}), HoldForever{}, service);
  }
  const Recorder run = record(scenario);
  CHECK(run.attempts.size() == 30);
  CHECK(failures(run) == 15);
}

TEST_CASE("Another workload on another host changes nothing for the first", "[host]") {
  Scenario alone = scenario_of({.ports = 20, .duration = 1h});
  add_workload(alone, open_client(ArrivalProcess::poisson, {1, 1s}), ExponentialHold{1s});
  Scenario together = alone;
  together.hosts.push_back(together.hosts.front());
  together.hosts.back().name = "other";
  add_workload(together, open_client(ArrivalProcess::poisson, {3, 1s}), ExponentialHold{2s}).host = 1;

  Recorder run = record(together);
  const auto is_of_other = [](const Attempt& attempt) { return attempt.workload == 1; };
  run.attempts.erase(std::remove_if(run.attempts.begin(), run.attempts.end(), is_of_other),
                     run.attempts.end());
  CHECK(run.attempts == record(alone).attempts);
}

TEST_CASE("The selection algorithm leaves arrivals and holds untouched", "[host]") {
  const auto times_with = [](const PortSelectionSpec& selection) {
    Scenario scenario = scenario_of({.ports = 20, .selection = selection, .duration = 1h});
    add_workload(scenario, open_client(ArrivalProcess::poisson, {1, 1s}), ExponentialHold{1s});
    std::vector<SimTime> times;
    for (const Attempt& attempt : record(scenario).attempts) times.push_back(attempt.when);
    return times;
  };
  CHECK(times_with(SeqSmartSpec{}) == times_with(RandomOnceSpec{}));
}

TEST_CASE("A workload attempts from its start until before its end", "[host]") {
  Scenario scenario = scenario_of({.ports = 100, .duration = 1min});
  Workload& workload = add_workload(scenario, open_client(ArrivalProcess::constant, {1, 1s}));
  workload.starts = 10s;
  workload.ends = 20s;
  const Recorder run = record(scenario);
  REQUIRE(run.attempts.size() == 10);
  CHECK(run.attempts.front().when == SimTime{10s});
  CHECK(run.attempts.back().when == SimTime{19s});
}
