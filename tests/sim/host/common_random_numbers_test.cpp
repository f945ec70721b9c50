// What settings share when they are compared: request n of a workload draws the same, whatever the settings,
// and whatever became of the requests before it.
#include <cstddef>
#include <set>
#include <vector>

#include <catch2/catch.hpp>

#include "tests/sim/host/recorder.hpp"
#include "tests/sim/one_host.hpp"

using namespace portsim;
using namespace portsim::test;

namespace {

// 90 ports of demand for 20 ports, so that attempts fail in either setting, and others in each.
Scenario scarce(Duration time_wait) {
  Scenario scenario = scenario_of({.ports = 20, .time_wait = time_wait, .services = 3});
  Workload& workload =
      add_workload(scenario, open_client(ArrivalProcess::poisson, {3, 1s}), ExponentialHold{1s});
  workload.connects_to = {{0, Probability{0.2}}, {1, Probability{0.3}}, {2, Probability{0.5}}};
  workload.closes = CloserMix{Probability{0.5}, Probability{0.5}, Probability{0}};
  return scenario;
}

std::vector<SimTime> instants(const Recorder& run) {
  std::vector<SimTime> all;
  for (const Attempt& attempt : run.attempts) all.push_back(attempt.when);
  return all;
}

// The time that each attempt's connection is bound; nothing for one that failed.
std::vector<std::optional<Duration>> holds(const Recorder& run) {
  std::vector<std::optional<Duration>> all;
  std::size_t connected = 0;
  for (const Attempt& attempt : run.attempts) {
    if (attempt.outcome == ConnectOutcome::connected) {
      const PortInterval& held = run.intervals[connected++].second;
      all.push_back(held.bound_until - held.bound_from);
    } else {
      all.push_back(std::nullopt);
    }
  }
  return all;
}

std::size_t failures(const Recorder& run) {
  std::size_t count = 0;
  for (const auto& hold : holds(run)) count += !hold.has_value();
  return count;
}

}  // namespace

TEST_CASE("Two settings of TIME_WAIT see the same arrivals and holds, though others fail", "[host]") {
  const Recorder a = record(scarce(30s));
  const Recorder b = record(scarce(60s));
  REQUIRE(failures(b) > failures(a) + 100);
  CHECK(instants(a) == instants(b));

  const auto holds_of_a = holds(a);
  const auto holds_of_b = holds(b);
  std::size_t both = 0;
  for (std::size_t n = 0; n < holds_of_a.size(); ++n) {
    if (!holds_of_a[n] || !holds_of_b[n]) continue;
    CHECK(*holds_of_a[n] == *holds_of_b[n]);
    ++both;
  }
  CHECK(both > 100);
}

TEST_CASE("Another replication has other arrivals", "[host]") {
  CHECK(instants(record(scarce(30s), {1, 0})) != instants(record(scarce(30s), {1, 1})));
}

TEST_CASE("Users of a cache ask at the same instants, whatever TIME_WAIT is", "[host]") {
  const auto asked = [](Duration time_wait) {
    Scenario scenario = scenario_of({.ports = 20, .time_wait = time_wait});
    const MailboxCacheClient cache{.users = 30, .request_rate = {2, 60s}, .ttl = 5s};
    add_workload(scenario, cache, ExponentialHold{1s});
    const Recorder run = record(scenario);
    std::multiset<SimTime> all;
    for (const Attempt& attempt : run.attempts) all.insert(attempt.when);
    for (const CachedRequest& request : run.requests) all.insert(request.when);
    return std::pair{all, run.attempts.size()};
  };
  const auto [asked_a, attempts_a] = asked(10s);
  const auto [asked_b, attempts_b] = asked(60s);
  CHECK(attempts_a < attempts_b);  // who failed asks again without a cached connection
  CHECK(asked_a == asked_b);
}
