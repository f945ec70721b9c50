// Expected values: exact rationals and 40-digit arithmetic, rounded (Erlang's recursion is theirs too).
#include "models/analytic/erlang_b.hpp"

#include <cmath>
#include <vector>

#include <catch2/catch.hpp>

#include "models/vocabulary/duration.hpp"

using namespace portsim;

namespace {

Approx exactly(double value, double relative = 1e-12) {
  return Approx(value).epsilon(relative).margin(0);
}

}  // namespace

TEST_CASE("Erlang B holds to 1e-12 up to a thousand ports and to 1e-10 above", "[analytic]") {
  struct Row {
    PortCount servers;
    double load;
    double blocking;
  };
  const Row row = GENERATE(values<Row>({{1, 1, 0.5},
                                        {2, 1, 0.2},
                                        {5, 3, 0.11005434782608696},
                                        {10, 7, 0.07874088296957026},
                                        {10, 10, 0.21458234310734734},
                                        {20, 12, 0.009795639420064080},
                                        {50, 40, 0.018690671109632249},
                                        {100, 80, 0.0039920286045531975},
                                        {100, 100, 0.07570045271086097},
                                        {100, 120, 0.19626998945511363},
                                        {1000, 950, 0.0036492936889424099},
                                        {3977, 3800, 1.0938188577900368e-4},
                                        {3977, 4000, 0.016360336825680644},
                                        {3977, 5000, 0.20537024549111301},
                                        {16384, 16000, 3.2271747721688222e-5},
                                        {28232, 28000, 9.9232767466498508e-4},
                                        {64512, 64000, 2.0818705101369037e-4}}));
  CAPTURE(row.servers, row.load);
  const double relative = row.servers <= 1000 ? 1e-12 : 1e-10;
  CHECK(erlang_b(row.servers, {row.load}) == exactly(row.blocking, relative));
  CHECK(log_erlang_b(row.servers, {row.load}) == exactly(std::log(row.blocking), relative));
}

TEST_CASE("Erlang B gives the published loss of real port pools", "[analytic]") {
  struct Row {
    PortCount ports;
    double lease;  // seconds
    double rate;   // per second
    double percent;
  };
  const Row row = GENERATE(values<Row>({{64, 120, 0.5, 6.036},
                                        {128, 240, 0.5, 3.467},
                                        {2048, 120, 17, 1.507},
                                        {3976, 240, 17, 3.189},
                                        {3976, 240, 20, 17.266},
                                        {4096, 60, 68, 1.002},
                                        {16384, 120, 136, 0.397},
                                        {16384, 120, 150, 9.033},
                                        {28232, 60, 460, 0.0002},
                                        {28232, 60, 470, 0.404},
                                        {28232, 60, 600, 21.588},
                                        {64510, 120, 700, 23.206}}));
  CAPTURE(row.ports, row.rate);
  // Half of the last digit, and a little more: two of the figures were rounded to four decimals first.
  const double rounding = row.percent < 0.001 ? 0.00005 : 0.00055;
  CHECK(100 * erlang_b(row.ports, {row.rate * row.lease}) == Approx(row.percent).margin(rounding));
}

TEST_CASE("Erlang B without ports refuses everything and without traffic nothing", "[analytic]") {
  CHECK(erlang_b(0, {5}) == 1);
  CHECK(erlang_b(5, {0}) == 0);
}

TEST_CASE("The logarithm of Erlang B goes on where the value itself underflows", "[analytic]") {
  // 1000 ports, 1 erlang: B = 1/(1000! e) but for a relative 1e-2565.
  CHECK(erlang_b(1000, {1}) == 0);
  CHECK(log_erlang_b(1000, {1}) == exactly(-5913.12817848816335));
  CHECK(log_erlang_b(64512, {30000}) == exactly(-14888.3187914088312, 1e-10));
}

TEST_CASE("The logarithm of Erlang B has no seam where it stops carrying the value", "[analytic]") {
  // A mailbox cache that needs 2109.89 of 3977 ports; B = 6.7e-287.
  CHECK(log_erlang_b(3977, {2109.8938333324051}) == exactly(-658.93800505365785, 1e-10));
  CHECK(log_erlang_b(3977, {2812.0116994196762}) == exactly(-218.61289190890383, 1e-10));
}

TEST_CASE("The largest offered load meets its blocking probability", "[analytic]") {
  struct Row {
    PortCount servers;
    double blocking;
    double load;
  };
  const Row row = GENERATE(values<Row>({{1, 1e-2, 0.0101010101},
                                        {1, 1e-9, 1.000000001e-9},
                                        {5, 1e-3, 0.762114688514},
                                        {10, 1e-4, 2.26011646449},
                                        {20, 1e-6, 5.47170695715},
                                        {50, 1e-9, 18.7169347988},
                                        {100, 1e-2, 84.0641588939},
                                        {100, 1e-6, 60.7455974889},
                                        {1000, 1e-3, 930.325126864},
                                        {3977, 1e-3, 3856.25635118},
                                        {3977, 1e-9, 3634.43004841},
                                        {14116, 1e-4, 13803.19872},
                                        {16384, 1e-2, 16473.44365},
                                        {28232, 1e-6, 27574.70142},
                                        {64512, 1e-9, 63164.73808}}));
  CAPTURE(row.servers, row.blocking);
  CHECK(offered_load_max(row.servers, Probability{row.blocking}).erlangs == exactly(row.load, 1e-9));
}

TEST_CASE("The fewest ports meet their blocking probability", "[analytic]") {
  struct Row {
    double load;
    double blocking;
    PortCount servers;
  };
  const Row row = GENERATE(values<Row>({{1, 1e-2, 5},
                                        {1, 1e-9, 12},
                                        {5, 1e-4, 16},
                                        {10, 1e-6, 29},
                                        {50, 1e-3, 71},
                                        {100, 1e-2, 117},
                                        {480, 1e-9, 612},
                                        {1000, 1e-4, 1100},
                                        {4000, 1e-2, 4017},
                                        {28000, 1e-3, 28232},
                                        {28000, 1e-9, 28912}}));
  CAPTURE(row.load, row.blocking);
  CHECK(servers_min({row.load}, Probability{row.blocking}) == row.servers);
}

TEST_CASE("The design effect says how much failures clump", "[analytic]") {
  struct Row {
    PortCount servers;
    double load;
    double effect;
    double relative;
  };
  // Half of the last digit printed.
  const Row row = GENERATE(values<Row>({{1, 0.1, 1, 1e-12},
                                        {5, 3, 2.297378, 3e-7},
                                        {10, 7, 3.3993937, 3e-8},
                                        {10, 1.29482074219, 1.3036751, 5e-8},
                                        {100, 69.2646766372, 5.944721, 1e-7},
                                        {100, 80, 9.704913, 1e-7},
                                        {100, 100, 10.759767, 1e-7},
                                        {100, 120, 7.0104492, 1e-8},
                                        {1000, 950, 37.121471, 2e-8},
                                        {1000, 1000, 34.660447, 2e-8},
                                        {3977, 3800, 50.340416, 2e-8},
                                        {3977, 3977, 69.433304, 2e-8},
                                        {16384, 16050.37291, 112.30957, 1e-7},
                                        {28232, 28000, 207.10936, 1e-7}}));
  CAPTURE(row.servers, row.load);
  CHECK(design_effect(row.servers, {row.load}) == exactly(row.effect, row.relative));
}

TEST_CASE("The design effect grows with the load up to 0.7 of the servers", "[analytic]") {
  const auto servers = GENERATE(as<PortCount>{}, 2, 3, 5, 10, 100, 3977, 28232, 65535);
  double before = 1;
  for (int percent = 5; percent <= 70; percent += 5) {
    const double effect = design_effect(servers, {servers * percent / 100.0});
    CHECK(effect > before);
    before = effect;
  }
}

TEST_CASE("The largest design effect is that of one of the groups", "[analytic]") {
  const std::vector<LoadedServers> groups{{10, {7}}, {10, {1.29482074219}}, {100, {69.2646766372}}, {5, {3}}};
  CHECK(largest_design_effect(groups) == design_effect(100, {69.2646766372}));
  CHECK(largest_design_effect({{100, {120}}, {100, {80}}, {100, {30}}}) == design_effect(100, {80}));
  CHECK(largest_design_effect({{100, {30}}, {100, {60}}, {100, {50}}}) == design_effect(100, {60}));
  CHECK(largest_design_effect({}) == 1);
}

TEST_CASE("The design effect of a failure too rare for a double is near one clump", "[analytic]") {
  // As the load falls, successive attempts never meet the same full pool: the effect falls to 1.
  CHECK(design_effect(1000, {1}) == Approx(1).margin(0.01));
}
