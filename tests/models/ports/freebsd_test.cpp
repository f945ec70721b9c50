// FreeBSD's choice of ports against in_pcb_lport and ipport_tick: random until more than 10 ports were asked
// for in a second, then in order until 45 seconds were quiet.
#include "models/ports/freebsd.hpp"

#include <catch2/catch.hpp>

#include "tests/models/ports/drawn_ports.hpp"

using namespace portsim;
using namespace portsim::test;

namespace {

// A host with FreeBSD's default range, whose ports are free again at once.
class Host {
 public:
  // Of this many attempts in that second of uptime: how many take the port after the last one's.
  int in_order(std::int64_t second, int attempts) {
    int in_order = 0;
    for (int n = 0; n < attempts; ++n) {
      const PortOffset port = freebsd_.select(ports_, {random_, 1, second * 1s + n * 1ms}).port;
      in_order += port == next_cyclic(last_, ports_.size()) ? 1 : 0;
      last_ = port;
    }
    return in_order;
  }

 private:
  RandomStream random_ = any_stream();
  FreeBsd freebsd_{FreeBsdSpec{}};
  DrawnPorts ports_ = all_clear(55'536);  // 10000 to 65535
  PortOffset last_ = 0;
};

}  // namespace

// A random port is the next one with a chance of 1 in 55,535: where up to 500 are expected to be random, 3 or
// more are by chance with 1e-7.
TEST_CASE("FreeBSD draws its ports while there are at most 10 in a second", "[ports][freebsd]") {
  Host host;
  int in_order = 0;
  for (std::int64_t second = 0; second < 50; ++second) in_order += host.in_order(second, 10);
  CHECK(in_order < 3);
}

TEST_CASE("After a second with 11 attempts FreeBSD takes its ports in order", "[ports][freebsd]") {
  Host host;
  CHECK(host.in_order(0, 11) < 3);
  CHECK(host.in_order(1, 10) == 10);
}

TEST_CASE("FreeBSD draws its ports again after 45 quiet seconds", "[ports][freebsd]") {
  Host host;
  host.in_order(0, 11);
  for (std::int64_t second = 1; second <= 45; ++second) CHECK(host.in_order(second, 10) == 10);
  CHECK(host.in_order(46, 10) < 3);
}

TEST_CASE("Seconds without an attempt are quiet", "[ports][freebsd]") {
  Host host;
  host.in_order(0, 11);
  host.in_order(1, 1);
  CHECK(host.in_order(45, 1) == 1);
  CHECK(host.in_order(46, 10) < 3);
}

TEST_CASE("A busy second begins the 45 seconds anew", "[ports][freebsd]") {
  Host host;
  host.in_order(0, 11);
  CHECK(host.in_order(40, 11) == 11);
  CHECK(host.in_order(85, 10) == 10);
  CHECK(host.in_order(86, 10) < 3);
}

TEST_CASE("The first port of the range is never drawn, but come to when the others are in use",
          "[ports][freebsd]") {
  RandomStream random = any_stream();
  FreeBsd freebsd{FreeBsdSpec{}};
  for (std::int64_t second = 0; second < 100; ++second)
    CHECK(freebsd.select(all_clear(3), {random, 1, second * 1s}).port != 0);
  CHECK(freebsd.select(DrawnPorts{".LL"}, {random, 1, 100s}).port == 0);
  CHECK(freebsd.select(DrawnPorts{"LLL"}, {random, 1, 101s}).port == no_port);
}

TEST_CASE("FreeBSD connects from a range of one port", "[ports][freebsd]") {
  RandomStream random = any_stream();
  FreeBsd freebsd{FreeBsdSpec{}};
  CHECK(freebsd.select(DrawnPorts{"."}, {random}).port == 0);
  CHECK(freebsd.select(DrawnPorts{"."}, {random}).port == 0);
  CHECK(freebsd.select(DrawnPorts{"L"}, {random}).port == no_port);
}
