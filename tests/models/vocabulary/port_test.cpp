#include "models/vocabulary/port.hpp"

#include <catch2/catch.hpp>

using namespace portsim;

TEST_CASE("A range counts both of its ends", "[vocabulary]") {
  CHECK(PortRange{Port{1025}, Port{5000}}.size() == 3976);     // Windows before Vista, KB929851
  CHECK(PortRange{Port{1024}, Port{5119}}.size() == 4096);     // Peterson and Davie, chapter 5
  CHECK(PortRange{Port{49152}, Port{65535}}.size() == 16384);  // RFC 6335, section 6
  CHECK(PortRange{Port{32768}, Port{60999}}.size() == 28232);  // Linux since 4.2
  CHECK(PortRange{Port{80}, Port{80}}.size() == 1);
  CHECK(PortRange{Port{0}, Port{65535}}.size() == 65536);
}

TEST_CASE("An offset of zero is a range's first port, its size less one the last", "[vocabulary]") {
  constexpr PortRange windows{Port{49152}, Port{65535}};
  CHECK(windows.at(0) == Port{49152});
  CHECK(windows.at(1) == Port{49153});
  CHECK(windows.at(windows.size() - 1) == Port{65535});
}

TEST_CASE("Ports are ordered by number", "[vocabulary]") {
  CHECK(Port{1024} < Port{1025});
  CHECK(Port{65535} > Port{49152});
  CHECK(Port{443} == Port{443});
}
