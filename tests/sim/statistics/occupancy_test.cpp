#include "sim/statistics/occupancy.hpp"

#include <algorithm>
#include <vector>

#include <catch2/catch.hpp>
#include <rapidcheck.h>

using namespace portsim;

namespace {

SimTime at(Duration since_start) {
  return SimTime{since_start};
}

// A port that is live from `from` to `bound_until`, and in TIME_WAIT until `in_use_until`.
PortInterval held(Duration from, Duration bound_until, Duration in_use_until) {
  return {at(from), at(bound_until), at(from), at(in_use_until)};
}

}  // namespace

TEST_CASE("One port held for half the span is half a port on average", "[statistics]") {
  Occupancy occupancy{{at(0s), at(100s)}};
  occupancy.add(0, held(10s, 20s, 60s));
  CHECK(occupancy.mean_in_use(0) == Approx(0.5));
  CHECK(occupancy.mean_time_wait(0) == Approx(0.4));
  CHECK(occupancy.peak(0).at_least == 1);
}

TEST_CASE("Only what lies in the observed span counts", "[statistics]") {
  Occupancy occupancy{{at(100s), at(200s)}};
  occupancy.add(0, held(0s, 10s, 50s));     // gone before it begins
  occupancy.add(0, held(90s, 110s, 120s));  // 20 s of it, 10 s of these in TIME_WAIT
  occupancy.add(0, held(190s, 195s, 300s));
  CHECK(occupancy.mean_in_use(0) == Approx(0.3));
  CHECK(occupancy.mean_time_wait(0) == Approx(0.15));
  CHECK(occupancy.peak(0).at_least == 1);
}

TEST_CASE("A port held to the last instant of the span and beyond is in use at every sample",
          "[statistics]") {
  const Duration length = GENERATE(as<Duration>{}, 1ns, 3ns, 1s, 4096ns, 4097ns, 240h);
  Occupancy occupancy{{at(0s), at(length)}};
  occupancy.add(0, {at(0s), SimTime{forever}, at(0s), SimTime{forever}});
  CHECK(occupancy.mean_in_use(0) == Approx(1));
  CHECK(occupancy.peak(0).at_least == 1);
}

TEST_CASE("Port-time does not overflow with every port held for ten years", "[statistics]") {
  Occupancy occupancy{{at(0s), at(duration_max)}};
  for (int port = 0; port < 65536; ++port) occupancy.add(0, held(0s, 0s, duration_max));
  CHECK(occupancy.mean_in_use(0) == Approx(65536));
  CHECK(occupancy.mean_time_wait(0) == Approx(65536));
  CHECK(occupancy.peak(0).at_least == 65536);
}

TEST_CASE("The sampled peak is the highest level at the samples, and never above the true one",
          "[statistics]") {
  CHECK(rc::check([] {
    struct Lease {
      std::int64_t from;
      std::int64_t until;
    };
    // In a span of 2048 ns every nanosecond is a sample: the sampled peak is the true one.
    const auto leases = *rc::gen::container<std::vector<Lease>>(rc::gen::map(
        rc::gen::pair(rc::gen::inRange<std::int64_t>(0, 2500), rc::gen::inRange<std::int64_t>(0, 300)),
        [](const auto& lease) {
          return Lease{lease.first, lease.first + lease.second};
        }));
    Occupancy occupancy{{at(0s), at(2048ns)}};
    for (const Lease& lease : leases)
      occupancy.add(0, held(Duration{lease.from}, Duration{lease.from}, Duration{lease.until}));

    std::int64_t peak = 0;
    for (std::int64_t now = 0; now < 2048; ++now) {
      peak = std::max(peak, std::count_if(leases.begin(), leases.end(), [now](const Lease& lease) {
                        return lease.from <= now && now < lease.until;
                      }));
    }
    RC_ASSERT(occupancy.peak(0).at_least == peak);
    RC_ASSERT(occupancy.peak(0).at_most >= peak);
  }));
}

TEST_CASE("A burst of leases shorter than the samples' spacing shows in the upper bound of the peak",
          "[statistics]") {
  Occupancy occupancy{{at(0s), at(1h)}};  // samples are about a second apart
  for (int port = 0; port < 1000; ++port) occupancy.add(0, held(100s + 1ms, 100s + 2ms, 100s + 3ms));
  CHECK(occupancy.peak(0).at_least == 0);
  CHECK(occupancy.peak(0).at_most == 1000);
}

TEST_CASE("What keeps a port for longer, or for no time, takes none", "[statistics]") {
  Occupancy occupancy{{at(0s), at(1h)}};
  occupancy.add(0, held(0s, 50s, 50s));
  for (Duration from = 50s; from < 100s; from += 1ms) {
    occupancy.add(0, {at(from), at(from + 1ms), at(from), at(from + 1ms), true});
    occupancy.add(0, held(from, from, from));
  }
  CHECK(occupancy.peak(0).at_least == 1);
  CHECK(occupancy.peak(0).at_most <= 2);
}

TEST_CASE("What is added of one pool changes nothing of another", "[statistics]") {
  Occupancy occupancy{{at(0s), at(100s)}, 3};
  occupancy.add(1, held(10s, 20s, 60s));
  occupancy.add(2, held(0s, 100s, 100s));
  occupancy.take_back(2, held(50s, 100s, 100s));
  CHECK(occupancy.mean_in_use(0) == 0);
  CHECK(occupancy.peak(0).at_most == 0);
  CHECK(occupancy.mean_in_use(1) == Approx(0.5));
  CHECK(occupancy.mean_time_wait(1) == Approx(0.4));
  CHECK(occupancy.mean_in_use(2) == Approx(0.5));
  CHECK(occupancy.peak(1).at_least == 1);
  CHECK(occupancy.peak(2).at_least == 1);
}

TEST_CASE("The levels of all pools add up at the sampled instants", "[statistics]") {
  Occupancy occupancy{{at(0s), at(2048ns)}, 2};  // every nanosecond is sampled
  occupancy.add(0, held(0ns, 3ns, 4ns));
  occupancy.add(1, held(2ns, 5ns, 6ns));
  const std::vector<double> levels = occupancy.levels();
  REQUIRE(levels.size() == 2048);
  CHECK(std::vector<double>(levels.begin(), levels.begin() + 8) ==
        std::vector<double>{1, 1, 2, 2, 1, 1, 0, 0});
}
