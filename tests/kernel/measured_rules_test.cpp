// Rules of a Linux 6.18 kernel that were probed one by one, as whole runs of a host. The recorded cases of
// tests/groundtruth do not have all of them.
#include <algorithm>
#include <string>
#include <vector>

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include "tests/kernel/linux_host.hpp"

using namespace portsim;
using namespace portsim::kernel;

namespace {

const std::string services =
    service("a", "127.0.0.1") + service("b", "127.0.0.2") + service("far", "10.1.0.3");

// Connections that the client closes at once, so many a second.
std::string closes(const char* name, const char* to, int rate, const std::string& more = "") {
  return fmt::format(
      "  {}: {{host: client, connects_to: {}, client: {{model: open, arrivals: constant, rate: {}/s}}{}}}\n",
      name, to, rate, more);
}

// Of 40000-40009, with further settings.
std::string ten_ports(const std::string& more = "net.ipv4.tcp_tw_reuse: 0") {
  return "net.ipv4.ip_local_port_range: 40000 40009, " + more;
}

Connects only_connects(const std::string& settings, const std::string& workload, const char* duration) {
  return connects_of(on_linux(settings.c_str(), services, workload, duration)).front();
}

}  // namespace

TEST_CASE("tcp_tw_reuse frees a four-tuple after tcp_tw_reuse_delay, and needs timestamps", "[kernel]") {
  const auto failed_with = [](const char* settings, const char* to, int rate) {
    return only_connects(ten_ports(settings), closes("calls", to, rate), "30s").failed;
  };
  constexpr const char* second = "net.ipv4.tcp_tw_reuse: 1";
  constexpr const char* fifth = "net.ipv4.tcp_tw_reuse: 1, net.ipv4.tcp_tw_reuse_delay: 200";
  for (const char* to : {"a", "far"}) {
    CAPTURE(to);
    CHECK(failed_with(second, to, 9) == 0);  // 10 ports and a second: 10/s
    CHECK(failed_with(second, to, 11) > 0);
    CHECK(failed_with(fifth, to, 49) == 0);
    CHECK(failed_with(fifth, to, 51) > 0);
    for (const char* none :
         {"net.ipv4.tcp_tw_reuse: 0", "net.ipv4.tcp_tw_reuse: 1, net.ipv4.tcp_timestamps: 0"})
      CHECK(failed_with(none, to, 9) == 30 * 9 - 10);
  }
  constexpr const char* on_loopback = "net.ipv4.tcp_tw_reuse: 2";
  CHECK(failed_with(on_loopback, "a", 9) == 0);
  CHECK(failed_with(on_loopback, "far", 9) == 30 * 9 - 10);
}

// Observed with a limit of 5, 200 closes: 195 overflows, and no failure on ten ports.
TEST_CASE("Beyond tcp_max_tw_buckets no TIME_WAIT is made, and the port is free at once", "[kernel]") {
  const auto failed_with = [](int buckets) {
    return only_connects(ten_ports(fmt::format("net.ipv4.tcp_max_tw_buckets: {}", buckets)),
                         closes("calls", "far", 10), "20s")
        .failed;
  };
  CHECK(failed_with(5) == 0);
  CHECK(failed_with(9) == 0);
  CHECK(failed_with(10) == 200 - 10);
  CHECK(failed_with(5000) == 200 - 10);
}

TEST_CASE("The TIME_WAIT of a server on the host takes its share of tcp_max_tw_buckets", "[kernel]") {
  // Eight connections that the server closes, then the client's own.
  const std::string served = closes("served", "b", 100, ", closes: server, holds: 1s, ends: 79ms") +
                             closes("calls", "a", 10, ", starts: 3s");
  const auto failed_with = [&](int buckets) {
    const std::string settings =
        ten_ports(fmt::format("net.ipv4.tcp_tw_reuse: 0, net.ipv4.tcp_max_tw_buckets: {}", buckets));
    return connects_of(on_linux(settings.c_str(), services, served, "20s"))[1].failed;
  };
  CHECK(failed_with(17) == 0);
  CHECK(failed_with(18) == 170 - 10);
}

TEST_CASE("A server that closes first leaves the client's ports free at once", "[kernel]") {
  for (const char* closer : {", closes: server", ", closes: abort", ", closes: server-abort"}) {
    CAPTURE(closer);
    CHECK(only_connects(ten_ports(), closes("calls", "a", 100, closer), "60s").failed == 0);
  }
}

TEST_CASE("A port that bind() had stays closed to connect() through its TIME_WAIT", "[kernel]") {
  const std::string binds =
      closes("binds", "b", 100, ", bind: any-port, from: [127.0.0.2], ends: 10ms");  // one
  const auto connects = connects_of(on_linux(
      ten_ports().c_str(), services,
      binds + opens("before", "a", ", starts: 59s, ends: 60s") + opens("after", "a", ", starts: 63s"),
      "64s"));
  CHECK(connects[0].connected == 1);
  CHECK(connects[1].connected == 9);
  CHECK(connects[2].connected == 1);
}

TEST_CASE("A connection that takes over a TIME_WAIT leaves nothing of it to bind()", "[kernel]") {
  const auto bound_after = [](const char* closer) {
    const std::string again = fmt::format(", starts: 2s, ends: 2001ms, closes: {}", closer);
    return connects_of(on_linux("net.ipv4.ip_local_port_range: 40000 40000, net.ipv4.tcp_tw_reuse: 1",
                                services,
                                closes("first", "a", 100, ", ends: 1ms") + closes("again", "a", 100, again) +
                                    opens("binds", "b", ", bind: any-port, from: [127.0.0.1], starts: 3s"),
                                "4s"))[2]
        .connected;
  };
  CHECK(bound_after("abort") == 1);
  CHECK(bound_after("client") == 0);  // it is in TIME_WAIT itself
}

TEST_CASE("bind() at another address may take ports that connect() made", "[kernel]") {
  const auto bound_at = [](const char* address) {
    const std::string binds = fmt::format(", bind: any-port, from: [{}], starts: 1s", address);
    return connects_of(on_linux(ten_ports().c_str(), services,
                                opens("connects", "a") + opens("binds", "b", binds.c_str()), "2s"))[1]
        .connected;
  };
  CHECK(bound_at("127.0.0.1") == 0);  // where the connects come from
  CHECK(bound_at("127.0.0.2") == 10);
}

TEST_CASE("A listener in the range, at any address of the host, closes its port to connect()", "[kernel]") {
  for (const char* listening : {"40004", "\"127.0.0.2:40004\"", "\"10.0.0.1:40004\""}) {
    CAPTURE(listening);
    const std::string text =
        with(on_linux(ten_ports().c_str(), services, opens("calls", "far"), "1s"), "os: linux-6.18",
             fmt::format("os: linux-6.18\n    listening: [{}]", listening));
    CHECK(connects_of(text)[0].connected == 9);
  }
}

TEST_CASE("A connect that is refused uses its port for that instant only", "[kernel]") {
  const std::string refused = "  none: {address: 10.1.0.4, port: 80, listens: false}\n";
  const auto connects =
      connects_of(on_linux(ten_ports().c_str(), services + refused,
                           opens("refused", "none") + opens("calls", "far", ", starts: 5s"), "6s"));
  CHECK(connects[0].connected == 0);
  CHECK(connects[0].failed == 600);
  CHECK(connects[1].connected == 10);
}

TEST_CASE("A host that connects to a port of its range where nothing listens meets itself now and then",
          "[kernel]") {
  const std::string self = "  self: {address: 127.0.0.1, port: 40004, listens: false}\n";
  const Scenario scenario = loaded(on_linux(ten_ports().c_str(), self, closes("calls", "self", 20), "5min"));
  std::vector<double> met;
  for (const Attempt& attempt : test::record(scenario).attempts) {
    if (attempt.outcome == ConnectOutcome::refused) continue;
    CHECK(attempt.outcome == ConnectOutcome::connected);
    CHECK(attempt.port == 4);
    met.push_back(in_seconds(attempt.when.since_start()));
  }
  // TIME_WAIT takes 60 to 62.05 s; then one connect in five comes by the port, which is even. False alarm:
  // five times the chance of 59 that do not, 0.8^59 = 2e-6.
  REQUIRE(met.size() >= 4);
  for (std::size_t n = 1; n < met.size(); ++n) {
    CHECK(met[n] - met[n - 1] > 60);
    CHECK(met[n] - met[n - 1] < 65);
  }
}

TEST_CASE("ip_autobind_reuse lets sockets with SO_REUSEADDR share ports in TIME_WAIT, with timestamps",
          "[kernel]") {
  const auto failed_with = [](const std::string& settings, const char* options) {
    const std::string binds = fmt::format(", from: [127.0.0.1], bind: any-port{}", options);
    return only_connects(ten_ports(settings), closes("calls", "a", 10, binds), "50s").failed;
  };
  constexpr const char* reuseaddr = ", socket: [SO_REUSEADDR]";
  const std::string shared = "net.ipv4.tcp_tw_reuse: 0, net.ipv4.ip_autobind_reuse: 1";
  CHECK(failed_with(shared, reuseaddr) < 25);  // "few": of 500
  CHECK(failed_with(shared, "") == 490);
  CHECK(failed_with(shared + ", net.ipv4.tcp_timestamps: 0", reuseaddr) == 490);
  CHECK(failed_with("net.ipv4.tcp_tw_reuse: 1", reuseaddr) == 490);
}

TEST_CASE("With IP_LOCAL_PORT_RANGE all three ports of a range are used, without it two", "[kernel]") {
  const auto connects =
      connects_of(on_linux("net.ipv4.ip_local_port_range: 40000 40099", services,
                           opens("calls", "far", ", socket: [{IP_LOCAL_PORT_RANGE: 40010-40012}]"), "2s"));
  CHECK(connects[0].connected == 3);
  CHECK(connects[0].failed == 197);
  CHECK(only_connects("net.ipv4.ip_local_port_range: 40010 40012", opens("calls", "far"), "2s").connected ==
        2);
}

TEST_CASE("While the other side does not close, the port waits in FIN_WAIT_2 and is not taken anew",
          "[kernel]") {
  const auto at_most = [](const char* closes_after, const char* duration) {
    const std::string slow =
        fmt::format("  slow: {{address: 10.1.0.5, port: 80, closes_after: {}}}\n", closes_after);
    return connects_of(on_linux(ten_ports("net.ipv4.tcp_tw_reuse: 1").c_str(), slow,
                                closes("calls", "slow", 10), duration))[0]
        .connected;
  };
  CHECK(at_most("0s", "50s") == 500);
  CHECK(at_most("never", "59s") == 10);  // tcp_fin_timeout: 60 s
  CHECK(at_most("never", "63s") > 10);   // then it is gone, without TIME_WAIT
  CHECK(at_most("10s", "10s") == 10);
  CHECK(at_most("10s", "12s") == 20);  // TIME_WAIT has begun, and is taken after a second
}
