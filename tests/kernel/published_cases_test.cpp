// Cases that others published or observed of hosts that connect with and without bind(), to themselves, and
// under overload, and what came of their connects. The other published cases of Linux are in
// tests/sim/host/published_stacks_test.cpp and scenarios/field.
#include <algorithm>
#include <string>

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include "tests/kernel/linux_host.hpp"

using namespace portsim;
using namespace portsim::kernel;

namespace {

const std::string five_services = service("a", "127.0.0.1") + service("b", "127.0.0.2") +
                                  service("c", "10.1.0.3") + service("d", "127.0.0.3") +
                                  service("own", "10.0.0.1");

constexpr const char* ten_ports = "net.ipv4.ip_local_port_range: 40000 40009";

}  // namespace

TEST_CASE("P4: a host keeps 28,232 connections to one server, and no more", "[kernel][field]") {
  const auto connects =
      connects_of(on_linux("net.ipv4.tcp_tw_reuse: 0", service("web", "10.1.0.1"),
                           "  sockets: {host: client, connects_to: web, client: {model: open, arrivals: "
                           "constant, rate: 1000/s}, holds: forever}\n",
                           "30s"));
  CHECK(connects[0].connected == 28'232);  // "near 28k" (gorilla/websocket, issue 678)
  CHECK(connects[0].failed == 30'000 - 28'232);
}

// V. Bernat, "Coping with the TCP TIME-WAIT state" (2014): about 30,000 ports and 60 s carry 500/s to one
// (client address, server address, server port). Linux 4.6 has the 60 s exactly.
TEST_CASE("P6: 30,000 ports carry 500 connections a second to one destination", "[kernel][field]") {
  const auto failed_at = [](const char* rate) {
    return connects_of(fmt::format(R"(scenario: published
duration: 3min
hosts:
  client: {{os: linux-4.6, settings: {{net.ipv4.ip_local_port_range: 30000 59999}}}}
services:
  web: {{address: 10.1.0.1, port: 80}}
workloads:
  calls: {{host: client, connects_to: web, client: {{model: open, arrivals: constant, rate: {}}}}}
)",
                                   rate))[0]
        .failed;
  };
  CHECK(failed_at("500/s") == 0);
  CHECK(failed_at("501/s") > 0);
}

// NANOG list, December 2012: "about 32K ports".
TEST_CASE("P7: a quarter of TIME_WAIT lets a host connect four times as often", "[kernel][field]") {
  const auto failed_at = [](int time_wait, int rate) {
    return connects_of(fmt::format(R"(scenario: published
duration: 3min
hosts:
  client: {{os: textbook, settings: {{ports: 32768-62767, time_wait: {}s}}}}
services:
  web: {{address: 10.1.0.1, port: 80}}
workloads:
  calls: {{host: client, connects_to: web, client: {{model: open, arrivals: constant, rate: {}/s}}}}
)",
                                   time_wait, rate))[0]
        .failed;
  };
  for (const int time_wait : {60, 30, 15, 10}) {
    CAPTURE(time_wait);
    CHECK(failed_at(time_wait, 30'000 / time_wait) == 0);
    CHECK(failed_at(time_wait, 30'000 / time_wait + 5) > 0);
  }
}

// NANOG list, W. Herrin, 5 December 2012.
TEST_CASE("P8: with no port left to one address, connects to another still succeed", "[kernel][field]") {
  const auto connects = connects_of(
      on_linux(ten_ports, five_services, opens("first", "a") + opens("then", "c", ", starts: 1s"), "1050ms"));
  CHECK(connects[0].connected == 10);
  CHECK(connects[0].failed == 105 - 10);
  CHECK(connects[1].connected == 5);
  CHECK(connects[1].failed == 0);
}

// Cloudflare, "connectx" tests (cloudflare-blog, 2022-02-connectx).
TEST_CASE("P21: a socket bound to 0.0.0.0 costs every destination one port", "[kernel][field]") {
  const auto connects =
      connects_of(with(on_linux(ten_ports, five_services, opens("to-a", "a") + opens("to-c", "c"), "1s"),
                       "os: linux-6.18", "os: linux-6.18\n    listening: [40003]"));
  for (const Connects& each : connects) {
    CHECK(each.connected == 9);
    CHECK(std::count(each.ports.begin(), each.ports.end(), 3) == 0);
  }
}

TEST_CASE("O2: what bind() has taken, connect() does not get, wherever it leads", "[kernel][field]") {
  for (const char* options : {", bind: any-port", ", bind: any-port, socket: [SO_REUSEADDR]"}) {
    CAPTURE(options);
    const auto connects =
        connects_of(on_linux(ten_ports, five_services,
                             opens("binds", "{a: 40%, b: 30%, d: 30%}", options) +
                                 opens("connects", "{a: 40%, b: 30%, d: 30%}", ", starts: 1s"),
                             "2s"));
    CHECK(connects[0].connected == 10);
    CHECK(connects[0].failed == 190);
    CHECK(connects[1].connected == 0);
    CHECK(connects[1].failed == 100);
  }
}

TEST_CASE("O3: a port bound at another local address is closed to connect() until its socket is closed",
          "[kernel][field]") {
  // One connection, bound at 127.0.0.2, reset after 2 s; the others begin while it is there.
  const std::string binds =
      "  binds: {host: client, connects_to: b, from: [127.0.0.2], bind: any-port, client: {model: open, "
      "arrivals: constant, rate: 100/s}, ends: 10ms, holds: 2s, closes: abort}\n";
  const auto connects = connects_of(on_linux(
      "net.ipv4.ip_local_port_range: 40000 40003", five_services,
      binds + opens("before", "a", ", starts: 1s, ends: 1100ms") + opens("after", "a", ", starts: 3s"),
      "4s"));
  CHECK(connects[0].connected == 1);
  CHECK(connects[1].connected == 3);
  CHECK(connects[1].failed == 7);
  CHECK(connects[2].connected == 1);
}

// Observed: 60,000 in 18.5 s, none failed, no odd port, 14,065 in TIME_WAIT at the end.
TEST_CASE("O4: over loopback tcp_tw_reuse 2 is enough for thousands of connections a second",
          "[kernel][field]") {
  const std::string calls =
      "  calls: {host: client, connects_to: a, client: {model: open, arrivals: constant, rate: 3243/s}}\n";
  const std::string text = on_linux("net.ipv4.tcp_tw_reuse: 2", five_services, calls, "18500ms");
  const Connects connects = connects_of(text)[0];
  CHECK(connects.connected == Approx(60'000).margin(5));
  CHECK(connects.failed == 0);
  CHECK(std::all_of(connects.ports.begin(), connects.ports.end(),
                    [](PortOffset port) { return port % 2 == 0; }));
  const Connects without = connects_of(with(text, "tcp_tw_reuse: 2", "tcp_tw_reuse: 0"))[0];
  CHECK(without.connected == 28'232);  // in less than a TIME_WAIT
  const Connects elsewhere = connects_of(with(text, "connects_to: a", "connects_to: c"))[0];
  CHECK(elsewhere.connected == 28'232);
}

TEST_CASE("O5: with tcp_tw_reuse 1 so it is towards the host's other addresses", "[kernel][field]") {
  const std::string calls =
      "  calls: {host: client, connects_to: own, client: {model: open, arrivals: constant, rate: 3208/s}}\n";
  const std::string text = on_linux("net.ipv4.tcp_tw_reuse: 1", five_services, calls, "18700ms");
  CHECK(connects_of(text)[0].failed == 0);  // 60,000 in 18.7 s
  CHECK(connects_of(with(text, "tcp_tw_reuse: 1", "tcp_tw_reuse: 2"))[0].connected == 28'232);
}

// Linux' own search: connect() needs a free four-tuple, bind() a free port.
TEST_CASE("A closed pool serves each destination in full by connect(), and all together by bind()",
          "[kernel][field]") {
  for (const int destinations : {1, 2, 5}) {
    const std::string services =
        fmt::format("  web: {{address: 10.1.0.1, port: 80, count: {}}}\n", destinations);
    CAPTURE(destinations);
    // A thousand connects, each to one of the destinations: enough for all ports of all.
    const auto by_connect = connects_of(on_linux(ten_ports, services, opens("calls", "web"), "10s"));
    CHECK(by_connect[0].connected == 10 * destinations);
    const auto by_bind =
        connects_of(on_linux(ten_ports, services, opens("calls", "web", ", bind: any-port"), "10s"));
    CHECK(by_bind[0].connected == 10);
    CHECK(by_bind[0].failed == 990);
  }
}
