#include "tests/sim/scenario/scenario_texts.hpp"

namespace portsim {
namespace {

TEST_CASE("An override replaces a value", "[scenario]") {
  CHECK(loaded(mail_front_end, {"duration=1h"}).duration == 1h);
  const Scenario scenario = loaded(mail_front_end, {"hosts.mail-front-end.settings.TcpTimedWaitDelay=30"});
  CHECK(scenario.hosts.at(0).behaviour.time_wait == 30s);
  CHECK(scenario.hosts.at(0).behaviour.ephemeral.last == Port{5000});
}

TEST_CASE("An override adds a key that the file leaves out", "[scenario]") {
  CHECK(loaded(web_client, {"seed=7"}).seed == 7);
  CHECK(loaded(web_client, {"workloads.calls.closes=server"}).workloads.at(0).closes == Closer::server);
  CHECK(loaded(web_client, {"hosts.client.settings.time_wait=10s"}).hosts.at(0).behaviour.time_wait == 10s);
  CHECK(loaded(web_client, {"hosts.client.settings.time_wait=10s", "hosts.client.settings.pool=address"})
            .hosts.at(0)
            .behaviour.scope == PoolScope::address);
}

TEST_CASE("An override makes the maps on its path that the file leaves out", "[scenario]") {
  CHECK(std::get<ExponentialHold>(
            loaded(web_client, {"workloads.calls.holds.exponential=2s"}).workloads.at(0).holds)
            .mean == 2s);
  const Scenario scenario = loaded(windows_client, {"hosts.client.settings.dynamicport.num=1000",
                                                    "hosts.client.settings.dynamicport.start=50000"});
  CHECK(scenario.hosts.at(0).behaviour.ephemeral == PortRange{Port{50000}, Port{50999}});
}

TEST_CASE("A map that an override begins and no other completes lacks a key there", "[scenario]") {
  CHECK(
      problems_of(windows_client, {"hosts.client.settings.dynamicport.num=100"}) ==
      R"(--set:1:23: hosts.client.settings.dynamicport.start: missing; expected the first port of the range [missing-key]
  1 | hosts.client.settings.dynamicport.num=100
    |                       ^
--set:1:39: hosts.client.settings.dynamicport.num: expected how many ports the range has, found 100; the least is 255 [out-of-range]
  1 | hosts.client.settings.dynamicport.num=100
    |                                       ^
)");
  CHECK(
      problems_of(web_client, {"workloads.calls.retry.attempts=3"}) ==
      R"(--set:1:17: workloads.calls.retry.backoff: missing; expected a delay such as "1s", or {exponential: 250ms, at_most: 8s, jitter: full} [missing-key]
  1 | workloads.calls.retry.attempts=3
    |                 ^
)");
}

TEST_CASE("An override reaches into lists and may be a whole map", "[scenario]") {
  const auto arrivals = [](const Scenario& scenario) {
    return std::get<OpenClient>(scenario.workloads.at(0).client).arrivals;
  };
  const std::string client =
      "workloads.calls.client={model: open, arrivals: constant, phases: [{for: 1s, rate: 1/s}, {rate: 2/s}]}";
  const Scenario scenario = loaded(web_client, {client, "workloads.calls.client.phases[1].rate=3/s"});
  CHECK(arrivals(scenario).process == ArrivalProcess::constant);
  CHECK(arrivals(scenario).phases.at(0).rate == Rate{1, 1s});
  CHECK(arrivals(scenario).phases.at(1).rate == Rate{3, 1s});
}

TEST_CASE("A later override wins over an earlier one, and both over the file's mistakes", "[scenario]") {
  CHECK(loaded(with(web_client, "10min", "soon"), {"duration=1h", "duration=2h"}).duration == 2h);
}

TEST_CASE("The value of an override may hold an equals sign", "[scenario]") {
  CHECK(loaded(web_client, {"scenario=a=b"}).name == "a=b");
}

TEST_CASE("A problem in an override is located in it", "[scenario]") {
  CHECK(
      problems_of(mail_front_end, {"hosts.mail-front-end.settings.TcpTimedWaitDelay=10"}) ==
      R"(--set:1:49: hosts.mail-front-end.settings.TcpTimedWaitDelay: expected 30 to 300 (s), found 10 [out-of-range]
  1 | hosts.mail-front-end.settings.TcpTimedWaitDelay=10
    |                                                 ^
)");
  CHECK(problems_of(web_client, {"duration="}) ==
        R"(--set:1:10: duration: expected a duration such as "30min", found nothing [wrong-type]
  1 | duration=
    |          ^
)");
  CHECK(problems_of(web_client, {"duration=1h", "workloads.calls.holds={uniform: [3s, 1s]}"}) ==
        R"(--set:1:33: workloads.calls.holds.uniform: the shortest is longer than the longest [wrong-order]
  1 | workloads.calls.holds={uniform: [3s, 1s]}
    |                                 ^
)");
}

TEST_CASE("A key that is missing in a map that an override gives whole is located in it", "[scenario]") {
  CHECK(
      problems_of(windows_client, {"hosts.client.os=windows-7-sp1",
                                   "workloads.calls.client={model: open, arrivals: poisson}"}) ==
      R"(--set:1:24: workloads.calls.client.rate: missing; expected a rate such as "200/s", or phases [missing-key]
  1 | workloads.calls.client={model: open, arrivals: poisson}
    |                        ^
)");
  CHECK(problems_of(windows_client, {"services.web={address: 192.0.2.1}"}) ==
        R"(--set:1:14: services.web.port: missing; expected a port from 1 to 65535 [missing-key]
  1 | services.web={address: 192.0.2.1}
    |              ^
)");
  CHECK(
      problems_of(
          mail_front_end,
          {"workloads.webmail.client={model: open, arrivals: poisson, rate: 1/s, phases: [{rate: 1/s}]}"}) ==
      R"(--set:1:26: workloads.webmail.client: rate and phases exclude each other [conflict]
  1 | workloads.webmail.client={model: open, arrivals: poisson, rate: 1/s, phases: [{rate: 1/s}]}
    |                          ^
)");
}

TEST_CASE("A path that leads nowhere is an error with a suggestion", "[scenario]") {
  CHECK(problems_of(mail_front_end, {"hosts.mail-frontend.os=windows-xp-sp2"}) ==
        R"(--set:1:7: no "mail-frontend" in hosts; did you mean "mail-front-end"? [bad-path]
  1 | hosts.mail-frontend.os=windows-xp-sp2
    |       ^
)");
  CHECK(problems_of(web_client, {"workloads.calls.clint.rate=1/s"}) ==
        R"(--set:1:17: workloads.calls.clint: unknown key; did you mean "client"? [unknown-key]
  1 | workloads.calls.clint.rate=1/s
    |                 ^
)");
  CHECK(problems_of(windows_client, {"hosts.client.setings.x=1"}) ==
        R"(--set:1:14: hosts.client.setings: unknown key; did you mean "settings"? [unknown-key]
  1 | hosts.client.setings.x=1
    |              ^
)");
  CHECK(
      problems_of(windows_client, {"hosts.client.settings.dynamicprot.num=1000"}) ==
      R"(--set:1:23: hosts.client.settings.dynamicprot: no setting of Windows 7 SP1 that can be simulated; did you mean "dynamicport"? [unknown-setting]
  1 | hosts.client.settings.dynamicprot.num=1000
    |                       ^
)");
  CHECK(problems_of(web_client, {"sed=1"}) ==
        R"(--set:1:1: sed: unknown key; did you mean "seed"? [unknown-key]
  1 | sed=1
    | ^
)");
  CHECK(problems_of(web_client, {"hosts.client.os.id=1"}) ==
        R"(--set:1:16: hosts.client.os is no map [bad-path]
  1 | hosts.client.os.id=1
    |                ^
)");
  CHECK(problems_of(web_client, {"hosts[0]=1"}) == R"(--set:1:6: hosts is no list [bad-path]
  1 | hosts[0]=1
    |      ^
)");
  CHECK(problems_of(web_client, {"hosts.client.patches[0]=KB2826167"}) ==
        R"(--set:1:14: no "patches" in hosts.client; set the whole list: hosts.client.patches=[...] [bad-path]
  1 | hosts.client.patches[0]=KB2826167
    |              ^
)");
  CHECK(problems_of(mail_front_end, {"threshold[0]=failures < 1"}) ==
        R"(--set:1:1: no "threshold" in the scenario; did you mean "thresholds"? [bad-path]
  1 | threshold[0]=failures < 1
    | ^
)");
  CHECK(problems_of(mail_front_end, {"thresholds[1]=failures < 1"}) ==
        R"(--set:1:11: no [1] in thresholds; it has 1, counted from [0] [bad-path]
  1 | thresholds[1]=failures < 1
    |           ^
)");
}

TEST_CASE("A path makes maps no deeper than a scenario may be", "[scenario]") {
  std::string path = "a";
  for (int i = 0; i < 100'000; ++i) path += ".a";
  CHECK(problems_of(web_client, {path + "=1"}).find("--set:1:64: nested more than 32 deep") !=
        std::string::npos);
}

TEST_CASE("An override that is none says what one is", "[scenario]") {
  const std::string expected = "expected PATH=VALUE, such as duration=10min [bad-path]\n";
  CHECK(problems_of(web_client, {"duration"}) == "--set:1:1: " + expected + "  1 | duration\n    | ^\n");
  CHECK(problems_of(web_client, {"=1"}) == "--set:1:1: " + expected + "  1 | =1\n    | ^\n");
  CHECK(problems_of(web_client, {""}) == "--set:1:1: " + expected + "  1 | \n    | ^\n");
  for (const char* path : {".", "a..b", ".a", "hosts.", "hosts[", "hosts[]", "hosts[-1]", "hosts[0", "[0]",
                           "hosts]", "hosts[99999999999999999999]"}) {
    INFO(path);
    CHECK_FALSE(problems_of(web_client, {std::string{path} + "=1"}).empty());
  }
  CHECK(problems_of(mail_front_end, {"thresholds[0]x=1"}) ==
        R"(--set:1:14: expected a dot before a key [bad-path]
  1 | thresholds[0]x=1
    |              ^
)");
}

}  // namespace
}  // namespace portsim
