// TIME_WAIT of a Linux host: how long it keeps a four-tuple, and what the system counts. Expected values
// follow from the rules observed on Linux 6.18 (HZ=250).
#include <catch2/catch.hpp>
#include <fmt/format.h>

#include "tests/sim/host/linux_host.hpp"

using namespace portsim;
using namespace portsim::test;

TEST_CASE("Beyond tcp_max_tw_buckets no TIME_WAIT is made, and the port is free at once", "[host][linux]") {
  const Recorder record =
      run({.settings = "net.ipv4.ip_local_port_range: 40000 40009, net.ipv4.tcp_max_tw_buckets: 5",
           .workloads = once_a_second("load", "far", "0s", "1min", "holds: 100ms"),
           .duration = "1min"});
  CHECK(connected(record, 0) == 60);
  CHECK(waiting_at(record, 59s) == 5);
}

TEST_CASE("The server's TIME_WAIT counts where it runs on the host itself", "[host][linux]") {
  const auto peak = [](const char* address) {
    const Recorder record =
        run({.host = "addresses: [10.0.0.1]",
             .services = fmt::format("near: {{address: {}, port: 80}}", address),
             .workloads = once_a_second("load", "near", "0s", "30s", "holds: 0s, closes: server"),
             .duration = "30s"});
    CHECK(connected(record, 0) == 30);
    return waiting_at(record, 30s - 1ns);
  };
  CHECK(peak("127.0.0.1") <= 10);  // one a four-tuple, each replaced when it is used again
  CHECK(peak("127.0.0.1") > 0);
  CHECK(peak("10.0.0.1") > 0);
  CHECK(peak("10.9.0.1") == 0);
}

TEST_CASE("A server's reset frees the four-tuple at both ends", "[host][linux]") {
  const Recorder record =
      run({.services = "near: {address: 127.0.0.1, port: 80}",
           .workloads = once_a_second("load", "near", "0s", "1min", "holds: 100ms, closes: server-abort"),
           .duration = "1min"});
  CHECK(connected(record, 0) == 60);
  CHECK(record.waits.empty());
}

TEST_CASE("A connection whose server closes late waits in FIN_WAIT_2 as well", "[host][linux]") {
  const auto forgotten = [](const char* closes_after) {
    const Recorder record =
        run({.services = fmt::format("slow: {{address: 10.9.0.1, port: 80, closes_after: {}}}", closes_after),
             .workloads = once_a_second("load", "slow", "0s", "1s", "holds: 0s"),
             .duration = "5min"});
    REQUIRE(record.waits.size() == 1);
    REQUIRE(record.intervals.size() == 1);
    CHECK(record.waits.front().second.from == SimTime{});
    CHECK(record.intervals.front().second.in_use_until == record.waits.front().second.until);
    return record.waits.front().second.until.since_start();
  };
  const Duration after_ten_seconds = forgotten("10s");
  CHECK(after_ten_seconds > 70s);
  CHECK(after_ten_seconds <= 72048ms);
  CHECK(forgotten("never") == 60s);
  CHECK(forgotten("2min") == 60s);
}

TEST_CASE("connect() takes a loopback four-tuple from TIME_WAIT after a second, and from no other place",
          "[host][linux]") {
  // Every second port comes first, and the others only when none of those is left.
  const auto taken = [](const char* address, const char* settings) {
    const Recorder record = run({.settings = settings,
                                 .services = fmt::format("near: {{address: {}, port: 80}}", address),
                                 .workloads = once_a_second("load", "near", "0s", "59s", "holds: 0s"),
                                 .duration = "59s"});
    const int served = connected(record, 0);
    CHECK(waiting_at(record, 59s - 1ns) == (served == 10 ? 10 : 5));
    return served;
  };
  const char* const defaults = "net.ipv4.ip_local_port_range: 40000 40009";
  CHECK(taken("127.0.0.1", defaults) == 59);
  CHECK(taken("10.9.0.1", defaults) == 10);
  CHECK(taken("10.9.0.1", "net.ipv4.ip_local_port_range: 40000 40009, net.ipv4.tcp_tw_reuse: 1") == 59);
  CHECK(taken("127.0.0.1", "net.ipv4.ip_local_port_range: 40000 40009, net.ipv4.tcp_tw_reuse: 0") == 10);
  CHECK(taken("127.0.0.1", "net.ipv4.ip_local_port_range: 40000 40009, net.ipv4.tcp_timestamps: 0") == 10);
}
