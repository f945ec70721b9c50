// Messages for the timeline: each at the entry that is the cause. The whole text of each is pinned.
#include <fmt/format.h>

#include "tests/sim/scenario/scenario_texts.hpp"

namespace portsim {
namespace {

// The entry is in line 15 of the text.
std::string mistake(std::string_view entry, std::vector<std::string> overrides = {}) {
  return problems_of(std::string{windows_client} + "timeline:\n  - " + std::string{entry} + "\n",
                     std::move(overrides));
}

TEST_CASE("A timeline is a list of steps", "[scenario]") {
  CHECK(
      problems_of(std::string{windows_client} + "timeline: {at: 5min}\n") ==
      R"(web.yaml:14:11: timeline: expected a list of steps such as [{at: 20min, host: web, do: restart-adapter}], found a map [wrong-type]
  14 | timeline: {at: 5min}
     |           ^
)");
  CHECK(
      mistake("restart") ==
      R"(web.yaml:15:5: timeline[0]: expected a step such as {at: 20min, host: web, do: restart-adapter}, found "restart" [wrong-type]
  15 |   - restart
     |     ^
)");
}

TEST_CASE("A step is within the run, on a host that exists, and known", "[scenario]") {
  CHECK(
      mistake("{at: 30min, host: clent, do: reboot}") ==
      R"(web.yaml:15:10: timeline[0].at: expected a time before the end of the run at 30min, found "30min" [wrong-order]
  15 |   - {at: 30min, host: clent, do: reboot}
     |          ^
web.yaml:15:23: timeline[0].host: unknown host "clent"; did you mean "client"? [unknown-name]
  15 |   - {at: 30min, host: clent, do: reboot}
     |                       ^
web.yaml:15:34: timeline[0].do: expected restart-adapter or restart, found "reboot"; did you mean "restart"? [wrong-value]
  15 |   - {at: 30min, host: clent, do: reboot}
     |                                  ^
)");
  CHECK(mistake("{host: client, do: restart, when: 1s}") ==
        R"(web.yaml:15:5: timeline[0].at: missing; expected a duration such as "20min" [missing-key]
  15 |   - {host: client, do: restart, when: 1s}
     |     ^
web.yaml:15:33: timeline[0].when: unknown key; expected at, host, do, install or set [unknown-key]
  15 |   - {host: client, do: restart, when: 1s}
     |                                 ^
)");
}

TEST_CASE("A step does one thing", "[scenario]") {
  CHECK(mistake("{at: 1min, host: client}") ==
        R"(web.yaml:15:5: timeline[0]: expected one of do, install and set [missing-key]
  15 |   - {at: 1min, host: client}
     |     ^
)");
  CHECK(mistake("{at: 1min, do: restart, set: {workloads.calls.closes: server}}") ==
        R"(web.yaml:15:5: timeline[0]: expected only one of do, install and set, found do and set [conflict]
  15 |   - {at: 1min, do: restart, set: {workloads.calls.closes: server}}
     |     ^
)");
  CHECK(
      mistake("{at: 1min, host: client, do: restart, install: KB2826167}") ==
      R"(web.yaml:15:5: timeline[0]: expected only one of do, install and set, found do and install [conflict]
  15 |   - {at: 1min, host: client, do: restart, install: KB2826167}
     |     ^
)");
  CHECK(mistake("{at: 1min, do: restart}") ==
        R"(web.yaml:15:5: timeline[0].host: missing; expected the name of a host [missing-key]
  15 |   - {at: 1min, do: restart}
     |     ^
)");
  CHECK(mistake("{at: 1min, host: client, set: {workloads.calls.closes: server}}") ==
        R"(web.yaml:15:16: timeline[0].host: a set names what it changes by its path [conflict]
  15 |   - {at: 1min, host: client, set: {workloads.calls.closes: server}}
     |                ^
)");
  CHECK(
      mistake("{at: 1min, set: {}}") ==
      R"(web.yaml:15:21: timeline[0].set: expected a map such as {workloads.web.client.rate: 50/s}, found an empty map [wrong-type]
  15 |   - {at: 1min, set: {}}
     |                     ^
)");
  CHECK(
      mistake("{at: 1min, host: client, install: [KB2826167]}") ==
      R"(web.yaml:15:39: timeline[0].install: expected the id of a patch such as KB2826167, found a list [wrong-type]
  15 |   - {at: 1min, host: client, install: [KB2826167]}
     |                                       ^
)");
}

TEST_CASE("A patch that does not install says why, as it does under hosts", "[scenario]") {
  const OsProfile* os = find_os("windows-7-sp1");
  REQUIRE(os);
  for (const char* patch : {"KB2901197", "KB1234567"}) {
    const Result<Scenario> under_hosts =
        load(windows_client, {fmt::format("hosts.client.patches=[{}]", patch)});
    REQUIRE_FALSE(under_hosts.has_value());
    CHECK(mistake(fmt::format("{{at: 1min, host: client, install: {}}}", patch)) ==
          fmt::format(R"(web.yaml:15:39: timeline[0].install: {} [{}]
  15 |   - {{at: 1min, host: client, install: {}}}
     |                                       ^
)",
                      under_hosts.error().at(0).message,
                      patch == std::string_view{"KB1234567"} ? "unknown-name" : "not-applicable", patch));
  }
  CHECK(mistake("{at: 1min, host: client, install: KB2826167}", {"hosts.client.patches=[KB2826167]"}) ==
        R"(web.yaml:15:39: timeline[0].install: KB2826167 is installed already [conflict]
  15 |   - {at: 1min, host: client, install: KB2826167}
     |                                       ^
)");
}

TEST_CASE("What cannot change while the scenario runs is an error that lists what can", "[scenario]") {
  for (const char* path : {"hosts.client.os", "hosts.client.settings", "hosts.client.assume.selection",
                           "hosts.client.addresses", "workloads.calls.client", "workloads.calls.client.model",
                           "workloads.calls.host", "workloads.calls.starts", "workloads.calls.bind",
                           "services.web.port", "duration", "timeline", "workloads", "settings"}) {
    CHECK(
        mistake(fmt::format("{{at: 1min, set: {{{}: 1}}}}", path)) ==
        fmt::format(
            R"(web.yaml:15:22: timeline[0].set: {0} cannot change while the scenario runs; what can: hosts.NAME.settings.KEY, workloads.NAME.client.KEY (but for model and file), workloads.NAME.holds, workloads.NAME.closes and workloads.NAME.retry [cannot-change]
  15 |   - {{at: 1min, set: {{{0}: 1}}}}
     |                      ^
)",
            path));
  }
}

TEST_CASE("A path that does not exist is located at the part that is wrong", "[scenario]") {
  CHECK(mistake("{at: 1min, set: {workloads.cals.client.rate: 5/s}}") ==
        R"(web.yaml:15:32: timeline[0].set: no "cals" in workloads; did you mean "calls"? [bad-path]
  15 |   - {at: 1min, set: {workloads.cals.client.rate: 5/s}}
     |                                ^
)");
  CHECK(
      mistake("{at: 1min, set: {workloads.calls.client.rte: 5/s}}") ==
      R"(web.yaml:15:45: timeline[0].set: workloads.calls.client.rte: unknown key; did you mean "rate"? [unknown-key]
  15 |   - {at: 1min, set: {workloads.calls.client.rte: 5/s}}
     |                                             ^
)");
  CHECK(
      mistake("{at: 1min, set: {hosts.client.settings.TcpTimedWaitDelays: 30}}") ==
      R"(web.yaml:15:44: timeline[0].set: hosts.client.settings.TcpTimedWaitDelays: no setting of Windows 7 SP1 that can be simulated; did you mean "TcpTimedWaitDelay"? [unknown-setting]
  15 |   - {at: 1min, set: {hosts.client.settings.TcpTimedWaitDelays: 30}}
     |                                            ^
)");
  CHECK(mistake("{at: 1min, set: {workloads.calls.retry.attempts: 3}}", {"workloads.calls.retry=none"}) ==
        R"(web.yaml:15:43: timeline[0].set: workloads.calls.retry is no map [bad-path]
  15 |   - {at: 1min, set: {workloads.calls.retry.attempts: 3}}
     |                                           ^
)");
}

TEST_CASE("A part of a setting that is not stated is located at the step", "[scenario]") {
  CHECK(
      mistake("{at: 1min, set: {hosts.client.settings.dynamicport.num: 1000}}") ==
      R"(web.yaml:15:44: timeline[0].set: hosts.client.settings.dynamicport.start: missing; expected the first port of the range [missing-key]
  15 |   - {at: 1min, set: {hosts.client.settings.dynamicport.num: 1000}}
     |                                            ^
)");
}

TEST_CASE("A bad value is located in the step", "[scenario]") {
  CHECK(
      mistake("{at: 1min, set: {workloads.calls.client.rate: fast}}") ==
      R"(web.yaml:15:51: timeline[0].set: workloads.calls.client.rate: expected a rate such as "200/s", found "fast" [wrong-value]
  15 |   - {at: 1min, set: {workloads.calls.client.rate: fast}}
     |                                                   ^
)");
  CHECK(
      mistake("{at: 1min, set: {hosts.client.settings.dynamicport: {start: 1024, num: 255}}}") ==
      R"(web.yaml:15:65: timeline[0].set: hosts.client.settings.dynamicport.start: expected the first port of the range, found 1024; the least is 1025 [out-of-range]
  15 |   - {at: 1min, set: {hosts.client.settings.dynamicport: {start: 1024, num: 255}}}
     |                                                                 ^
)");
  // A setting that is pending must be right too.
  CHECK(
      mistake("{at: 1min, set: {hosts.client.settings.TcpTimedWaitDelay: 10}}") ==
      R"(web.yaml:15:63: timeline[0].set: hosts.client.settings.TcpTimedWaitDelay: expected 30 to 300 (s), found 10 [out-of-range]
  15 |   - {at: 1min, set: {hosts.client.settings.TcpTimedWaitDelay: 10}}
     |                                                               ^
)");
  CHECK(mistake("{at: 1min, set: {workloads.calls.closes: 1, workloads.calls.closes: 2}}")
            .find("timeline[0].set.workloads.calls.closes: duplicate key") != std::string::npos);
}

TEST_CASE("What a step makes wrong elsewhere is reported at the step", "[scenario]") {
  CHECK(
      mistake("{at: 1min, set: {workloads.calls.client.rate: 1000000000/s}}") ==
      R"(web.yaml:15:16: timeline[0].set: workloads.calls.client: about 1.8e+12 attempts in a replication; at most 1e+12 can be run [too-large]
  15 |   - {at: 1min, set: {workloads.calls.client.rate: 1000000000/s}}
     |                ^
)");
  const std::string mixed = std::string{windows_client} + R"(    from: all
    socket: [SO_PORT_SCALABILITY]
  plain: {host: client, connects_to: web, client: {model: open, arrivals: poisson, rate: 20/s}}
timeline:
  - {at: 1min, host: client, install: KB2826167}
)";
  CHECK(
      problems_of(mixed) ==
      R"(web.yaml:18:30: timeline[0].install: workloads.plain: it takes ports from the range of the host, and calls from the range of a local address (SO_PORT_SCALABILITY): how they share ports of client is not simulated [not-simulated]
  18 |   - {at: 1min, host: client, install: KB2826167}
     |                              ^
)");
}

TEST_CASE("What a pending setting makes wrong is reported at the restart", "[scenario]") {
  std::string text = with(windows_client, "    os: windows-7-sp1\n", "    os: windows-server-2022\n");
  text +=
      R"(  binding: {host: client, connects_to: web, bind: any-port, client: {model: open, arrivals: poisson, rate: 1/s}}
timeline:
  - {at: 1min, set: {hosts.client.settings.AutoReusePortRange: {start: 50000, num: 1000}}}
  - {at: 2min, host: client, do: restart}
)";
  CHECK(
      problems_of(text) ==
      R"(web.yaml:17:30: timeline[1].do: workloads.binding: it takes ports from the range of the host, and calls from the auto-reuse range: how they share ports of client is not simulated [not-simulated]
  17 |   - {at: 2min, host: client, do: restart}
     |                              ^
)");
}

TEST_CASE("A step with a problem leaves the later steps as they would be without it", "[scenario]") {
  CHECK(
      mistake("{at: 1min, set: {workloads.calls.closes: nobody}}\n  - {at: 2min, set: "
              "{workloads.calls.client.rate: 5/s}}") ==
      R"(web.yaml:15:46: timeline[0].set: workloads.calls.closes: expected client, server, abort or server-abort, or shares such as {client: 70%, server: 30%}, found "nobody" [wrong-value]
  15 |   - {at: 1min, set: {workloads.calls.closes: nobody}}
     |                                              ^
)");
}

TEST_CASE("Problems of hosts and workloads are not repeated at every step", "[scenario]") {
  CHECK(
      mistake("{at: 1min, set: {workloads.calls.closes: server}}", {"workloads.calls.holds=long"}) ==
      R"(--set:1:23: workloads.calls.holds: expected a duration such as "200ms", a distribution such as {exponential: 200ms}, or forever, found "long" [wrong-value]
  1 | workloads.calls.holds=long
    |                       ^
)");
  CHECK_FALSE(problems_of("timeline: [{at: 1s, set: {workloads.a.closes: server}}]").empty());
  CHECK_FALSE(problems_of("hosts: 5\nworkloads: 5\ntimeline: [{at: 1s, host: a, do: restart}]").empty());
}

TEST_CASE("A timeline is bounded by what its steps keep", "[scenario]") {
  const auto timeline = [](int steps) {
    std::string text = "timeline:\n";
    for (int n = 0; n < steps; ++n) text += "  - {at: 1min, host: client, do: restart}\n";
    return text;
  };
  CHECK(loaded(std::string{windows_client} + timeline(1000)).timeline.size() == 1000);
  CHECK(
      problems_of(std::string{windows_client} + timeline(1001)) ==
      R"(web.yaml:15:3: timeline: 1001 steps; with these hosts and workloads at most 1000 can be kept [too-large]
  15 |   - {at: 1min, host: client, do: restart}
     |   ^
)");
  const std::string large = with(windows_client, "addresses: 4", "addresses: 65536");
  CHECK(problems_of(large + timeline(100)).find("timeline: 100 steps; with these") != std::string::npos);
  CHECK(problems_of(large + timeline(50)) == "");
}

TEST_CASE("Ranges that a timeline goes through take memory together", "[scenario]") {
  std::string text =
      with(with(windows_client, "addresses: 4", "addresses: 40"), "rate: 20/s", "rate: 1000000/s") +
      "    from: all\ntimeline:\n";
  const auto steps = [](int count) {
    std::string entries;
    for (int n = 0; n < count; ++n) {
      entries += fmt::format(
          "  - {{at: 1min, set: {{hosts.client.settings.dynamicport: {{start: {}, num: 60000}}}}}}\n",
          2000 + n);
    }
    return entries;
  };
  CHECK(problems_of(text + steps(20)) == "");
  // 50 ranges of 60000 ports, each with an instant for 40 addresses and two more: 50 * 60000 * 42 * 8.6
  // bytes.
  CHECK(
      problems_of(text + steps(50)) ==
      R"(web.yaml:15:1: timeline: a replication would keep about 1.1 GB of ports, users and requests in memory; at most 1 GB can be run [too-large]
  15 | timeline:
     | ^
)");
}

}  // namespace
}  // namespace portsim
