// What a host whose both ends are simulated needs: listeners, services of its own, the phases of its timers,
// a socket's own range of ports, and services that refuse or are slow to close.
#include <fmt/format.h>

#include "sim/scenario/own_address.hpp"
#include "sim/scenario/port_source.hpp"

#include "tests/sim/scenario/scenario_texts.hpp"

namespace portsim {
namespace {

struct Parts {
  std::string_view os = "linux-6.18";
  std::string host = "";      // further keys of the host
  std::string service = "";   // and of the service
  std::string workload = "";  // and of the workload
  std::string_view address = "192.0.2.1";
};

std::string text_of(const Parts& parts) {
  return fmt::format(R"(scenario: a host and its services
duration: 10min
hosts:
  client: {{os: {}, addresses: [10.0.0.10, 10.0.0.11]{}}}
services:
  web: {{address: {}, port: 40000{}}}
workloads:
  calls: {{host: client, connects_to: web, client: {{model: leak, rate: 1/s}}{}}}
)",
                     parts.os, parts.host, parts.address, parts.service, parts.workload);
}

Host host_with(const char* keys) {
  return loaded(text_of({.host = keys})).hosts.at(0);
}
Service service_with(const char* keys) {
  return loaded(text_of({.service = keys})).services.at(0);
}
Workload workload_with(const char* keys) {
  return loaded(text_of({.workload = keys})).workloads.at(0);
}
std::string mistake(const Parts& parts) {
  const std::string all = problems_of(text_of(parts));
  return all.substr(0, all.find('\n'));
}

Endpoint endpoint(Ipv4Address address, std::uint16_t port) {
  return {address, Port{port}};
}

TEST_CASE("A host listens on ports of all its addresses, or of one", "[scenario]") {
  CHECK(host_with("").listening.empty());
  CHECK(host_with(", listening: []").listening.empty());
  CHECK(host_with(", listening: [8080, \"0.0.0.0:40010\", 10.0.0.11:40011, \"127.0.0.1:53\"]").listening ==
        std::vector<Endpoint>{endpoint(Ipv4Address{0}, 8080), endpoint(Ipv4Address{0}, 40010),
                              endpoint(Ipv4Address{10, 0, 0, 11}, 40011),
                              endpoint(Ipv4Address{127, 0, 0, 1}, 53)});
}

TEST_CASE("A listener that is none is said with its place", "[scenario]") {
  CHECK(
      problems_of(text_of({.host = ", listening: [0, 80, \"0.0.0.0:80\"]"})) ==
      R"(web.yaml:4:75: hosts.client.listening[0]: expected a port from 1 to 65535, or an address with a port such as "10.0.0.10:8080", found 0 [out-of-range]
  4 |   client: {os: linux-6.18, addresses: [10.0.0.10, 10.0.0.11], listening: [0, 80, "0.0.0.0:80"]}
    |                                                                           ^
web.yaml:4:82: hosts.client.listening[2]: 0.0.0.0:80 stands twice [duplicate-item]
  4 |   client: {os: linux-6.18, addresses: [10.0.0.10, 10.0.0.11], listening: [0, 80, "0.0.0.0:80"]}
    |                                                                                  ^
)");
  for (const char* listener : {"10.0.0.300:80", "10.0.0.10:http", "10.0.0.10:", ":80", "*:80", "10.0.0.10"})
    CHECK(mistake({.host = fmt::format(", listening: [\"{}\"]", listener)})
              .find("expected a port from 1 to 65535, or an address with a port") != std::string::npos);
  CHECK(
      mistake({.host = ", listening: [\"10.0.0.12:80\"]"}) ==
      R"(web.yaml:4:75: hosts.client.listening[0]: 10.0.0.12 is no address of client; expected one of its addresses, one of 127.0.0.0/8, or 0.0.0.0 for all [unknown-name])");
  CHECK(mistake({.host = ", listening: 80"}).find("expected a list of ports, or addresses with a port") !=
        std::string::npos);
}

TEST_CASE("A listener among the ports handed out is simulated on Linux only", "[scenario]") {
  CHECK(mistake({.os = "linux-2.6", .host = ", listening: [50000]"}) == "");
  CHECK(mistake({.os = "windows-11", .host = ", listening: [8080]"}) == "");
  CHECK(
      mistake({.os = "windows-11", .host = ", listening: [50000]"}) ==
      R"(web.yaml:4:75: hosts.client.listening[0]: port 50000 is among those that client hands out (49152-65535): what a listener there keeps from others is simulated on Linux only; leave the port out by excluded, or by settings [not-simulated])");
}

TEST_CASE("The phases of a host's timers are stated, or drawn in each replication", "[scenario]") {
  CHECK(host_with("").phases == TimerPhases{});
  CHECK(host_with(", phases: {time_wait: 0.53s}").phases == TimerPhases{.time_wait = 530ms, .port_hash = {}});
  CHECK(host_with(", phases: {time_wait: 0s, port_hash: 3.2s}").phases ==
        TimerPhases{.time_wait = 0s, .port_hash = 3200ms});
}

// Ticks: 2.6, and 4.8 and later. The hash of destinations is renewed since 5.18.
TEST_CASE("A system without such a timer has no phase of it", "[scenario]") {
  const std::string time_wait = ", phases: {time_wait: 1s}";
  const std::string port_hash = ", phases: {port_hash: 1s}";
  CHECK(mistake({.os = "linux-2.6", .host = time_wait}) == "");
  CHECK(
      mistake({.os = "linux-4.2", .host = time_wait}) ==
      R"(web.yaml:4:71: hosts.client.phases.time_wait: linux-4.2 ends TIME_WAIT on time, not at ticks [not-applicable])");
  CHECK(mistake({.os = "windows-11", .host = time_wait}).find("not-applicable") != std::string::npos);
  CHECK(mistake({.os = "linux-5.18", .host = port_hash}) == "");
  CHECK(
      mistake({.os = "linux-4.8", .host = port_hash}) ==
      R"(web.yaml:4:71: hosts.client.phases.port_hash: the order in which linux-4.8 tries its ports does not change with time [not-applicable])");
  CHECK(mistake({.os = "textbook", .host = port_hash}).find("not-applicable") != std::string::npos);
  CHECK(mistake({.host = ", phases: {time_wait: -1s}"}).find("it cannot be negative") != std::string::npos);
}

TEST_CASE("A service listens and closes at once unless it says otherwise", "[scenario]") {
  CHECK(service_with("").listens);
  CHECK(service_with("").closes_after == 0s);
  CHECK_FALSE(service_with(", listens: false").listens);
  CHECK(service_with(", closes_after: 5s").closes_after == 5s);
  CHECK(service_with(", closes_after: never").closes_after == forever);
  CHECK(mistake({.service = ", listens: no"}).find("expected true or false") != std::string::npos);
  CHECK(mistake({.service = ", closes_after: soon"}).find("expected a duration such as \"5s\", or never") !=
        std::string::npos);
}

TEST_CASE("A service that is slow to close is for systems whose FIN_WAIT_2 is known", "[scenario]") {
  CHECK(mistake({.os = "linux-2.6", .service = ", closes_after: 5s"}) == "");
  CHECK(mistake({.os = "windows-11", .service = ", closes_after: 0s"}) == "");
  CHECK(
      mistake({.os = "windows-11", .service = ", closes_after: 5s"}) ==
      R"(web.yaml:8:38: workloads.calls.connects_to: web does not close as soon as its client has: how long client then waits in FIN_WAIT_2 is simulated on Linux only [not-simulated])");
}

TEST_CASE("A socket has its own part of the range", "[scenario]") {
  CHECK_FALSE(workload_with("").port_range);
  const Workload workload =
      workload_with(", socket: [{IP_LOCAL_PORT_RANGE: 50000-50099}, IP_BIND_ADDRESS_NO_PORT]");
  CHECK(workload.port_range == PortRange{Port{50000}, Port{50099}});
  CHECK(workload.socket.has(SocketOption::local_port_range));
  CHECK(workload.socket.has(SocketOption::bind_address_no_port));
}

// inet_sk_get_local_port_range: each end counts only if it is within the host's range, 32768 to 60999.
TEST_CASE("Of a socket's range only what is in the host's range is used", "[scenario]") {
  const auto range_used = [](std::string_view stated) {
    const Scenario scenario =
        loaded(text_of({.workload = fmt::format(", socket: [{{IP_LOCAL_PORT_RANGE: {}}}]", stated)}));
    return port_range_of(scenario.hosts.at(0).behaviour, scenario.workloads.at(0));
  };
  const auto ports = [](std::uint16_t first, std::uint16_t last) {
    return PortRange{Port{first}, Port{last}};
  };
  CHECK(range_used("50000-50099") == ports(50000, 50099));
  CHECK(range_used("1024-40000") == ports(32768, 40000));
  CHECK(range_used("60000-65535") == ports(60000, 60999));
  CHECK(range_used("1024-65535") == ports(32768, 60999));
  CHECK(range_used("1024-2000") == ports(32768, 60999));
  CHECK(range_used("61000-65535") == ports(32768, 60999));
}

TEST_CASE("A socket's range that is none is said with its place", "[scenario]") {
  CHECK(
      mistake({.os = "linux-5.18", .workload = ", socket: [{IP_LOCAL_PORT_RANGE: 50000-50099}]"}) ==
      R"(web.yaml:8:86: workloads.calls.socket[0]: linux-5.18 has no IP_LOCAL_PORT_RANGE; the first level of the catalogue that has it is linux-6.3 [not-applicable])");
  CHECK(
      mistake({.workload = ", socket: [IP_LOCAL_PORT_RANGE]"}) ==
      R"(web.yaml:8:86: workloads.calls.socket[0]: expected an option such as SO_REUSEADDR, found "IP_LOCAL_PORT_RANGE"; it takes a range: {IP_LOCAL_PORT_RANGE: 50000-50099} [wrong-value])");
  CHECK(
      mistake({.workload = ", socket: [{IP_LOCAL_PORT_RANGE: 50000}]"}) ==
      R"(web.yaml:8:108: workloads.calls.socket[0].IP_LOCAL_PORT_RANGE: expected a range of ports such as 50000-50099, found 50000 [wrong-value])");
  CHECK(mistake({.workload = ", socket: [{IP_LOCAL_PORT_RANGE: 1-9}, {IP_LOCAL_PORT_RANGE: 2-9}]"}) ==
        R"(web.yaml:8:114: workloads.calls.socket[1]: IP_LOCAL_PORT_RANGE stands twice [duplicate-item])");
  CHECK(problems_of(text_of({.workload = ", socket: [{SO_REUSEADDR: true}]"}))
            .find("socket[0].SO_REUSEADDR: unknown key; expected IP_LOCAL_PORT_RANGE") != std::string::npos);
}

TEST_CASE("A service in 127.0.0.0/8, or at an address of the host, runs on it", "[scenario]") {
  const auto runs = [](std::string_view address) {
    const Scenario scenario = loaded(text_of({.address = address}));
    return runs_on(scenario.hosts.at(0), scenario.services.at(0));
  };
  CHECK(runs("127.0.0.1"));
  CHECK(runs("127.8.0.9"));
  CHECK(runs("10.0.0.11"));
  CHECK_FALSE(runs("10.0.0.12"));
  CHECK_FALSE(runs("192.0.2.1"));
}

TEST_CASE("A Linux host connects to itself, and may have addresses in 127.0.0.0/8", "[scenario]") {
  for (const char* address : {"127.0.0.1", "10.0.0.10", "10.0.0.10, count: 2", "127.0.0.1, count: 300"})
    CHECK(mistake({.address = address}) == "");
  const std::string text =
      with(text_of({.address = "127.0.0.3"}), "[10.0.0.10, 10.0.0.11]", "[127.0.0.1, 127.0.0.2]");
  CHECK(loaded(text).hosts.at(0).addresses ==
        std::vector<Ipv4Address>{Ipv4Address{127, 0, 0, 1}, Ipv4Address{127, 0, 0, 2}});
}

TEST_CASE("Of the destinations of a service all are on the host, or none", "[scenario]") {
  for (const char* address : {"10.0.0.9, count: 2", "10.0.0.11, count: 2", "126.255.255.255, count: 2",
                              "127.255.255.255, count: 2"})
    CHECK(
        mistake({.address = address}) ==
        R"(web.yaml:8:38: workloads.calls.connects_to: some of the 2 destinations of web are client itself, and others are not: that is not simulated; make two services of them [not-simulated])");
}

}  // namespace
}  // namespace portsim
