// Which changes a system and a scenario allow: limits from the documents that the reference of each setting
// names, patches from the articles about them.
#include "sim/experiment/remedies.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "tests/sim/experiment/advised_scenarios.hpp"

using namespace portsim;
using namespace portsim::test;

namespace {

std::string first_override(const Remedy& remedy) {
  REQUIRE(!remedy.candidates.empty());
  return remedy.candidates.front().overrides.front();
}

std::string last_override(const Remedy& remedy) {
  REQUIRE(!remedy.candidates.empty());
  return remedy.candidates.back().overrides.front();
}

bool cites(const Remedy& remedy, const std::string& reference) {
  return std::any_of(remedy.costs.begin(), remedy.costs.end(), [&](const Cost& cost) {
    return cost.source && contains(std::string{cost.source->reference}, reference);
  });
}

}  // namespace

TEST_CASE("Windows 2000 has the remedies of KB319502, within the limits that it states", "[remedies]") {
  const Remedies remedies =
      remedies_for("{os: windows-2000}",
                   "client: {model: mailbox-cache, users: 1000, request_rate: 2/min, ttl: 5s}, holds: 200ms");
  // KB196271: MaxUserPort 5000 to 65534, after a restart.
  const Remedy& range = remedy_named(remedies, "MaxUserPort of client");
  CHECK(range.today == "5000");
  CHECK(first_override(range) == "hosts.client.settings.MaxUserPort=5100");
  CHECK(last_override(range) == "hosts.client.settings.MaxUserPort=65534");
  CHECK(range.effort == Effort::setting_and_restart);
  CHECK(cites(range, "KB812873"));
  // KB314053: TcpTimedWaitDelay 30 to 300 s; Windows 2000 begins with 240 s.
  const Remedy& time_wait = remedy_named(remedies, "TcpTimedWaitDelay of client");
  CHECK(first_override(time_wait) == "hosts.client.settings.TcpTimedWaitDelay=235");
  CHECK(last_override(time_wait) == "hosts.client.settings.TcpTimedWaitDelay=30");
  CHECK(cites(time_wait, "RFC 1337"));
  const Remedy& ttl = remedy_named(remedies, "MailboxCacheTTL of load");
  CHECK(first_override(ttl) == "workloads.load.client.ttl=6s");
  CHECK(ttl.effort == Effort::application_setting);
}

TEST_CASE("Every candidate of every remedy can be loaded", "[remedies]") {
  const char* os = GENERATE("windows-nt-4.0", "windows-2000", "windows-server-2003-rtm", "windows-vista-sp2",
                            "windows-server-2008-rtm", "windows-7-sp1", "windows-8.1", "windows-11",
                            "linux-2.6", "linux-4.18", "linux-6.18", "freebsd-13", "macos", "textbook");
  DYNAMIC_SECTION(os) {
    const ScenarioText text = advised_text(std::string{"{os: "} + os + "}", even_150);
    for (const Remedy& remedy : remedies_of(loaded(text), text)) {
      INFO(remedy.title);
      CHECK(remedy.candidates.empty() == !remedy.why_not.empty());
      if (remedy.candidates.empty()) continue;
      CHECK(!remedy.paths.empty() | (remedy.kind == RemedyKind::socket_option));
      for (const std::size_t n : {std::size_t{0}, remedy.candidates.size() - 1}) {
        ScenarioText changed = text;
        changed.varied = remedy.candidates[n].overrides;
        const auto scenario = load_scenario(changed);
        INFO(remedy.candidates[n].overrides.front());
        INFO((scenario ? std::string{} : scenario.error().front().message));
        CHECK(scenario);
      }
    }
  }
}

TEST_CASE("KB2826167 is a remedy on Windows 7 SP1, and none on Windows 7 RTM before the upgrade",
          "[remedies]") {
  const Remedies sp1 = remedies_for("{os: windows-7-sp1}", even_150);
  const Remedy& patch = remedy_named(sp1, "KB2826167 on client");
  CHECK(first_override(patch) == "hosts.client.patches=[KB2826167]");
  CHECK(patch.effort == Effort::patch_and_restart);
  CHECK(cites(patch, "KB2916780"));

  const Remedies rtm = remedies_for("{os: windows-7-rtm}", even_150);
  CHECK(!has_remedy(rtm, RemedyKind::patch));
  CHECK(contains(remedy_named(rtm, "a patch for client").why_not,
                 "upgrade to windows-7-sp1 and install KB2826167"));
  const Candidate& upgrade = remedy_named(rtm, "the system of client").candidates.front();
  CHECK(upgrade.name == "windows-7-sp1 with KB2826167");
  CHECK(upgrade.overrides ==
        std::vector<std::string>{"hosts.client.os=windows-7-sp1", "hosts.client.patches=[KB2826167]"});
}

TEST_CASE("A patched host needs no patch, and says so", "[remedies]") {
  const Remedies remedies = remedies_for("{os: windows-7-sp1, patches: [KB2826167]}", even_150);
  CHECK(contains(remedy_named(remedies, "a patch for client").why_not, "no defect"));
}

TEST_CASE("A patch is added to those that are installed", "[remedies]") {
  const Remedies remedies = remedies_for("{os: windows-7-sp1, patches: [KB2577795]}", even_150);
  CHECK(first_override(remedy_named(remedies, "KB2826167")) == "hosts.client.patches=[KB2577795, KB2826167]");
}

TEST_CASE("An upgrade goes on in the server's line, and names the settings that are no more", "[remedies]") {
  const Remedies remedies =
      remedies_for("{os: windows-2000, settings: {MaxUserPort: 9000, TcpTimedWaitDelay: 200}}", even_150);
  const auto& levels = remedy_named(remedies, "the system of client").candidates;
  REQUIRE(levels.size() > 3);
  CHECK(levels.front().overrides == std::vector<std::string>{"hosts.client.os=windows-server-2003-rtm"});
  // Server 2008 RTM has the defect and no patch for it (KB2916780).
  CHECK(levels[2].name == "windows-server-2008-sp2 with KB2901197 (without MaxUserPort)");
  CHECK(levels.back().name == "windows-server-2022 (without MaxUserPort)");
  for (const Candidate& level : levels) CHECK(!contains(level.name, "windows-7"));
}

TEST_CASE("Where the server closes already, closing by the server and a shorter TIME_WAIT cannot help",
          "[remedies]") {
  const Remedies remedies = remedies_for("{os: windows-2000}", std::string{even_150} + ", closes: server");
  const Remedy& closes = remedy_named(remedies, "closing by the server of load");
  CHECK(closes.candidates.empty());
  CHECK(contains(closes.why_not, "the server closes already"));
  CHECK(contains(remedy_named(remedies, "TcpTimedWaitDelay").why_not, "enters TIME_WAIT"));
}

TEST_CASE("A client that closes may leave that to the server, who then has the TIME_WAIT (RFC 9293)",
          "[remedies]") {
  const Remedy server = remedy_named(remedies_for("{os: windows-2000}", even_150), "closing by the server");
  CHECK(first_override(server) == "workloads.load.closes=server");
  CHECK(server.effort == Effort::application_change);
  CHECK(cites(server, "RFC 9293"));
}

TEST_CASE("Addresses multiply the pool by SO_PORT_SCALABILITY, where there is one that works", "[remedies]") {
  const auto addresses_on = [](const std::string& host) {
    return remedy_named(remedies_for(host, even_150), "addresses of client");
  };
  // SO_PORT_SCALABILITY is listed from Server 2008 on.
  CHECK(contains(addresses_on("{os: windows-2000}").why_not, "has no SO_PORT_SCALABILITY"));
  // KB2826167: without it the option does not multiply the pool.
  CHECK(contains(addresses_on("{os: windows-7-sp1}").why_not, "install KB2826167"));
  const Remedy patched = addresses_on("{os: windows-7-sp1, patches: [KB2826167]}");
  CHECK(patched.candidates.front().overrides ==
        std::vector<std::string>{"hosts.client.addresses=[10.0.0.1, 10.0.0.2]", "workloads.load.from=all",
                                 "workloads.load.socket=[SO_PORT_SCALABILITY]"});
  // macOS has one pool for all destinations and addresses; Linux one for each four-tuple.
  CHECK(contains(addresses_on("{os: macos}").why_not, "one pool of ports"));
  CHECK(addresses_on("{os: linux-6.18}").candidates.front().overrides.back() ==
        "workloads.load.socket=[IP_BIND_ADDRESS_NO_PORT]");
}

TEST_CASE("Linux cannot shorten TIME_WAIT, and can take four-tuples from it", "[remedies]") {
  const Remedies remedies = remedies_for("{os: linux-5.18}", even_150);
  CHECK(contains(remedy_named(remedies, "TIME_WAIT of client").why_not, "tcp_fin_timeout"));
  const Remedy& reuse = remedy_named(remedies, "net.ipv4.tcp_tw_reuse of client");
  CHECK(reuse.today == "2");
  CHECK(first_override(reuse) == "hosts.client.settings.net.ipv4.tcp_tw_reuse=1");
  CHECK(reuse.effort == Effort::setting);

  const Remedies without_timestamps =
      remedies_for("{os: linux-5.18, settings: {net.ipv4.tcp_timestamps: 0}}", even_150);
  CHECK(contains(remedy_named(without_timestamps, "net.ipv4.tcp_tw_reuse").why_not, "timestamps"));
}

TEST_CASE("A range grows to 65535 first, then down to what its system takes", "[remedies]") {
  // 32768-60999 (commit 07f4c90062f8): 28,232 ports. 500 ports are less than a fortieth of them.
  const Remedy linux_range =
      remedy_named(remedies_for("{os: linux-5.18}", even_150), "net.ipv4.ip_local_port_range");
  CHECK(linux_range.candidates.front().name == "32768 61267");  // 28,500
  CHECK(linux_range.candidates.back().name == "1024 65535");
  // netsh takes a start from 1025 on (KB929851), at once.
  const Remedy windows_range = remedy_named(remedies_for("{os: windows-10}", even_150), "dynamicport");
  CHECK(windows_range.candidates.back().name == "{start: 1025, num: 64511}");
  CHECK(windows_range.effort == Effort::setting);
  const Remedy widest = remedy_named(
      remedies_for("{os: windows-10, settings: {dynamicport: {start: 1025, num: 64511}}}", even_150),
      "dynamicport");
  CHECK(contains(widest.why_not, "the widest"));
}

TEST_CASE("Values are round, and each is at most a fortieth from the one before", "[remedies]") {
  for (const Remedy& remedy : remedies_for("{os: windows-2000}", even_150)) {
    if (remedy.title != "MaxUserPort of client" && remedy.title != "TcpTimedWaitDelay of client") continue;
    double before = std::stod(remedy.today);
    for (const Candidate& candidate : remedy.candidates) {
      const double value = std::stod(candidate.name);
      CHECK(std::abs(value - before) <= std::max(1.0, before / 40));
      before = value;
    }
  }
}

TEST_CASE("Fewer requests are offered by the percent, in the unit of the scenario", "[remedies]") {
  const auto fewer = [](const std::string& workload) {
    return remedy_named(remedies_for("{os: windows-2000}", workload), "fewer requests of load");
  };
  CHECK(first_override(fewer(even_150)) == "workloads.load.client.rate=148.5/s");
  CHECK(last_override(fewer(even_150)) == "workloads.load.client.rate=1.5/s");
  CHECK(first_override(fewer("client: {model: leak, rate: 13/min}")) ==
        "workloads.load.client.rate=12.87/min");
  CHECK(last_override(fewer("client: {model: closed, users: 50, think: 1s}")) ==
        "workloads.load.client.users=1");
  CHECK(fewer("client: {model: open, arrivals: constant, phases: [{for: 1min, rate: 10/s, to: 20/s}]}")
            .candidates.front()
            .overrides == std::vector<std::string>{"workloads.load.client.phases[0].rate=9.9/s",
                                                   "workloads.load.client.phases[0].to=19.8/s"});
}

TEST_CASE("Ports that are kept out of the range can be given back to it", "[remedies]") {
  const Remedies remedies = remedies_for("{os: windows-10, excluded: [50000-50059]}", even_150);
  const Remedy& excluded = remedy_named(remedies, "excluded ports of client");
  CHECK(excluded.today == "60 ports");
  CHECK(first_override(excluded) == "hosts.client.excluded=[]");
  CHECK(!has_remedy(remedies_for("{os: windows-10}", even_150), RemedyKind::excluded_ports));
}

TEST_CASE("A socket that binds first may leave the port to connect()", "[remedies]") {
  const Remedies remedies = remedies_for("{os: linux-6.18}", std::string{even_150} + ", bind: any-port");
  CHECK(first_override(remedy_named(remedies, "IP_BIND_ADDRESS_NO_PORT of load")) ==
        "workloads.load.socket=[IP_BIND_ADDRESS_NO_PORT]");
  CHECK(first_override(remedy_named(remedies, "bind() of load")) == "workloads.load.bind=none");
  const Remedies old = remedies_for("{os: linux-4.1}", std::string{even_150} + ", bind: any-port");
  CHECK(contains(remedy_named(old, "IP_BIND_ADDRESS_NO_PORT of load").why_not, "linux-4.2"));
}

TEST_CASE("An auto-reuse range needs its patch on 8.1, and no option on Windows 10", "[remedies]") {
  const Remedy on_8_1 = remedy_named(remedies_for("{os: windows-8.1}", even_150), "AutoReusePortRange");
  CHECK(on_8_1.candidates.front().overrides ==
        std::vector<std::string>{"hosts.client.patches=[KB3149157]",
                                 "workloads.load.socket=[SO_REUSE_UNICASTPORT]",
                                 "hosts.client.settings.AutoReusePortRange={start: 48892, num: 260}"});
  const Remedy on_10 = remedy_named(remedies_for("{os: windows-10}", even_150), "AutoReusePortRange");
  CHECK(on_10.candidates.front().overrides.size() == 1);
  CHECK(on_10.effort == Effort::setting_and_restart);
  CHECK(contains(remedy_named(remedies_for("{os: windows-7-sp1}", even_150), "AutoReusePortRange").why_not,
                 "windows-8"));
}
