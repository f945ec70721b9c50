#include "sim/report/port_map_figure.hpp"

#include <catch2/catch.hpp>

#include "tests/sim/report/sample_runs.hpp"

using namespace portsim;

namespace {

constexpr PortState idle = PortState::free;
constexpr PortState live = PortState::live;
constexpr PortState time_wait = PortState::time_wait;

// Every port changes at every instant, also where every other instant or port is left out, and differs from
// the port before it: one byte a port and instant, and one a port.
PortMap restless_map(std::size_t ports, std::size_t instants) {
  constexpr PortState states[] = {idle, live, time_wait};
  PortMap map{.spacing = 1s, .instants = instants, .pools = {MappedPool{}}};
  for (std::size_t port = 0; port < ports; ++port) {
    map.pools[0].ports.emplace_back();
    for (std::size_t instant = 0; instant < instants; ++instant)
      map.pools[0].ports[port].push_back(states[(port + instant) % 3]);
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

TEST_CASE("A map that is too long loses every other instant first, as often as it must",
          "[report][port-map]") {
  const PortMap map = restless_map(10, 241);
  CHECK(thinned(map, 2420).instants == 241);  // ten ports of 241 and 1 bytes
  const PortMap fewer = thinned(map, 2419);
  CHECK(fewer.instants == 121);
  CHECK(fewer.spacing == 2s);
  CHECK(fewer.pools[0].stride == 1);
  CHECK(fewer.pools[0].ports[3].size() == 121);
  CHECK(fewer.pools[0].ports[3][2] == map.pools[0].ports[3][4]);
}

TEST_CASE("With 60 to 120 instants left, a map loses every other port", "[report][port-map]") {
  const PortMap map = restless_map(100, 241);
  const PortMap fewer = thinned(map, 1000);
  CHECK(fewer.instants == 61);
  CHECK(fewer.pools[0].stride == 8);  // 13 ports of 61 and 1 bytes; 25 would be too many
  REQUIRE(fewer.pools[0].ports.size() == 13);
  CHECK(fewer.pools[0].ports[1][5] == map.pools[0].ports[8][20]);
}

TEST_CASE("The caption says what was left out", "[report][port-map]") {
  PortMap map = restless_map(4, 5);
  map.pools[0].stride = 8;
  const Figure figure = port_map_figure(sample_scenario(), failing_run(), map);
  CHECK(figure.caption.find("1 s apart") != std::string::npos);
  CHECK(figure.caption.find("Only every 8th port is shown") != std::string::npos);
  CHECK(figure.table.rows.size() == 5);
  CHECK(figure.table.rows[2] == std::vector<std::string>{"2 s", "1", "1", "2", "0", "0"});
  CHECK(figure.content["pools"][0]["ports"] == "flwfl;lwflw;wflwf;flwfl;");
}
