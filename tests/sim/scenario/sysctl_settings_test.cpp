// Settings of Linux, FreeBSD and macOS by their sysctl names, as people paste them, and how their workloads
// share ports.
#include "tests/sim/scenario/scenario_texts.hpp"

namespace portsim {
namespace {

std::string text_of(std::string_view os, std::string_view settings, std::string_view workloads = "") {
  return fmt::format(R"(scenario: sysctl
duration: 10min
hosts:
  client: {{os: {}, settings: {{{}}}}}
services:
  web: {{address: 192.0.2.1, port: 80}}
workloads:
  calls: {{host: client, connects_to: web, client: {{model: open, arrivals: poisson, rate: 20/s}}}}
{})",
                     os, settings, workloads);
}

HostBehaviour host_of(std::string_view os, std::string_view settings,
                      std::vector<std::string> overrides = {}) {
  return loaded(text_of(os, settings), std::move(overrides)).hosts.at(0).behaviour;
}

constexpr std::string_view binding_workload =
    "  binds: {host: client, connects_to: web, bind: any-port, "
    "client: {model: open, arrivals: poisson, rate: 20/s}}\n";

TEST_CASE("A range of ports is taken as sysctl prints it, or as a list", "[scenario]") {
  const PortRange range{Port{1024}, Port{65000}};
  for (const char* value : {"1024 65000", "\"1024\\t65000\"", "\"1024  65000\"", "[1024, 65000]"})
    CHECK(host_of("linux-6.18", fmt::format("net.ipv4.ip_local_port_range: {}", value)).ephemeral == range);
}

TEST_CASE("Reserved ports are taken as sysctl prints them, or as a list", "[scenario]") {
  const std::vector<PortRange> ports{{Port{40000}, Port{40000}}, {Port{50000}, Port{50099}}};
  for (const char* value : {"\"40000,50000-50099\"", "[40000, 50000-50099]"})
    CHECK(host_of("linux-6.18", fmt::format("net.ipv4.ip_local_reserved_ports: {}", value)).reserved ==
          ports);
  CHECK(host_of("linux-6.18", "net.ipv4.ip_local_reserved_ports: 40000").reserved.size() == 1);
}

TEST_CASE("Ports excluded on Linux are reserved ones", "[scenario]") {
  const std::string text = with(text_of("linux-6.18", ""), "settings: {}", "excluded: [40000-40099]");
  const HostBehaviour host = loaded(text).hosts.at(0).behaviour;
  CHECK(host.ports().size() == 28'232);
  CHECK(host.handed_out_ports().size() == 28'132);
}

TEST_CASE("An override reaches a sysctl by its whole name", "[scenario]") {
  CHECK(host_of("linux-6.18", "", {"hosts.client.settings.net.ipv4.tcp_tw_reuse=1"}).reused_after);
  CHECK(host_of("macos", "", {"hosts.client.settings.net.inet.tcp.msl=1000"}).time_wait == 2s);
}

TEST_CASE("A timeline changes a sysctl at once", "[scenario]") {
  const Scenario scenario = loaded(text_of("linux-6.18", "") +
                                   "timeline:\n  - {at: 1min, set: {hosts.client.settings.net.ipv4."
                                   "ip_local_port_range: 1024 65000}}\n");
  REQUIRE(scenario.timeline.size() == 1);
  CHECK(scenario.timeline[0].hosts[0].behaviour.ports().size() == 63'977);
}

TEST_CASE("What no sysctl takes is said with its place", "[scenario]") {
  const std::string linux_host = text_of("linux-6.18", "net.ipv4.ip_local_port_range: 61000 32768");
  CHECK(
      problems_of(linux_host) ==
      R"(web.yaml:4:69: hosts.client.settings.net.ipv4.ip_local_port_range: expected two ports such as "32768 60999", found "61000 32768"; the first port is above the last [wrong-order]
  4 |   client: {os: linux-6.18, settings: {net.ipv4.ip_local_port_range: 61000 32768}}
    |                                                                     ^
)");
  CHECK(
      problems_of(text_of("linux-4.6", "net.ipv4.tcp_tw_reuse: 2")) ==
      R"(web.yaml:4:61: hosts.client.settings.net.ipv4.tcp_tw_reuse: expected 0 to 1 (mode), found 2 [out-of-range]
  4 |   client: {os: linux-4.6, settings: {net.ipv4.tcp_tw_reuse: 2}}
    |                                                             ^
)");
  CHECK(
      problems_of(text_of("linux-4.19", "net.ipv4.ip_autobind_reuse: 1")) ==
      R"(web.yaml:4:39: hosts.client.settings.net.ipv4.ip_autobind_reuse: no setting of Linux 4.19 to 5.6 that can be simulated; it came with Linux 5.7 [unknown-setting]
  4 |   client: {os: linux-4.19, settings: {net.ipv4.ip_autobind_reuse: 1}}
    |                                       ^
)");
  CHECK(
      problems_of(text_of("linux-7.1", "net.ipv4.ip_local_port_step_width: 7")) ==
      R"(web.yaml:4:73: hosts.client.settings.net.ipv4.ip_local_port_step_width: only 0, the default, is simulated: every second port, and not a random stride [not-applicable]
  4 |   client: {os: linux-7.1, settings: {net.ipv4.ip_local_port_step_width: 7}}
    |                                                                         ^
)");
}

TEST_CASE("Sysctls of TIME_WAIT, FIN_WAIT_2 and bind() are taken as people paste them", "[scenario]") {
  const HostBehaviour host = host_of("linux-6.18",
                                     "net.ipv4.tcp_max_tw_buckets: 131072, net.ipv4.tcp_fin_timeout: 30, "
                                     "net.ipv4.ip_autobind_reuse: 1, net.ipv4.tcp_timestamps: 0");
  CHECK(host.time_wait_buckets == 131'072);
  CHECK(host.fin_wait_2 == 30s);
  CHECK(host.shares_ports_at_bind);
  CHECK_FALSE(host.has_timestamps);
}

// Linux says which ports bind() keeps from connect(); FreeBSD has such pools too, and they are not simulated.
TEST_CASE("On Linux connects with and without bind() share a host, on FreeBSD not", "[scenario]") {
  CHECK(problems_of(text_of("linux-6.18", "", binding_workload)).empty());
  CHECK(problems_of(text_of("linux-2.6", "", binding_workload)).empty());
  CHECK(
      problems_of(text_of("freebsd-14", "", binding_workload)) ==
      R"(web.yaml:9:3: workloads.binds: it takes ports from the range by bind(), and calls from the range of the host: how they share ports of client is not simulated [not-simulated]
  9 |   binds: {host: client, connects_to: web, bind: any-port, client: {model: open, arrivals: poisson, rate: 20/s}}
    |   ^
)");
  CHECK(problems_of(text_of("macos", "", binding_workload)).empty());
}

TEST_CASE("IP_BIND_ADDRESS_NO_PORT came with Linux 4.2", "[scenario]") {
  const std::string address_only =
      with(binding_workload, "bind: any-port", "bind: any-port, socket: [IP_BIND_ADDRESS_NO_PORT]");
  CHECK_THAT(problems_of(text_of("linux-4.1", "", address_only)),
             Catch::Matchers::Contains("linux-4.1 has no IP_BIND_ADDRESS_NO_PORT; the first level of the "
                                       "catalogue that has it is linux-4.2"));
}

TEST_CASE("A sysctl that lacks the begin of its name is told the whole", "[scenario]") {
  CHECK(
      web_mistake("    os: textbook", "    {os: linux-6.14, settings: {ip_local_port_range: 1024 60999}}") ==
      R"(web.yaml:5:33: hosts.client.settings.ip_local_port_range: no setting of Linux 6.14 to 6.17 that can be simulated; did you mean "net.ipv4.ip_local_port_range"? [unknown-setting]
  5 |     {os: linux-6.14, settings: {ip_local_port_range: 1024 60999}}
    |                                 ^
)");
}

}  // namespace
}  // namespace portsim
