#include "sim/statistics/series_tally.hpp"

#include <catch2/catch.hpp>

using namespace portsim;

namespace {

using Values = std::vector<float>;

// Five bins of two seconds; the pools 0 and 1 are one host's, 2 is another's.
SeriesPlan five_bins() {
  return {.bins = {10s, 2s}, .group_of_pool = {0, 0, 1}, .groups = 2};
}

PortInterval live_then_waiting(Duration from, Duration closed, Duration until) {
  return {.bound_from = SimTime{from},
          .bound_until = SimTime{closed},
          .in_use_from = SimTime{from},
          .in_use_until = SimTime{until}};
}

}  // namespace

TEST_CASE("A port counts in a bin for the part of it in which it is held", "[statistics]") {
  const SeriesPlan plan = five_bins();
  SeriesTally tally{plan};
  tally.held(0, live_then_waiting(1s, 3s, 7s));
  const RunSeries series = tally.result();
  CHECK(series.levels[0].live == Values{0.5, 0.5, 0, 0, 0});
  CHECK(series.levels[0].time_wait == Values{0, 0.5, 1, 0.5, 0});
  CHECK(series.levels[1].live == Values{0, 0, 0, 0, 0});
}

TEST_CASE("Pools of a group are added up, and what is beyond the run is left out", "[statistics]") {
  const SeriesPlan plan = five_bins();
  SeriesTally tally{plan};
  tally.held(0, live_then_waiting(8s, 9s, 300s));
  tally.held(1, live_then_waiting(4s, 6s, 10s));
  tally.held(2, live_then_waiting(0s, 10s, 10s));
  const RunSeries series = tally.result();
  CHECK(series.levels[0].live == Values{0, 0, 1, 0, 0.5});
  CHECK(series.levels[0].time_wait == Values{0, 0, 0, 1, 1.5});
  CHECK(series.levels[1].live == Values{1, 1, 1, 1, 1});
  CHECK(series.levels[1].time_wait == Values{0, 0, 0, 0, 0});
}

TEST_CASE("A port that is given up is taken back from then on", "[statistics]") {
  const SeriesPlan plan = five_bins();
  SeriesTally tally{plan};
  tally.held(0, live_then_waiting(0s, 4s, 10s));
  tally.given_up(0, live_then_waiting(3s, 4s, 10s));
  const RunSeries series = tally.result();
  CHECK(series.levels[0].live == Values{1, 0.5, 0, 0, 0});
  CHECK(series.levels[0].time_wait == Values{0, 0, 0, 0, 0});
}

TEST_CASE("Attempts count in the bin in which they are made", "[statistics]") {
  const SeriesPlan plan = five_bins();
  SeriesTally tally{plan};
  tally.attempted({.when = SimTime{0s}, .probes = 1});
  tally.attempted({.when = SimTime{2s - 1ns}, .outcome = ConnectOutcome::exhausted, .probes = 10});
  tally.attempted({.when = SimTime{2s}, .outcome = ConnectOutcome::collided, .probes = 2});
  tally.attempted({.when = SimTime{10s - 1ns}, .probes = 3});
  const RunSeries series = tally.result();
  CHECK(series.attempts == Values{2, 1, 0, 0, 1});
  CHECK(series.failures == Values{1, 1, 0, 0, 0});
  CHECK(series.probes == Values{11, 2, 0, 0, 3});
}

TEST_CASE("Both of two observers are told", "[statistics]") {
  const SeriesPlan plan = five_bins();
  SeriesTally first{plan};
  SeriesTally second{plan};
  BothObservers both{first, second};
  both.attempted({.when = SimTime{5s}, .probes = 4});
  both.held(2, live_then_waiting(0s, 2s, 2s));
  for (const SeriesTally* tally : {&first, &second}) {
    CHECK(tally->result().probes == Values{0, 0, 4, 0, 0});
    CHECK(tally->result().levels[1].live == Values{1, 0, 0, 0, 0});
  }
}
