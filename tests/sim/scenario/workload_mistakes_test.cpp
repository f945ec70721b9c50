// Messages for workloads and thresholds. The whole text of each is pinned.
#include <fmt/format.h>

#include "tests/sim/scenario/scenario_texts.hpp"

namespace portsim {
namespace {

TEST_CASE("Holding times are one distribution with sensible parameters", "[scenario]") {
  CHECK(holds_mistake("{exponential: 200ms, uniform: [1s, 2s]}") ==
        R"(web.yaml:18:12: workloads.calls.holds: expected one distribution of holding times [conflict]
  18 |     holds: {exponential: 200ms, uniform: [1s, 2s]}
     |            ^
)");
  CHECK(
      holds_mistake("{uniform: [3s, 1s]}") ==
      R"(web.yaml:18:22: workloads.calls.holds.uniform: the shortest is longer than the longest [wrong-order]
  18 |     holds: {uniform: [3s, 1s]}
     |                      ^
)");
  CHECK(
      holds_mistake("{lognormal: {mean: 0s, cv: .inf}}") ==
      R"(web.yaml:18:31: workloads.calls.holds.lognormal.mean: expected a mean duration such as "200ms", found "0s"; it must be longer than 0s [out-of-range]
  18 |     holds: {lognormal: {mean: 0s, cv: .inf}}
     |                               ^
web.yaml:18:39: workloads.calls.holds.lognormal.cv: expected a coefficient of variation such as 2, found ".inf" [wrong-value]
  18 |     holds: {lognormal: {mean: 0s, cv: .inf}}
     |                                       ^
)");
  CHECK(holds_mistake("{}") ==
        R"(web.yaml:18:12: workloads.calls.holds: expected one distribution of holding times [conflict]
  18 |     holds: {}
     |            ^
)");
  CHECK(
      holds_mistake("{gamma: 1s}") ==
      R"(web.yaml:18:13: workloads.calls.holds.gamma: unknown key; expected exponential, uniform or lognormal [unknown-key]
  18 |     holds: {gamma: 1s}
     |             ^
)");
}

TEST_CASE("Rate and phases exclude each other, and only the last phase has no end", "[scenario]") {
  CHECK(web_mistake("rate: 20/s", "rate: 20/s\n      phases: [{rate: 1/s}]") ==
        R"(web.yaml:14:5: workloads.calls.client: rate and phases exclude each other [conflict]
  14 |     client:
     |     ^
)");
  CHECK(
      web_mistake("rate: 20/s", "phases: [{rate: 1/s}, {rate: 2/s}]") ==
      R"(web.yaml:17:16: workloads.calls.client.phases[0].for: missing; expected a duration such as "30s"; only the last phase goes on until the client ends [missing-key]
  17 |       phases: [{rate: 1/s}, {rate: 2/s}]
     |                ^
)");
  CHECK(
      web_mistake("rate: 20/s", "phases: []") ==
      R"(web.yaml:17:15: workloads.calls.client.phases: expected a list of phases such as [{for: 30s, rate: 200/s}], found an empty list [wrong-type]
  17 |       phases: []
     |               ^
)");
  CHECK(
      web_mistake("rate: 20/s", "phases: [{for: 0s, rate: 1/s}]") ==
      R"(web.yaml:17:22: workloads.calls.client.phases[0].for: expected a duration such as "30s", found "0s"; it must be longer than 0s [out-of-range]
  17 |       phases: [{for: 0s, rate: 1/s}]
     |                      ^
)");
}

TEST_CASE("A workload starts within the run and ends after its start", "[scenario]") {
  CHECK(
      mail_mistake("retry: none", "starts: 30min") ==
      R"(web.yaml:23:13: workloads.webmail.starts: expected a time before the end of the run at 30min, found "30min" [wrong-order]
  23 |     starts: 30min
     |             ^
)");
  CHECK(
      mail_mistake("retry: none", "starts: 2min\n    ends: 1min") ==
      R"(web.yaml:24:11: workloads.webmail.ends: expected a duration such as "10min", found "1min"; it must be later than the start [wrong-order]
  24 |     ends: 1min
     |           ^
)");
}

TEST_CASE("An absurd number of attempts is refused before it is run", "[scenario]") {
  CHECK(
      mail_mistake("2/min", "1000000/s") ==
      R"(web.yaml:20:5: workloads.webmail.client: about 1.8e+12 attempts in a replication; at most 1e+12 can be run [too-large]
  20 |     client: {model: mailbox-cache, users: 1000, request_rate: 1000000/s, ttl: 5s, expires: since-use, connection_limit: ...
     |     ^
)");
  CHECK(
      mail_mistake("users: 1000, request_rate: 2/min", "users: 10000000, request_rate: 101/s") ==
      R"(web.yaml:20:5: workloads.webmail.client: about 1.8e+12 attempts in a replication; at most 1e+12 can be run [too-large]
  20 |     client: {model: mailbox-cache, users: 10000000, request_rate: 101/s, ttl: 5s, expires: since-use, connection_limit: ...
     |     ^
web.yaml:20:67: workloads.webmail.client.request_rate: all users together: more than 1e9 requests in a second [too-large]
  20 | ...lient: {model: mailbox-cache, users: 10000000, request_rate: 101/s, ttl: 5s, expires: since-use, connection_limit: 2000}
     |                                                                 ^
)");
}

TEST_CASE("A threshold states a metric, a comparison and a value in the metric's unit", "[scenario]") {
  CHECK(
      mail_mistake("failure_fraction <", "failure_fracton <") ==
      R"(web.yaml:26:5: thresholds[0]: unknown metric "failure_fracton"; did you mean "failure_fraction"? [unknown-name]
  26 |   - failure_fracton < 0.1%
     |     ^
)");
  CHECK(
      mail_mistake("< 0.1%", "< 0.001") ==
      R"(web.yaml:26:24: thresholds[0]: expected a percentage such as "0.1%" after <, found 0.001; the % is missing [missing-unit]
  26 |   - failure_fraction < 0.001
     |                        ^
)");
  CHECK(mail_mistake("< 0.1%", "<= 0.1%") ==
        R"(web.yaml:26:22: thresholds[0]: expected < or >, found <= [wrong-value]
  26 |   - failure_fraction <= 0.1%
     |                      ^
)");
  CHECK(mail_mistake("failure_fraction < 0.1%", "'workloads.webmail.failures <'") ==
        R"(web.yaml:26:34: thresholds[0]: expected a number such as 100 after <, found nothing [wrong-value]
  26 |   - 'workloads.webmail.failures <'
     |                                  ^
)");
  CHECK(
      mail_mistake("failure_fraction <", "workloads.webmail.failure_rate <") ==
      R"(web.yaml:26:23: thresholds[0]: unknown metric "failure_rate"; did you mean "failure_fraction"? [unknown-name]
  26 |   - workloads.webmail.failure_rate < 0.1%
     |                       ^
)");
  CHECK(
      mail_mistake("failure_fraction < 0.1%", "few failures") ==
      R"(web.yaml:26:5: thresholds[0]: expected a threshold such as "failure_fraction < 0.1%", found "few failures" [wrong-value]
  26 |   - few failures
     |     ^
)");
  CHECK(
      mail_mistake("failure_fraction < 0.1%", "time_to_first_failure > 60") ==
      R"(web.yaml:26:29: thresholds[0]: expected a duration such as "60s" after >, found 60; the unit is missing [missing-unit]
  26 |   - time_to_first_failure > 60
     |                             ^
)");
}

TEST_CASE("More memory than a machine has is refused before it is asked for", "[scenario]") {
  std::string text{mail_front_end.substr(0, mail_front_end.find("workloads:"))};
  text += "workloads:\n";
  for (int n = 0; n < 3; ++n) {
    text += fmt::format(
        "  mail-{}: {{host: mail-front-end, connects_to: imap, client: {{model: mailbox-cache, users: "
        "10000000, "
        "request_rate: 1/h, ttl: 5s}}}}\n",
        n);
  }
  CHECK(
      problems_of(text) ==
      R"(web.yaml:16:1: workloads: a replication would keep about 1.2 GB of ports, users and requests in memory; at most 1 GB can be run [too-large]
  16 | workloads:
     | ^
)");
}

TEST_CASE("All workloads together bind to a bounded number of addresses", "[scenario]") {
  std::string text = with(windows_client, "addresses: 4", "addresses: 65536");
  text = with(text, "os: windows-7-sp1", "os: textbook\n    settings: {ports: 1024-1024}");
  for (int n = 0; n < 16; ++n) {
    text += fmt::format(
        "  w{}: {{host: client, connects_to: web, from: all, client: {{model: open, arrivals: "
        "poisson, rate: 1/s}}}}\n",
        n);
  }
  CHECK(problems_of(text) == "");
  CHECK(problems_of(with(text, "  w0:",
                         "  w: {host: client, connects_to: web, from: [10.0.0.1], client: {model: "
                         "open, arrivals: poisson, rate: 1/s}}\n  w0:"))
            .find("workloads.w15: with it the workloads bind to more than 1048576 addresses together") !=
        std::string::npos);
}

TEST_CASE("A host that connects to itself is simulated on Linux only", "[scenario]") {
  CHECK(
      web_mistake("192.0.2.1", "10.0.0.1") ==
      R"(web.yaml:13:18: workloads.calls.connects_to: web is at 10.0.0.1, an address of client itself: how a host connects to itself is simulated on Linux only [not-simulated]
  13 |     connects_to: web
     |                  ^
)");
  CHECK(
      web_mistake("    address: 192.0.2.1\n    port: 80\n", "    address: 127.0.0.1\n    port: 2000\n") ==
      R"(web.yaml:13:18: workloads.calls.connects_to: web listens on client itself, at port 2000 of those that it hands out: how the two share it is simulated on Linux only [not-simulated]
  13 |     connects_to: web
     |                  ^
)");
  CHECK(web_mistake("192.0.2.1", "127.0.0.1") == "");
  CHECK(web_mistake("192.0.2.1", "10.0.0.0\n    count: 1") == "");
  CHECK(web_mistake("192.0.2.1", "10.0.0.0\n    count: 2").find("web is at 10.0.0.1, ") != std::string::npos);
}

}  // namespace
}  // namespace portsim
