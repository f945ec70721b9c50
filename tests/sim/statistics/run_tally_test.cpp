#include "sim/statistics/run_tally.hpp"

#include <catch2/catch.hpp>

using namespace portsim;

namespace {

constexpr ObservedSpan observed{SimTime{10s}, SimTime{100s}};

Attempt attempt_at(Duration when, ConnectOutcome outcome, PortCount probes = 1) {
  Attempt attempt{.when = SimTime{when}, .outcome = outcome, .port = 5, .probes = probes};
  attempt.is_last = outcome != ConnectOutcome::connected;
  return attempt;
}

RunTally tally_of_one() {
  return {1, {{8, observed}}, 0, observed};
}

}  // namespace

TEST_CASE("Attempts are counted by what came of them, after the warm-up", "[statistics]") {
  RunTally tally = tally_of_one();
  tally.attempted(attempt_at(9s, ConnectOutcome::connected));
  tally.attempted(attempt_at(10s, ConnectOutcome::connected, 3));
  tally.attempted(attempt_at(20s, ConnectOutcome::collided, 2));
  tally.attempted(attempt_at(30s, ConnectOutcome::exhausted, 8));
  const WorkloadTally counted = tally.result().epochs.front().front();
  CHECK(counted.attempts() == 3);
  CHECK(counted.failures() == 2);
  CHECK(counted.collided() == 1);
  CHECK(counted.exhausted() == 1);
  CHECK(counted.probes == 13);
}

TEST_CASE("The first and the last failure are of the whole run, warm-up included", "[statistics]") {
  RunTally tally = tally_of_one();
  tally.attempted(attempt_at(5s, ConnectOutcome::collided));
  tally.attempted(attempt_at(50s, ConnectOutcome::collided));
  tally.attempted(attempt_at(60s, ConnectOutcome::connected));
  CHECK(tally.result().epochs.front().front().first_failure == Duration{5s});
  CHECK(tally.result().epochs.front().front().last_failure == Duration{50s});
}

TEST_CASE("Requests that made no attempt are counted apart", "[statistics]") {
  RunTally tally = tally_of_one();
  tally.attempted(attempt_at(20s, ConnectOutcome::collided));
  tally.requested({SimTime{21s}, 0, false});
  tally.requested({SimTime{22s}, 0, true});
  const WorkloadTally counted = tally.result().epochs.front().front();
  CHECK(counted.cache_hits == 1);
  CHECK(counted.refused_by_limit == 1);
  CHECK(counted.requests() == 3);
  CHECK(counted.lost_requests() == 2);
}

TEST_CASE("A request that waits is counted when it comes, and once", "[statistics]") {
  RunTally tally = tally_of_one();
  const auto progress = [&](Duration when, RequestStep step, Duration waited = 0s, bool is_retry = false) {
    tally.progressed({SimTime{when}, 0, step, waited, is_retry});
  };
  progress(5s, RequestStep::waits);  // in the warm-up
  progress(20s, RequestStep::waits);
  progress(21s, RequestStep::waits);
  progress(22s, RequestStep::waits, 0s, true);
  tally.attempted(attempt_at(30s, ConnectOutcome::connected));
  progress(30s, RequestStep::gets_connection, 25s);
  tally.requested({SimTime{31s}, 0, false});
  progress(31s, RequestStep::gets_connection, 11s);
  const WorkloadTally counted = tally.result().epochs.front().front();
  CHECK(counted.requests() == 2);  // of 20 s and 21 s
  CHECK(counted.waited_for_connection == 2);
  CHECK(counted.connection_wait_total == Duration{36s});
  CHECK(counted.connection_wait_max == Duration{25s});
  CHECK(counted.queue_growth == 2);  // of 21 s and 22 s
}

TEST_CASE("A request whose turn comes in vain has not waited for a connection", "[statistics]") {
  RunTally tally = tally_of_one();
  tally.progressed({SimTime{20s}, 0, RequestStep::waits});
  tally.attempted(attempt_at(30s, ConnectOutcome::exhausted));
  tally.progressed({SimTime{30s}, 0, RequestStep::gets_none, 10s});
  tally.progressed({SimTime{40s}, 0, RequestStep::answered});
  tally.progressed({SimTime{9s}, 0, RequestStep::answered});
  tally.progressed({SimTime{41s}, 0, RequestStep::misses_flushed});
  const WorkloadTally counted = tally.result().epochs.front().front();
  CHECK(counted.requests() == 1);
  CHECK(counted.queue_growth == 0);
  CHECK(counted.waited_for_connection == 0);
  CHECK(counted.answered == 1);
  CHECK(counted.flushed == 1);
}

TEST_CASE("An attempt that looked at every port in vain shows that the pool was full", "[statistics]") {
  RunTally tally = tally_of_one();
  tally.attempted(attempt_at(20s, ConnectOutcome::collided, 7));
  CHECK(tally.result().pools.front().peak_in_use == 0);
  tally.attempted(attempt_at(20s, ConnectOutcome::collided, 8));
  CHECK(tally.result().pools.front().peak_in_use == 8);
}

TEST_CASE("The fingerprint changes with any part of a record, and with the order of records",
          "[statistics]") {
  const auto fingerprint_of = [](std::initializer_list<Attempt> attempts) {
    RunTally tally = tally_of_one();
    for (const Attempt& attempt : attempts) tally.attempted(attempt);
    return tally.result().fingerprint;
  };
  const Attempt original = attempt_at(1s, ConnectOutcome::connected);
  const std::uint64_t fingerprint = fingerprint_of({original});
  CHECK(fingerprint_of({original}) == fingerprint);
  CHECK(fingerprint_of({}) != fingerprint);

  Attempt changed = original;
  changed.when = SimTime{1s + 1ns};
  CHECK(fingerprint_of({changed}) != fingerprint);
  changed = original;
  changed.outcome = ConnectOutcome::collided;
  CHECK(fingerprint_of({changed}) != fingerprint);
  changed = original;
  changed.port = 6;
  CHECK(fingerprint_of({changed}) != fingerprint);
  changed = original;
  changed.probes = 2;
  CHECK(fingerprint_of({changed}) != fingerprint);
  CHECK(fingerprint_of({original, changed}) != fingerprint_of({changed, original}));

  RunTally tally = tally_of_one();
  tally.attempted(original);
  tally.requested({SimTime{2s}, 0, false});
  CHECK(tally.result().fingerprint != fingerprint);
}

TEST_CASE("The fingerprint keeps workloads apart, and does not depend on which of them is heard first",
          "[statistics]") {
  const auto fingerprint_of = [](std::initializer_list<Attempt> attempts) {
    RunTally tally{2, {{8, observed}}, 0, observed};
    for (const Attempt& attempt : attempts) tally.attempted(attempt);
    return tally.result().fingerprint;
  };
  const Attempt of_first = attempt_at(1s, ConnectOutcome::connected);
  const Attempt next_of_first = attempt_at(2s, ConnectOutcome::connected);
  Attempt of_second = of_first;
  of_second.workload = 1;
  const std::uint64_t fingerprint = fingerprint_of({of_first, of_second, next_of_first});
  CHECK(fingerprint_of({of_second, of_first, next_of_first}) == fingerprint);
  CHECK(fingerprint_of({of_first, next_of_first, of_second}) == fingerprint);
  CHECK(fingerprint_of({next_of_first, of_first, of_second}) != fingerprint);
  CHECK(fingerprint_of({of_first, of_second}) != fingerprint);
  CHECK(fingerprint_of({of_first}) != fingerprint_of({of_second}));
}

TEST_CASE("Thousands of pools are sampled more seldom, and their peaks still lie between the bounds",
          "[statistics]") {
  const std::vector<ObservedPorts> pools(5000, {8, observed});
  RunTally tally{1, pools, 0, observed};
  // Three ports at once from 20 s to 60 s, and a fourth for a moment.
  for (int port = 0; port < 3; ++port)
    tally.held(4999, {SimTime{20s}, SimTime{60s}, SimTime{20s}, SimTime{60s}, false});
  tally.held(4999, {SimTime{40s}, SimTime{40s + 1ns}, SimTime{40s}, SimTime{40s + 1ns}, false});
  const PoolTally pool = tally.result().pools.back();
  CHECK(pool.peak_in_use >= 3);
  CHECK(pool.peak_in_use <= 4);
  CHECK(pool.peak_in_use_at_most >= 4);
  CHECK(pool.mean_in_use == Approx(3 * 40 / 90.0));
}
