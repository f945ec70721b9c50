#include "tests/sim/scenario/scenario_texts.hpp"

namespace portsim {
namespace {

Workload workload_with(std::string_view from, std::string_view to) {
  return loaded(with(web_client, from, to)).workloads.at(0);
}

HoldingTimeSpec holds(std::string_view value) {
  return loaded(std::string{web_client} + "    holds: " + std::string{value} + "\n").workloads.at(0).holds;
}

ArrivalSpec phases(std::string_view value) {
  const Workload workload = workload_with("rate: 20/s", "phases: " + std::string{value});
  return std::get<OpenClient>(workload.client).arrivals;
}

TEST_CASE("A warm-up is a duration, or left to MSER-5 to find", "[scenario]") {
  const Scenario stated = loaded(with(web_client, "duration: 10min", "duration: 10min\nwarm_up: 5min"));
  CHECK(stated.warm_up == 5min);
  CHECK_FALSE(stated.finds_warm_up);
  const Scenario found = loaded(with(web_client, "duration: 10min", "duration: 10min\nwarm_up: mser"));
  CHECK(found.warm_up == 0s);
  CHECK(found.finds_warm_up);
}

TEST_CASE("The founding scenario is read into the values it states", "[scenario]") {
  const Scenario scenario = loaded(mail_front_end);
  CHECK(scenario.name == "IMAP client with a very low MailboxCacheTTL");
  CHECK(scenario.file == "web.yaml");
  CHECK(scenario.duration == 30min);
  CHECK(scenario.warm_up == 0s);
  CHECK(scenario.replications == 20);
  CHECK(scenario.seed == 319502);
  CHECK(scenario.confidence == Probability{0.95});
  CHECK_FALSE(scenario.precision);

  REQUIRE(scenario.hosts.size() == 1);
  const Host& host = scenario.hosts[0];
  CHECK(host.name == "mail-front-end");
  CHECK(host.os->id == "windows-2000");
  CHECK(host.behaviour.ephemeral.last == Port{5000});
  CHECK(host.behaviour.time_wait == 240s);
  CHECK(host.addresses == std::vector{Ipv4Address{10, 0, 0, 10}});

  REQUIRE(scenario.services.size() == 1);
  CHECK(scenario.services[0].name == "imap");
  CHECK(scenario.services[0].endpoint == Endpoint{Ipv4Address{10, 0, 1, 20}, Port{143}});
  CHECK(scenario.services[0].round_trip == 1ms);

  REQUIRE(scenario.workloads.size() == 1);
  const Workload& workload = scenario.workloads[0];
  CHECK(workload.name == "webmail");
  CHECK(workload.host == 0);
  REQUIRE(workload.connects_to.size() == 1);
  CHECK(workload.connects_to[0].service == 0);
  CHECK(workload.client ==
        ClientSpec{MailboxCacheClient{1000, Rate{2, 1min}, 5s, CacheExpiry::since_use, 2000}});
  CHECK(workload.holds == HoldingTimeSpec{ConstantHold{200ms}});
  CHECK(workload.closes == Closer::client);
  CHECK(workload.starts == 0s);
  CHECK_FALSE(workload.ends.has_value());

  REQUIRE(scenario.thresholds.size() == 1);
  CHECK(scenario.thresholds[0].expression == "failure_fraction < 0.1%");
  CHECK(scenario.thresholds[0].metric == Metric::failure_fraction);
  CHECK(scenario.thresholds[0].below);
  CHECK(scenario.thresholds[0].value == 0.001);
  CHECK_FALSE(scenario.thresholds[0].workload.has_value());
}

TEST_CASE("What a scenario leaves out has the documented default", "[scenario]") {
  const Scenario scenario = loaded(web_client);
  CHECK(scenario.warm_up == 0s);
  CHECK(scenario.replications == 20);
  CHECK(scenario.seed == 1);
  CHECK(scenario.confidence == Probability{0.95});
  CHECK(scenario.thresholds.empty());
  CHECK(scenario.hosts.at(0).addresses.size() == 1);
  CHECK(scenario.services.at(0).round_trip == 0s);
  const Workload& workload = scenario.workloads.at(0);
  CHECK(workload.holds == HoldingTimeSpec{ConstantHold{0s}});
  CHECK(workload.closes == Closer::client);
  CHECK(workload.starts == 0s);
  CHECK_FALSE(workload.ends.has_value());
}

TEST_CASE("A mailbox cache has no connection limit and expires since use unless it says so", "[scenario]") {
  const auto client_of = [](std::string_view from, std::string_view to) {
    return std::get<MailboxCacheClient>(loaded(with(mail_front_end, from, to)).workloads.at(0).client);
  };
  CHECK_FALSE(client_of(", connection_limit: 2000", "").connection_limit.has_value());
  CHECK_FALSE(client_of("connection_limit: 2000", "connection_limit: none").connection_limit.has_value());
  CHECK(client_of("expires: since-use, ", "").expires == CacheExpiry::since_use);
  CHECK(client_of("since-use", "since-open").expires == CacheExpiry::since_open);
}

TEST_CASE("Every holding time of the language is read", "[scenario]") {
  CHECK(holds("200ms") == HoldingTimeSpec{ConstantHold{200ms}});
  CHECK(holds("{exponential: 1.5s}") == HoldingTimeSpec{ExponentialHold{1500ms}});
  CHECK(holds("{uniform: [1s, 3s]}") == HoldingTimeSpec{UniformHold{1s, 3s}});
  CHECK(holds("{lognormal: {mean: 1s, cv: 0.5}}") == HoldingTimeSpec{LognormalHold{1s, 0.5}});
  CHECK(holds("forever") == HoldingTimeSpec{HoldForever{}});
}

TEST_CASE("A rate that stays is one phase without an end", "[scenario]") {
  const Workload workload = loaded(web_client).workloads.at(0);
  const ArrivalSpec expected{ArrivalProcess::poisson, {{std::nullopt, Rate{20, 1s}, Rate{20, 1s}}}};
  CHECK(workload.client == ClientSpec{OpenClient{expected}});
  const Workload constant = workload_with("poisson", "constant");
  CHECK(std::get<OpenClient>(constant.client).arrivals.process == ArrivalProcess::constant);
}

TEST_CASE("Phases ramp to the rate they name, and the last may leave its length out", "[scenario]") {
  const std::vector<RatePhase> expected{{30s, Rate{200, 1s}, Rate{600, 1s}},
                                        {1min, Rate{0, 1s}, Rate{0, 1s}},
                                        {std::nullopt, Rate{90, 1min}, Rate{90, 1min}}};
  CHECK(phases("[{for: 30s, rate: 200/s, to: 600/s}, {for: 1min, rate: 0/s}, {rate: 90/min}]").phases ==
        expected);
}

TEST_CASE("Each closer is read", "[scenario]") {
  const auto closer = [](std::string_view word) {
    return loaded(std::string{web_client} + "    closes: " + std::string{word}).workloads.at(0).closes;
  };
  CHECK(closer("client") == Closer::client);
  CHECK(closer("server") == Closer::server);
  CHECK(closer("abort") == Closer::abort);
}

TEST_CASE("A workload may start late and end early", "[scenario]") {
  const Workload workload =
      loaded(std::string{web_client} + "    starts: 10s\n    ends: 1min\n").workloads.at(0);
  CHECK(workload.starts == 10s);
  CHECK(workload.ends == 1min);
}

TEST_CASE("Names become indices", "[scenario]") {
  std::string text = with(web_client, "  client:\n", "  other:\n    os: textbook\n  client:\n");
  text = with(text, "  web:\n", "  cache: {address: 192.0.2.2, port: 80}\n  web:\n");
  text += "thresholds: [workloads.calls.failures < 5, time_to_first_failure > 1.5min, attempts>10]\n";
  const Scenario scenario = loaded(text);
  CHECK(scenario.hosts.at(1).name == "client");
  CHECK(scenario.workloads.at(0).host == 1);
  CHECK(scenario.workloads.at(0).connects_to.at(0).service == 1);

  CHECK(scenario.thresholds.at(0).workload == 0);
  CHECK(scenario.thresholds.at(0).metric == Metric::failures);
  CHECK(scenario.thresholds.at(0).below);
  CHECK(scenario.thresholds.at(0).value == 5);
  CHECK(scenario.thresholds.at(1).metric == Metric::time_to_first_failure);
  CHECK_FALSE(scenario.thresholds.at(1).below);
  CHECK(scenario.thresholds.at(1).value == Approx(90));
  CHECK(scenario.thresholds.at(2).expression == "attempts>10");
  CHECK(scenario.thresholds.at(2).value == 10);
}

TEST_CASE("Addresses may be counted", "[scenario]") {
  const Scenario scenario = loaded(with(web_client, "os: textbook", "os: textbook\n    addresses: 300"));
  REQUIRE(scenario.hosts.at(0).addresses.size() == 300);
  CHECK(scenario.hosts.at(0).addresses.front() == Ipv4Address{10, 0, 0, 1});
  CHECK(scenario.hosts.at(0).addresses.back() == Ipv4Address{10, 0, 1, 44});
}

TEST_CASE("The textbook host takes its settings in words of its own", "[scenario]") {
  const Scenario scenario = loaded(with(web_client, "os: textbook",
                                        "os: textbook\n    settings: {ports: 1024-1087, time_wait: 10s, "
                                        "selection: random_once, pool: destination}"));
  const HostBehaviour& behaviour = scenario.hosts.at(0).behaviour;
  CHECK(behaviour.ephemeral == PortRange{Port{1024}, Port{1087}});
  CHECK(behaviour.time_wait == 10s);
  CHECK(behaviour.selection == PortSelectionSpec{RandomOnceSpec{}});
  CHECK(behaviour.scope == PoolScope::destination);
}

TEST_CASE("Assumptions replace what the catalogue infers", "[scenario]") {
  const Scenario scenario =
      loaded(with(mail_front_end, "    addresses",
                  "    assume: {selection: seq_naive, first_port: 1024, cursor_start: 7, "
                  "failed_connect_advances_cursor: false}\n    addresses"));
  const HostBehaviour& behaviour = scenario.hosts.at(0).behaviour;
  CHECK(behaviour.ephemeral.first == Port{1024});
  CHECK(behaviour.selection == PortSelectionSpec{SeqNaiveSpec{7, false}});
}

TEST_CASE("Line ends of Windows, a byte order mark and quotes change nothing", "[scenario]") {
  std::string text = "\xef\xbb\xbf";
  for (const char c : web_client) text += c == '\n' ? std::string{"\r\n"} : std::string{c};
  CHECK(loaded(text).workloads.at(0).client == loaded(web_client).workloads.at(0).client);
  CHECK(loaded(with(web_client, "20/s", "'20/s'")).workloads.at(0).client ==
        loaded(web_client).workloads.at(0).client);
}

TEST_CASE("The digest names the text and its overrides", "[scenario]") {
  const std::string digest = loaded(web_client).digest;
  CHECK(digest.size() == 16);
  CHECK(loaded(web_client).digest == digest);
  CHECK(loaded(std::string{web_client} + " ").digest != digest);
  CHECK(loaded(web_client, {"seed=1"}).digest != digest);
}

}  // namespace
}  // namespace portsim
