// What each step of a timeline makes of hosts and workloads.
#include "models/os/patches.hpp"

#include "tests/sim/scenario/scenario_texts.hpp"

namespace portsim {
namespace {

std::vector<TimelineStep> steps_of(std::string_view entries, std::vector<std::string> overrides = {}) {
  return loaded(std::string{windows_client} + "timeline:\n" + std::string{entries}, std::move(overrides))
      .timeline;
}

Rate rate_of(const Workload& workload) {
  return std::get<OpenClient>(workload.client).arrivals.phases.at(0).rate;
}

TEST_CASE("A scenario without a timeline, or with an empty one, has no steps", "[scenario]") {
  CHECK(loaded(windows_client).timeline.empty());
  CHECK(loaded(std::string{windows_client} + "timeline: []\n").timeline.empty());
}

TEST_CASE("Restarting the adapter cuts a host's connections and changes nothing else", "[scenario]") {
  const auto steps = steps_of("  - {at: 20min, host: client, do: restart-adapter}\n");
  REQUIRE(steps.size() == 1);
  CHECK(steps[0].at == 20min);
  CHECK(steps[0].what == "restart the adapter of client");
  CHECK(steps[0].cuts == HostIndex{0});
  CHECK_FALSE(steps[0].restarts_host);
  REQUIRE(steps[0].hosts.size() == 1);
  CHECK(steps[0].hosts[0].name == "client");
  CHECK(steps[0].hosts[0].behaviour.time_wait == 120s);
  REQUIRE(steps[0].workloads.size() == 1);
  CHECK(rate_of(steps[0].workloads[0]) == Rate{20, 1s});
}

TEST_CASE("A setting that the system reads when it starts takes effect at the next restart", "[scenario]") {
  const auto steps = steps_of(R"(  - {at: 5min, set: {hosts.client.settings.TcpTimedWaitDelay: 30}}
  - {at: 7min, host: client, do: restart-adapter}
  - {at: 10min, host: client, do: restart}
)");
  REQUIRE(steps.size() == 3);
  CHECK(steps[0].what == "set hosts.client.settings.TcpTimedWaitDelay to 30 (at the next restart of client)");
  CHECK_FALSE(steps[0].cuts.has_value());
  CHECK(steps[0].hosts[0].behaviour.time_wait == 120s);
  CHECK(steps[0].hosts[0].configuration.settings.empty());
  CHECK(steps[1].hosts[0].behaviour.time_wait == 120s);
  CHECK(steps[2].what == "restart client");
  CHECK(steps[2].cuts == HostIndex{0});
  CHECK(steps[2].restarts_host);
  CHECK(steps[2].hosts[0].behaviour.time_wait == 30s);
}

TEST_CASE("Until the restart the value of the last start holds", "[scenario]") {
  const auto steps = steps_of(R"(  - {at: 5min, set: {hosts.client.settings.TcpTimedWaitDelay: 30}}
  - {at: 6min, host: client, do: restart}
  - {at: 7min, set: {hosts.client.settings.TcpTimedWaitDelay: 300}}
  - {at: 8min, set: {hosts.client.settings.TcpTimedWaitDelay: 60}}
  - {at: 9min, host: client, do: restart}
)",
                              {"hosts.client.settings.TcpTimedWaitDelay=90"});
  std::vector<Duration> time_waits;
  for (const TimelineStep& step : steps) time_waits.push_back(step.hosts.at(0).behaviour.time_wait);
  CHECK(time_waits == std::vector<Duration>{90s, 30s, 30s, 30s, 60s});
}

TEST_CASE("The restart of one host starts no other", "[scenario]") {
  const std::string text =
      with(windows_client, "  client:\n    os", "  other: {os: windows-7-sp1}\n  client:\n    os");
  const auto steps = loaded(text + R"(timeline:
  - {at: 1min, set: {hosts.client.settings.TcpTimedWaitDelay: 30, hosts.other.settings.TcpTimedWaitDelay: 40}}
  - {at: 2min, host: other, do: restart}
)")
                         .timeline;
  REQUIRE(steps.size() == 2);
  CHECK(steps[1].cuts == HostIndex{0});
  CHECK(steps[1].hosts[0].behaviour.time_wait == 40s);
  CHECK(steps[1].hosts[1].behaviour.time_wait == 120s);
}

// netsh changes the range at once.
TEST_CASE("dynamicport takes effect at once, and a pending setting stays pending", "[scenario]") {
  const auto steps = steps_of(R"(  - {at: 5min, set: {hosts.client.settings.TcpTimedWaitDelay: 30}}
  - {at: 6min, set: {hosts.client.settings.dynamicport: {start: 10000, num: 1000}}}
)");
  REQUIRE(steps.size() == 2);
  CHECK(steps[1].what == "set hosts.client.settings.dynamicport to {start: 10000, num: 1000}");
  CHECK(steps[1].hosts[0].behaviour.ephemeral == PortRange{Port{10000}, Port{10999}});
  CHECK(steps[1].hosts[0].behaviour.time_wait == 120s);
}

TEST_CASE("A part of a setting may change", "[scenario]") {
  const auto steps = steps_of("  - {at: 6min, set: {hosts.client.settings.dynamicport.num: 2000}}\n",
                              {"hosts.client.settings.dynamicport={start: 10000, num: 1000}"});
  CHECK(steps.at(0).hosts.at(0).behaviour.ephemeral == PortRange{Port{10000}, Port{11999}});
}

TEST_CASE("What is assumed of the defect ends where the patch is installed", "[scenario]") {
  const Scenario scenario =
      loaded(std::string{windows_client} + "timeline: [{at: 6min, host: client, install: KB2826167}]\n",
             {"hosts.client.assume={closing_port: {p_closing: 5%}}"});
  CHECK(std::holds_alternative<SeqClosingSpec>(scenario.hosts.at(0).behaviour.selection));
  CHECK(std::holds_alternative<SeqSmartSpec>(scenario.timeline.at(0).hosts.at(0).behaviour.selection));
}

TEST_CASE("A patch is installed with a restart, and cures from then on", "[scenario]") {
  const auto is_defective = [](const Host& host) {
    return suffers_from(*host.os, Defect::closing_port, host.configuration.patches);
  };
  const Scenario scenario = loaded(std::string{windows_client} + R"(timeline:
  - {at: 5min, set: {hosts.client.settings.TcpTimedWaitDelay: 30}}
  - {at: 6min, host: client, install: KB2826167}
  - {at: 7min, host: client, do: restart-adapter}
)");
  CHECK(is_defective(scenario.hosts.at(0)));
  const auto& steps = scenario.timeline;
  REQUIRE(steps.size() == 3);
  CHECK(is_defective(steps[0].hosts[0]));
  CHECK(steps[1].what == "install KB2826167 on client and restart");
  CHECK(steps[1].cuts == HostIndex{0});
  CHECK(steps[1].restarts_host);
  for (const std::size_t later : {1, 2}) {
    CHECK_FALSE(is_defective(steps[later].hosts[0]));
    CHECK(steps[later].hosts[0].configuration.patches == std::vector<std::string>{"KB2826167"});
    CHECK(steps[later].hosts[0].behaviour.defects.size() < scenario.hosts[0].behaviour.defects.size());
    CHECK(steps[later].hosts[0].behaviour.time_wait == 30s);
  }
}

TEST_CASE("A patch is added to those that a host has", "[scenario]") {
  const auto steps =
      steps_of("  - {at: 6min, host: client, install: KB2826167}\n", {"hosts.client.patches=[KB2665809]"});
  CHECK(steps.at(0).hosts.at(0).configuration.patches == std::vector<std::string>{"KB2665809", "KB2826167"});
}

TEST_CASE("The values of a workload change at once and stay", "[scenario]") {
  const auto steps = steps_of(R"(  - {at: 1min, set: {workloads.calls.client.rate: 50/s}}
  - at: 2min
    set:
      workloads.calls.holds: {exponential: 1s}
      workloads.calls.closes: server
      workloads.calls.retry: {attempts: 3, backoff: 1s}
  - {at: 3min, set: {workloads.calls.retry.attempts: 4, workloads.calls.holds.exponential: 2s}}
)");
  REQUIRE(steps.size() == 3);
  CHECK(steps[0].what == "set workloads.calls.client.rate to 50/s");
  CHECK(rate_of(steps[0].workloads[0]) == Rate{50, 1s});
  CHECK(steps[1].what ==
        "set workloads.calls.holds to {exponential: 1s}, workloads.calls.closes to server, "
        "workloads.calls.retry to {attempts: 3, backoff: 1s}");
  CHECK(rate_of(steps[1].workloads[0]) == Rate{50, 1s});
  CHECK(steps[1].workloads[0].holds == HoldingTimeSpec{ExponentialHold{1s}});
  CHECK(steps[1].workloads[0].closes == Closer::server);
  CHECK(steps[2].workloads[0].retry == RetrySpec{.attempts = 4, .backoff = 1s});
  CHECK(steps[2].workloads[0].holds == HoldingTimeSpec{ExponentialHold{2s}});
}

TEST_CASE("A value in a list of phases may change", "[scenario]") {
  const auto steps = steps_of("  - {at: 1min, set: {'workloads.calls.client.phases[1].rate': 3/s}}\n",
                              {"workloads.calls.client={model: open, arrivals: poisson, phases: [{for: 1s, "
                               "rate: 1/s}, {rate: 2/s}]}"});
  const auto& phases = std::get<OpenClient>(steps.at(0).workloads.at(0).client).arrivals.phases;
  CHECK(phases.at(1).rate == Rate{3, 1s});
}

TEST_CASE("Steps come in order of time, and at one time in order of the text", "[scenario]") {
  const auto steps = steps_of(R"(  - {at: 10min, host: client, do: restart}
  - {at: 0s, set: {workloads.calls.client.rate: 30/s}}
  - {at: 10min, set: {workloads.calls.client.rate: 50/s}}
  - {at: 10min, set: {workloads.calls.client.rate: 60/s}}
)");
  REQUIRE(steps.size() == 4);
  CHECK(steps[0].at == 0s);
  CHECK(rate_of(steps[0].workloads[0]) == Rate{30, 1s});
  CHECK(steps[1].what == "restart client");
  CHECK(rate_of(steps[1].workloads[0]) == Rate{30, 1s});
  CHECK(rate_of(steps[2].workloads[0]) == Rate{50, 1s});
  CHECK(rate_of(steps[3].workloads[0]) == Rate{60, 1s});
}

TEST_CASE("Overrides come before the timeline, and may be of it", "[scenario]") {
  const std::string entry =
      "  - {at: 5min, set: {hosts.client.settings.dynamicport: {start: 10000, num: 1000}}}\n";
  const auto steps = steps_of(entry, {"timeline[0].at=6min", "hosts.client.settings.TcpTimedWaitDelay=90"});
  REQUIRE(steps.size() == 1);
  CHECK(steps[0].at == 6min);
  CHECK(steps[0].hosts[0].behaviour.time_wait == 90s);
}

TEST_CASE("The text of a step stays short", "[scenario]") {
  std::string phases = "[{for: 1s, rate: 1/s}";
  for (int n = 0; n < 50; ++n) phases += ", {for: 1s, rate: 2/s}";
  phases += "]";
  const auto steps =
      steps_of("  - {at: 1min, set: {workloads.calls.client.phases: " + phases + "}}\n",
               {"workloads.calls.client={model: open, arrivals: poisson, phases: [{rate: 2/s}]}"});
  CHECK(
      steps.at(0).what ==
      "set workloads.calls.client.phases to [{for: 1s, rate: 1/s}, {for: 1s, rate: 2/s}, {for: 1s, rate:...");
}

}  // namespace
}  // namespace portsim
