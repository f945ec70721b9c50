// What sockets of a Linux host keep from each other: ports that bind() gave out, listeners, TIME_WAIT at both
// ends, connections to itself. Expected counts follow from how many ports there are and from the rules of
// __inet_hash_connect and inet_csk_find_open_port as observed on Linux 6.18 (HZ=250).
#include <algorithm>
#include <set>
#include <string>

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include "tests/sim/host/linux_host.hpp"

using namespace portsim;
using namespace portsim::test;

namespace {

int came_to(const Recorder& record, ConnectOutcome outcome) {
  return static_cast<int>(std::count_if(record.attempts.begin(), record.attempts.end(),
                                        [&](const Attempt& attempt) { return attempt.outcome == outcome; }));
}

const std::string bound = "bind: any-port, from: [10.0.0.1], holds: forever";
const std::string unbound = "holds: forever";

}  // namespace

TEST_CASE("A port that bind() gave out is closed to connect() towards everyone", "[host][linux]") {
  const Recorder record = run({.workloads = once_a_second("binds", "far", "0s", "4s", bound) +
                                            once_a_second("connects", "far", "1min", "2min", unbound) +
                                            once_a_second("others", "farther", "3min", "4min", unbound)});
  CHECK(connected(record, 0) == 4);
  CHECK(connected(record, 1) == 6);
  CHECK(connected(record, 2) == 6);
}

TEST_CASE("A port that connect() gave out is closed to bind() at its address, and open at another",
          "[host][linux]") {
  const Recorder record =
      run({.workloads = once_a_second("connects", "far", "0s", "10s", unbound) +
                        once_a_second("binds", "farther", "1min", "2min", bound) +
                        once_a_second("elsewhere", "farther", "3min", "4min",
                                      "bind: any-port, from: [10.0.0.2], holds: forever")});
  CHECK(connected(record, 0) == 10);
  CHECK(connected(record, 1) == 0);
  CHECK(connected(record, 2) == 10);
}

// From 6.18 on a bucket of which only connect() is left is open again; before, it stays closed until it is

// empty (sheet rule: "update bind bucket state on port release").

TEST_CASE("When those that bound are gone, 6.18 opens the port to connect() again, and 6.8 does not",
          "[host][linux]") {
  // All ten ports are connected from the first address, then bound for a minute at the second; then connects
  // towards another destination begin.
  const std::string workloads =
      once_a_second("connects", "far", "0s", "10s", unbound) +
      once_a_second("binds", "farther", "20s", "30s",
                    "bind: any-port, from: [10.0.0.2], holds: 1min, closes: abort") +
      once_a_second("meanwhile", "farther", "50s", "60s", unbound) +
      once_a_second("afterwards", "farther", "5min", "6min", unbound);
  for (const auto& [os, afterwards] : {std::pair{"linux-6.18", 10}, {"linux-6.8", 0}}) {
    const Recorder record = run({.os = os, .workloads = workloads});
    CAPTURE(os);
    CHECK(connected(record, 1) == 10);
    CHECK(connected(record, 2) == 0);
    CHECK(connected(record, 3) == afterwards);
  }
}

TEST_CASE("A listener in the range keeps its port from connect(), whatever its address", "[host][linux]") {
  for (const char* listener : {"40003", "\"10.0.0.2:40003\""}) {
    const Recorder record =
        run({.host = fmt::format("addresses: [10.0.0.1, 10.0.0.2], listening: [{}]", listener),
             .workloads = once_a_second("connects", "far", "0s", "1min", unbound)});
    CHECK(connected(record, 0) == 9);
    for (const Attempt& attempt : record.attempts) CHECK(attempt.port != 3);
  }
}

TEST_CASE("bind() minds a listener at its own address and at all, and none at another", "[host][linux]") {
  for (const auto& [listener, ports] :
       {std::pair{"40003", 9}, {"\"10.0.0.1:40003\"", 9}, {"\"10.0.0.2:40003\"", 10}}) {
    const Recorder record =
        run({.host = fmt::format("addresses: [10.0.0.1, 10.0.0.2], listening: [{}]", listener),
             .workloads = once_a_second("binds", "far", "0s", "1min", bound)});
    CAPTURE(listener);
    CHECK(connected(record, 0) == ports);
  }
}

TEST_CASE("Where nothing listens a connect is refused, until it meets itself on the destination's port",
          "[host][linux]") {
  const Recorder record =
      run({.settings = "net.ipv4.ip_local_port_range: 40000 40009, net.ipv4.tcp_tw_reuse: 0",
           .services = "nobody: {address: 127.0.0.1, port: 40004, listens: false}",
           .workloads = once_a_second("load", "nobody", "0s", "3min", "holds: 0s"),
           .duration = "3min"});
  const auto itself = std::find_if(record.attempts.begin(), record.attempts.end(), [](const Attempt& each) {
    return each.outcome == ConnectOutcome::connected;
  });
  REQUIRE(itself != record.attempts.end());
  CHECK(itself->port == 4);
  CHECK(came_to(record, ConnectOutcome::connected) + came_to(record, ConnectOutcome::refused) == 180);
  // Then it keeps the port for 60 to 62.05 s.
  for (const Attempt& attempt : record.attempts)
    if (attempt.when > itself->when && attempt.when < itself->when + 60s) CHECK(attempt.port != 4);
  CHECK(waiting_at(record, itself->when.since_start() + 30s) == 1);
}

TEST_CASE("A service elsewhere that does not listen refuses every connect, and its port is free again",
          "[host][linux]") {
  const Recorder record = run({.services = "nobody: {address: 10.9.0.1, port: 40004, listens: false}",
                               .workloads = once_a_second("load", "nobody", "0s", "1min", "holds: 0s"),
                               .duration = "1min"});
  CHECK(came_to(record, ConnectOutcome::refused) == 60);
}

TEST_CASE("IP_LOCAL_PORT_RANGE is a part of the host's ports, shared with those who have the whole",
          "[host][linux]") {
  const Recorder record =
      run({.workloads = once_a_second("own", "far", "0s", "30s",
                                      "holds: forever, socket: [{IP_LOCAL_PORT_RANGE: 40003-40005}]") +
                        once_a_second("whole", "far", "1min", "2min", unbound)});
  CHECK(connected(record, 0) == 3);
  CHECK(connected(record, 1) == 7);
  std::set<PortOffset> ports;
  for (const Attempt& attempt : record.attempts)
    if (attempt.workload == 0 && attempt.outcome == ConnectOutcome::connected) ports.insert(attempt.port);
  CHECK(ports == std::set<PortOffset>{3, 4, 5});
}

// tcp_fin_timeout 60 s; the FIN that comes begins 60 s of TIME_WAIT anew, on the grid of 2.048 s.

// Towards loopback addresses tcp_tw_reuse is on from 4.18 on: after a second (6.14). The kernel goes on to

// count the entry until it is taken.

TEST_CASE("With SO_REUSEADDR bind() looks through the lower half of the range first", "[host][linux]") {
  const Recorder record =
      run({.settings = "net.ipv4.ip_local_port_range: 40000 40019",
           .workloads = once_a_second("binds", "far", "0s", "20s", bound + ", socket: [SO_REUSEADDR]")});
  REQUIRE(connected(record, 0) == 20);
  for (std::size_t n = 0; n < 20; ++n) CHECK((record.attempts[n].port < 10) == (n < 10));
  // Odd ports first in each half.
  for (std::size_t n = 0; n < 20; ++n) CHECK((record.attempts[n].port % 2 == 1) == (n % 10 < 5));
}

// The port is shared with a live connection to another destination; the four-tuple decides at connect().

TEST_CASE("With ip_autobind_reuse sockets with SO_REUSEADDR share ports when none is left", "[host][linux]") {
  const auto second_service = [](const char* autobind, const char* option) {
    const Recorder record = run(
        {.settings = fmt::format("net.ipv4.ip_local_port_range: 40000 40009, net.ipv4.ip_autobind_reuse: {}",
                                 autobind),
         .workloads = once_a_second("first", "far", "0s", "10s", bound + ", socket: [SO_REUSEADDR]") +
                      once_a_second("second", "farther", "1min", "2min",
                                    fmt::format("bind: any-port, from: [10.0.0.1], holds: 0s, closes: abort, "
                                                "socket: [{}]",
                                                option))});
    CHECK(connected(record, 0) == 10);
    return connected(record, 1);
  };
  CHECK(second_service("0", "SO_REUSEADDR") == 0);
  CHECK(second_service("1", "") == 0);
  CHECK(second_service("1", "SO_REUSEADDR") == 60);
}

// Rule 12: where bind() did succeed, connect() takes any four-tuple in TIME_WAIT at once, if timestamps are

// on.

TEST_CASE("A shared port's four-tuple is taken from TIME_WAIT at once, with timestamps", "[host][linux]") {
  const auto served = [](const char* timestamps) {
    return connected(
        run({.settings = fmt::format("net.ipv4.ip_local_port_range: 40000 40009, net.ipv4.tcp_tw_reuse: 0, "
                                     "net.ipv4.ip_autobind_reuse: 1, net.ipv4.tcp_timestamps: {}",
                                     timestamps),
             .workloads =
                 once_a_second("load", "far", "0s", "50s",
                               "bind: any-port, from: [10.0.0.1], holds: 0s, socket: [SO_REUSEADDR]"),
             .duration = "50s"}),
        0);
  };
  CHECK(served("1") == 50);
  CHECK(served("0") == 10);
}

TEST_CASE("bind() to all addresses takes no port that a socket of any address has", "[host][linux]") {
  const std::string services = "near: {address: 127.0.0.1, port: 80}\n  far: {address: 10.9.0.1, port: 80}";
  const auto served = [&](const char* binding) {
    const Recorder record =
        run({.host = "addresses: [10.0.0.1]",
             .services = services,
             .workloads =
                 once_a_second("near", "near", "0s", "5s", fmt::format("{}, holds: forever", binding)) +
                 once_a_second("far", "far", "1min", "2min", fmt::format("{}, holds: forever", binding))});
    CHECK(connected(record, 0) == 5);
    return connected(record, 1);
  };
  CHECK(served("bind: any-port") == 5);
  CHECK(served("bind: none") == 10);
}

// P17 (oven-sh/bun#38891): bind(SO_REUSEADDR) on a port that a connection without it left in TIME_WAIT fails
// with EADDRINUSE; where that had set it too, it works, and connect() takes the four-tuple at once.
TEST_CASE("A port of the range that bind() names is refused while a socket that does not share it has it",
          "[host][linux]") {
  const auto named = [](const char* socket) {
    return fmt::format("bind: port 40003, from: [10.0.0.1], holds: 0s, socket: [{}]", socket);
  };
  const std::string fill = once_a_second("fill", "far", "0s", "10s", "holds: 0s");
  for (const char* socket : {"", "SO_REUSEADDR"}) {
    const Recorder record =
        run({.workloads = fill + once_a_second("named", "far", "20s", "50s", named(socket))});
    CHECK(connected(record, 1) == 0);
    CHECK(came_to(record, ConnectOutcome::collided) + came_to(record, ConnectOutcome::exhausted) == 30);
  }
  const auto alone = [&](const char* socket) {
    return connected(run({.workloads = once_a_second("named", "far", "0s", "50s", named(socket))}), 0);
  };
  CHECK(alone("") == 1);
  CHECK(alone("SO_REUSEADDR") == 50);
}
