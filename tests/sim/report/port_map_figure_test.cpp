#include "sim/report/port_map_figure.hpp"

#include <catch2/catch.hpp>

#include "tests/sim/report/sample_runs.hpp"

using namespace portsim;

namespace {

constexpr PortState idle = PortState::free;
constexpr PortState live = PortState::live;
constexpr PortState time_wait = PortState::time_wait;

// Each port in a state of its own at every other instant, so that nothing is saved.
PortMap restless_map(std::size_t ports, std::size_t instants) {
  PortMap map{.spacing = 1s, .instants = instants, .pools = {MappedPool{}}};
  for (std::size_t port = 0; port < ports; ++port) {
    map.pools[0].ports.emplace_back();
    for (std::size_t instant = 0; instant < instants; ++instant)
      map.pools[0].ports[port].push_back(instant % 4 < 2 ? idle : (port % 2 == 0 ? live : time_wait));
  }
  return map;
}

}  // namespace

TEST_CASE("The states of a port are runs of letters", "[report][port-map]") {
  CHECK(run_lengths({idle, idle, idle, live, live, time_wait}) == "3f2lw");
  CHECK(run_lengths({PortState::others, PortState::reserved}) == "or");
  CHECK(run_lengths(std::vector<PortState>{}) == "");
}

TEST_CASE("A port like the one before it takes one letter", "[report][port-map]") {
  CHECK(runs_of_ports({{idle, live}, {idle, live}, {idle, live}, {live, live}}) == "fl;;;2l;");
  CHECK(runs_of_ports({{}, {}}) == ";;");
}

TEST_CASE("A map that is too long loses instants first, and no more than it must", "[report][port-map]") {
  const PortMap map = restless_map(10, 241);  // 241 instants in runs of two: 3 bytes a run and port
  const PortMap same = thinned(map, 10'000);
  CHECK(same.instants == 241);
  const PortMap fewer = thinned(map, 3'000);
  CHECK(fewer.instants == 121);
  CHECK(fewer.spacing == 2s);
  CHECK(fewer.pools[0].stride == 1);
  CHECK(fewer.pools[0].ports[3][2] == map.pools[0].ports[3][4]);
}

TEST_CASE("With 60 to 120 instants left, a map loses every other port", "[report][port-map]") {
  const PortMap map = restless_map(100, 241);
  const PortMap fewer = thinned(map, 1'000);
  CHECK(fewer.instants == 61);
  CHECK(fewer.pools[0].stride > 1);
  CHECK(runs_of_ports(fewer.pools[0].ports).size() <= 1'000);
  CHECK(fewer.pools[0].ports.size() == (100 + fewer.pools[0].stride - 1) / fewer.pools[0].stride);
  CHECK(fewer.pools[0].ports[1][5] == map.pools[0].ports[fewer.pools[0].stride][20]);
}

TEST_CASE("The caption says what was left out", "[report][port-map]") {
  PortMap map = restless_map(4, 5);
  map.pools[0].stride = 8;
  const Figure figure = port_map_figure(sample_scenario(), failing_run(), map);
  CHECK(figure.caption.find("1 s apart") != std::string::npos);
  CHECK(figure.caption.find("Only every 8th port is shown") != std::string::npos);
  CHECK(figure.table.rows.size() == 5);
  CHECK(figure.table.rows[2] == std::vector<std::string>{"2 s", "0", "2", "2", "0", "0"});
  CHECK(figure.content["pools"][0]["ports"] == "2f2lf;2f2wf;2f2lf;2f2wf;");
}
