#include <catch2/catch.hpp>

#include "tests/models/workload/arrival_times_support.hpp"

using namespace portsim;

namespace {

ArrivalSpec bursts(std::vector<RatePhase> phases) {
  return {ArrivalProcess::bursts, std::move(phases)};
}

}  // namespace

TEST_CASE("A burst comes at the start, and then at regular intervals", "[workload]") {
  CHECK(first_attempts(bursts({steady({}, {3, 30s})}), 7) ==
        std::vector<Duration>{0s, 0s, 0s, 30s, 30s, 30s, 60s});
  CHECK(first_attempts(bursts({steady({}, {1, 7s})}), 3) == std::vector<Duration>{0s, 7s, 14s});
}

TEST_CASE("Bursts of 20 every 30 s are 40 attempts a minute", "[workload]") {
  CHECK(attempts_before(10min, bursts({steady({}, {20, 30s})})).size() == 400);
  CHECK(attempts_before(10min + 1ns, bursts({steady({}, {20, 30s})})).size() == 420);
}

TEST_CASE("A phase begins with a burst of its own, whatever the one before it lacked", "[workload]") {
  const auto spec = bursts({steady(50s, {2, 30s}), steady(60s, {0, 1s}), steady(40s, {1, 20s})});
  CHECK(first_attempts(spec, 7) == std::vector<Duration>{0s, 0s, 30s, 30s, 110s, 130s, forever});
}

TEST_CASE("A burst that is due as a phase ends is the next phase's", "[workload]") {
  const auto spec = bursts({steady(30s, {2, 30s}), steady({}, {3, 30s})});
  CHECK(first_attempts(spec, 5) == std::vector<Duration>{0s, 0s, 30s, 30s, 30s});
}

TEST_CASE("Bursts draw nothing", "[workload]") {
  ArrivalTimes arrivals{bursts({steady(0s, {1, 1s}), steady(30s, {2, 20s})})};
  RandomStream used = arrival_stream();
  for (int i = 0; i < 10; ++i) arrivals.next(used);
  RandomStream untouched = arrival_stream();
  CHECK(used.next() == untouched.next());
}

TEST_CASE("Bursts in ten years come in ten years, and the sixth never", "[workload]") {
  const auto attempts = first_attempts(bursts({steady({}, {1, duration_max})}), 7);
  CHECK(attempts[4] == 4 * duration_max);
  CHECK(attempts[5] == forever);
  CHECK(attempts[6] == forever);
}
