// The whole text of the messages for what people get wrong.
#include "tests/sim/scenario/scenario_texts.hpp"

namespace portsim {
namespace {

std::string web_mistake(std::string_view from, std::string_view to) {
  return problems_of(with(web_client, from, to));
}
std::string mail_mistake(std::string_view from, std::string_view to) {
  return problems_of(with(mail_front_end, from, to));
}
std::string holds_mistake(std::string_view to) {
  return problems_of(std::string{web_client} + "    holds: " + std::string{to} + "\n");
}

TEST_CASE("A rate that is none is told what a rate looks like", "[scenario]") {
  CHECK(web_mistake("20/s", "fast") ==
        R"(web.yaml:17:13: workloads.calls.client.rate: expected a rate such as "200/s", found "fast"
  17 |       rate: fast
     |             ^
)");
  CHECK(
      web_mistake("20/s", "20") ==
      R"(web.yaml:17:13: workloads.calls.client.rate: expected a rate such as "200/s", found 20; the unit is missing
  17 |       rate: 20
     |             ^
)");
  CHECK(
      web_mistake("20/s", "1e999/s") ==
      R"(web.yaml:17:13: workloads.calls.client.rate: expected a rate such as "200/s", found "1e999/s"; numbers are plain decimals such as 0.001
  17 |       rate: 1e999/s
     |             ^
)");
  CHECK(
      web_mistake("20/s", "-5/s") ==
      R"(web.yaml:17:13: workloads.calls.client.rate: expected a rate such as "200/s", found "-5/s"; it cannot be negative
  17 |       rate: -5/s
     |             ^
)");
  CHECK(web_mistake("20/s", ".nan") ==
        R"(web.yaml:17:13: workloads.calls.client.rate: expected a rate such as "200/s", found ".nan"
  17 |       rate: .nan
     |             ^
)");
  CHECK(web_mistake("20/s", "[1, 2]") ==
        R"(web.yaml:17:13: workloads.calls.client.rate: expected a rate such as "200/s", found a list
  17 |       rate: [1, 2]
     |             ^
)");
  CHECK(web_mistake("20/s", "") ==
        R"(web.yaml:17:7: workloads.calls.client.rate: expected a rate such as "200/s", found nothing
  17 |       rate: 
     |       ^
)");
}

TEST_CASE("A duration has a unit, is not negative and, where it must last, not zero", "[scenario]") {
  CHECK(web_mistake("duration: 10min", "duration: 200") ==
        R"(web.yaml:2:11: duration: expected a duration such as "30min", found 200; the unit is missing
  2 | duration: 200
    |           ^
)");
  CHECK(web_mistake("duration: 10min", "duration: -10min") ==
        R"(web.yaml:2:11: duration: expected a duration such as "30min", found "-10min"; it cannot be negative
  2 | duration: -10min
    |           ^
)");
  CHECK(web_mistake("duration: 10min", "duration: 0s") ==
        R"(web.yaml:2:11: duration: expected a duration such as "30min", found "0s"; it must be longer than 0s
  2 | duration: 0s
    |           ^
)");
  CHECK(web_mistake("duration: 10min", "duration: .inf") ==
        R"(web.yaml:2:11: duration: expected a duration such as "30min", found ".inf"
  2 | duration: .inf
    |           ^
)");
}

TEST_CASE("The warm-up ends within the run", "[scenario]") {
  CHECK(
      web_mistake("duration: 10min", "duration: 10min\nwarm_up: 10min") ==
      R"(web.yaml:3:10: warm_up: expected a duration such as "5min", found "10min"; it must be shorter than the duration
  3 | warm_up: 10min
    |          ^
)");
}

TEST_CASE("Numbers are plain decimals without quotes or leading zeros, within their range", "[scenario]") {
  CHECK(
      web_mistake("duration: 10min", "duration: 10min\nseed: 070") ==
      R"(web.yaml:3:7: seed: expected a whole number from 0 to 18446744073709551615, found 070; numbers have no leading zero
  3 | seed: 070
    |       ^
)");
  CHECK(web_mistake("duration: 10min", "duration: 10min\nseed: -1") ==
        R"(web.yaml:3:7: seed: expected a whole number from 0 to 18446744073709551615, found -1
  3 | seed: -1
    |       ^
)");
  CHECK(web_mistake("duration: 10min", "duration: 10min\nreplications: 1000001") ==
        R"(web.yaml:3:15: replications: expected a whole number from 1 to 1000000, found 1000001
  3 | replications: 1000001
    |               ^
)");
  CHECK(web_mistake("port: 80", "port: 0x1388") ==
        R"(web.yaml:9:11: services.web.port: expected a port from 1 to 65535, found "0x1388"
  9 |     port: 0x1388
    |           ^
)");
  CHECK(web_mistake("port: 80", "port: no") ==
        R"(web.yaml:9:11: services.web.port: expected a port from 1 to 65535, found "no"
  9 |     port: no
    |           ^
)");
  CHECK(
      web_mistake("port: 80", "port: \"80\"") ==
      R"(web.yaml:9:11: services.web.port: expected a port from 1 to 65535, found "80"; numbers have no quotes
  9 |     port: "80"
    |           ^
)");
  CHECK(web_mistake("port: 80", "port: 65536") ==
        R"(web.yaml:9:11: services.web.port: expected a port from 1 to 65535, found 65536
  9 |     port: 65536
    |           ^
)");
}

TEST_CASE("A confidence is a percentage between 0 and 100", "[scenario]") {
  CHECK(web_mistake("duration: 10min", "duration: 10min\nconfidence: 0.95") ==
        R"(web.yaml:3:13: confidence: expected a percentage such as "95%", found 0.95; the % is missing
  3 | confidence: 0.95
    |             ^
)");
  CHECK(web_mistake("duration: 10min", "duration: 10min\nconfidence: 100%") ==
        R"(web.yaml:3:13: confidence: expected a percentage such as "95%", found "100%"; neither 0% nor 100%
  3 | confidence: 100%
    |             ^
)");
}

TEST_CASE("A missing key is named where its map stands", "[scenario]") {
  CHECK(web_mistake("duration: 10min\n", "") ==
        R"(web.yaml: duration: missing; expected a duration such as "30min"
)");
  CHECK(
      mail_mistake("users: 1000, ", "") ==
      R"(web.yaml:20:5: workloads.webmail.client.users: missing; expected a number of users from 1 to 10000000
  20 |     client: {model: mailbox-cache, request_rate: 2/min, ttl: 5s, expires: since-use, connection_limit: 2000}
     |     ^
)");
  CHECK(web_mistake("rate: 20/s", "") ==
        R"(web.yaml:14:5: workloads.calls.client.rate: missing; expected a rate such as "200/s", or phases
  14 |     client:
     |     ^
)");
}

TEST_CASE("An unknown key is an error with the key that was meant", "[scenario]") {
  CHECK(mail_mistake("holds: 200ms", "hold: 200ms") ==
        R"(web.yaml:21:5: workloads.webmail.hold: unknown key; did you mean "holds"?
  21 |     hold: 200ms
     |     ^
)");
  CHECK(
      mail_mistake("ttl: 5s", "ttl: 5s, think: 1s") ==
      R"(web.yaml:20:79: workloads.webmail.client.think: unknown key; expected model, users, request_rate, ttl, expires or connection_limit
  20 | ...{model: mailbox-cache, users: 1000, request_rate: 2/min, ttl: 5s, think: 1s, expires: since-use, connection_limit: 2000}
     |                                                                      ^
)");
}

TEST_CASE("Keys of later versions are unknown, not ignored", "[scenario]") {
  CHECK(
      web_mistake("duration: 10min", "duration: 10min\ntimeline: []") ==
      R"(web.yaml:3:1: timeline: unknown key; expected scenario, duration, warm_up, replications, seed, confidence, hosts, services, workloads or thresholds
  3 | timeline: []
    | ^
)");
  CHECK(
      mail_mistake("retry: none", "bind: none") ==
      R"(web.yaml:23:5: workloads.webmail.bind: unknown key; expected host, connects_to, starts, ends, client, holds, closes or retry
  23 |     bind: none
     |     ^
)");
  CHECK(web_mistake("os: textbook", "os: textbook\n    uptime: 0s") ==
        R"(web.yaml:6:5: hosts.client.uptime: unknown key; expected os, patches, settings, addresses or assume
  6 |     uptime: 0s
    |     ^
)");
}

TEST_CASE("Values of later versions are refused", "[scenario]") {
  CHECK(mail_mistake("retry: none", "retry: {attempts: 3}") ==
        R"(web.yaml:23:12: workloads.webmail.retry: expected none, found a map
  23 |     retry: {attempts: 3}
     |            ^
)");
  CHECK(mail_mistake("connects_to: imap", "connects_to: {imap: 100%}") ==
        R"(web.yaml:19:18: workloads.webmail.connects_to: expected the name of a service, found a map
  19 |     connects_to: {imap: 100%}
     |                  ^
)");
  CHECK(mail_mistake("mailbox-cache", "pool") ==
        R"(web.yaml:20:21: workloads.webmail.client.model: expected open or mailbox-cache, found "pool"
  20 |     client: {model: pool, users: 1000, request_rate: 2/min, ttl: 5s, expires: since-use, connection_limit: 2000}
     |                     ^
)");
}

TEST_CASE("A duplicate key names the first", "[scenario]") {
  CHECK(web_mistake("    os: textbook", "    os: textbook\n    os: textbook") ==
        R"(web.yaml:6:5: hosts.client.os: duplicate key; the first is in line 5
  6 |     os: textbook
    |     ^
)");
}

TEST_CASE("Hosts, services, workloads and systems that do not exist come with a suggestion", "[scenario]") {
  CHECK(
      mail_mistake("host: mail-front-end", "host: mail-frontend") ==
      R"(web.yaml:18:11: workloads.webmail.host: unknown host "mail-frontend"; did you mean "mail-front-end"?
  18 |     host: mail-frontend
     |           ^
)");
  CHECK(mail_mistake("connects_to: imap", "connects_to: imp") ==
        R"(web.yaml:19:18: workloads.webmail.connects_to: unknown service "imp"; did you mean "imap"?
  19 |     connects_to: imp
     |                  ^
)");
  CHECK(mail_mistake("windows-2000", "windows-200") ==
        R"(web.yaml:9:9: hosts.mail-front-end.os: unknown system "windows-200"; did you mean "windows-2000"?
  9 |     os: windows-200
    |         ^
)");
  CHECK(mail_mistake("failure_fraction <", "workloads.webmal.failures <") ==
        R"(web.yaml:26:5: thresholds[0]: unknown workload "webmal"; did you mean "webmail"?
  26 |   - workloads.webmal.failures < 0.1%
     |     ^
)");
}

TEST_CASE("A setting out of the system's own range names the range", "[scenario]") {
  CHECK(mail_mistake("TcpTimedWaitDelay: 240", "TcpTimedWaitDelay: 10") ==
        R"(web.yaml:10:54: hosts.mail-front-end.settings.TcpTimedWaitDelay: expected 30 to 300 (s), found 10
  10 |     settings: {MaxUserPort: 5000, TcpTimedWaitDelay: 10}
     |                                                      ^
)");
  CHECK(
      mail_mistake("TcpTimedWaitDelay: 240", "TcpTimedWaitDelay: 240s") ==
      R"(web.yaml:10:54: hosts.mail-front-end.settings.TcpTimedWaitDelay: expected 30 to 300 (s), found "240s"; a whole number in that unit
  10 |     settings: {MaxUserPort: 5000, TcpTimedWaitDelay: 240s}
     |                                                      ^
)");
  CHECK(
      mail_mistake("MaxUserPort: 5000", "MaxUserPort: 65535") ==
      R"(web.yaml:10:29: hosts.mail-front-end.settings.MaxUserPort: expected 5000 to 65534 (port), found 65535
  10 |     settings: {MaxUserPort: 65535, TcpTimedWaitDelay: 240}
     |                             ^
)");
}

TEST_CASE("A setting of another system is an error that lists those there are", "[scenario]") {
  CHECK(
      mail_mistake("TcpTimedWaitDelay: 240", "tcp_fin_timeout: 60") ==
      R"(web.yaml:10:35: hosts.mail-front-end.settings.tcp_fin_timeout: Windows 2000 has no such setting; expected MaxUserPort or TcpTimedWaitDelay
  10 |     settings: {MaxUserPort: 5000, tcp_fin_timeout: 60}
     |                                   ^
)");
  CHECK(
      mail_mistake("TcpTimedWaitDelay: 240", "TcpTimedWaitDelays: 240") ==
      R"(web.yaml:10:35: hosts.mail-front-end.settings.TcpTimedWaitDelays: Windows 2000 has no such setting; did you mean "TcpTimedWaitDelay"?
  10 |     settings: {MaxUserPort: 5000, TcpTimedWaitDelays: 240}
     |                                   ^
)");
}

TEST_CASE("Settings of the textbook host are checked word by word", "[scenario]") {
  CHECK(
      web_mistake(
          "os: textbook",
          "os: textbook\n    settings: {ports: 5119-1024, time_wait: 60, selection: seq_smrt, pool: 3}") ==
      R"(web.yaml:6:23: hosts.client.settings.ports: expected a range of ports such as "1024-5119", found "5119-1024"; the first port is above the last
  6 |     settings: {ports: 5119-1024, time_wait: 60, selection: seq_smrt, pool: 3}
    |                       ^
web.yaml:6:45: hosts.client.settings.time_wait: expected a duration such as "60s", found 60; the unit is missing
  6 |     settings: {ports: 5119-1024, time_wait: 60, selection: seq_smrt, pool: 3}
    |                                             ^
web.yaml:6:60: hosts.client.settings.selection: expected seq_naive, seq_smart or random_once, found "seq_smrt"; did you mean "seq_smart"?
  6 |     settings: {ports: 5119-1024, time_wait: 60, selection: seq_smrt, pool: 3}
    |                                                            ^
web.yaml:6:76: hosts.client.settings.pool: expected host, address or destination, found 3
  6 |     settings: {ports: 5119-1024, time_wait: 60, selection: seq_smrt, pool: 3}
    |                                                                            ^
)");
}

TEST_CASE("A patch that the system does not take is located in the list", "[scenario]") {
  CHECK(
      mail_mistake("    addresses", "    patches: [KB2826167]\n    addresses") ==
      R"(web.yaml:11:15: hosts.mail-front-end.patches[0]: KB2826167 is not needed on windows-2000, which never had the defect that it cures: leave it out
  11 |     patches: [KB2826167]
     |               ^
)");
}

TEST_CASE("Assumptions that the host does not allow are located", "[scenario]") {
  CHECK(
      mail_mistake("    addresses", "    assume: {cursor_start: 60000}\n    addresses") ==
      R"(web.yaml:11:28: hosts.mail-front-end.assume.cursor_start: expected 0 to 3975, counted from port 1025, found 60000
  11 |     assume: {cursor_start: 60000}
     |                            ^
)");
  CHECK(
      mail_mistake("    addresses", "    assume: {failed_connect_advances_cursor: yes}\n    addresses") ==
      R"(web.yaml:11:46: hosts.mail-front-end.assume.failed_connect_advances_cursor: expected true or false, found "yes"
  11 |     assume: {failed_connect_advances_cursor: yes}
     |                                              ^
)");
}

TEST_CASE("Addresses are IPv4, each once", "[scenario]") {
  CHECK(
      web_mistake("192.0.2.1", "imap.example.org") ==
      R"(web.yaml:8:14: services.web.address: expected an IPv4 address such as "10.0.1.20", found "imap.example.org"
  8 |     address: imap.example.org
    |              ^
)");
  CHECK(mail_mistake("[10.0.0.10]", "[10.0.0.10, 10.0.0.10]") ==
        R"(web.yaml:11:28: hosts.mail-front-end.addresses[1]: 10.0.0.10 stands twice
  11 |     addresses: [10.0.0.10, 10.0.0.10]
     |                            ^
)");
  CHECK(
      mail_mistake("[10.0.0.10]", "10.0.0.10") ==
      R"(web.yaml:11:16: hosts.mail-front-end.addresses: expected a list of IPv4 addresses, or how many (1 to 65536), found 10.0.0.10
  11 |     addresses: 10.0.0.10
     |                ^
)");
}

TEST_CASE("One destination has one name", "[scenario]") {
  CHECK(web_mistake("  web:\n", "  www: {address: 192.0.2.1, port: 80}\n  web:\n") ==
        R"(web.yaml:8:3: services.web: the same address and port as www; use one name
  8 |   web:
    |   ^
)");
}

TEST_CASE("A name has no dots or blanks: paths are made of names", "[scenario]") {
  CHECK(
      web_mistake("  client:\n    os", "  my client:\n    os") ==
      R"(web.yaml:4:3: hosts.my client: expected a name of at most 64 letters, digits, - and _, found "my client"
  4 |   my client:
    |   ^
)");
  CHECK(
      web_mistake("  calls:\n", "  calls.1:\n") ==
      R"(web.yaml:11:3: workloads.calls.1: expected a name of at most 64 letters, digits, - and _, found "calls.1"
  11 |   calls.1:
     |   ^
)");
}

TEST_CASE("A section is a map with something in it", "[scenario]") {
  CHECK(web_mistake("hosts:\n  client:\n    os: textbook\n", "hosts: {}\n") ==
        R"(web.yaml:3:8: hosts: expected a map with at least one host, found an empty map
  3 | hosts: {}
    |        ^
)");
  CHECK(web_mistake("hosts:\n  client:\n    os: textbook\n", "hosts: [client]\n") ==
        R"(web.yaml:3:8: hosts: expected a map with at least one host, found a list
  3 | hosts: [client]
    |        ^
)");
  CHECK(web_mistake("hosts:\n  client:\n    os: textbook\n", "hosts: {client: textbook}\n") ==
        R"(web.yaml:3:17: hosts.client: expected a host such as {os: windows-2000}, found "textbook"
  3 | hosts: {client: textbook}
    |                 ^
)");
}

TEST_CASE("Holding times are one distribution with sensible parameters", "[scenario]") {
  CHECK(holds_mistake("{exponential: 200ms, uniform: [1s, 2s]}") ==
        R"(web.yaml:18:12: workloads.calls.holds: expected one distribution of holding times
  18 |     holds: {exponential: 200ms, uniform: [1s, 2s]}
     |            ^
)");
  CHECK(holds_mistake("{uniform: [3s, 1s]}") ==
        R"(web.yaml:18:22: workloads.calls.holds.uniform: the shortest is longer than the longest
  18 |     holds: {uniform: [3s, 1s]}
     |                      ^
)");
  CHECK(
      holds_mistake("{lognormal: {mean: 0s, cv: .inf}}") ==
      R"(web.yaml:18:31: workloads.calls.holds.lognormal.mean: expected a mean duration such as "200ms", found "0s"; it must be longer than 0s
  18 |     holds: {lognormal: {mean: 0s, cv: .inf}}
     |                               ^
web.yaml:18:39: workloads.calls.holds.lognormal.cv: expected a coefficient of variation such as 2, found ".inf"
  18 |     holds: {lognormal: {mean: 0s, cv: .inf}}
     |                                       ^
)");
  CHECK(holds_mistake("{}") ==
        R"(web.yaml:18:12: workloads.calls.holds: expected one distribution of holding times
  18 |     holds: {}
     |            ^
)");
  CHECK(
      holds_mistake("{gamma: 1s}") ==
      R"(web.yaml:18:13: workloads.calls.holds.gamma: unknown key; expected exponential, uniform or lognormal
  18 |     holds: {gamma: 1s}
     |             ^
)");
}

TEST_CASE("Rate and phases exclude each other, and only the last phase has no end", "[scenario]") {
  CHECK(web_mistake("rate: 20/s", "rate: 20/s\n      phases: [{rate: 1/s}]") ==
        R"(web.yaml:14:5: workloads.calls.client: rate and phases exclude each other
  14 |     client:
     |     ^
)");
  CHECK(
      web_mistake("rate: 20/s", "phases: [{rate: 1/s}, {rate: 2/s}]") ==
      R"(web.yaml:17:16: workloads.calls.client.phases[0].for: missing; expected a duration such as "30s"; only the last phase goes on until the client ends
  17 |       phases: [{rate: 1/s}, {rate: 2/s}]
     |                ^
)");
  CHECK(
      web_mistake("rate: 20/s", "phases: []") ==
      R"(web.yaml:17:15: workloads.calls.client.phases: expected a list of phases such as [{for: 30s, rate: 200/s}], found an empty list
  17 |       phases: []
     |               ^
)");
  CHECK(
      web_mistake("rate: 20/s", "phases: [{for: 0s, rate: 1/s}]") ==
      R"(web.yaml:17:22: workloads.calls.client.phases[0].for: expected a duration such as "30s", found "0s"; it must be longer than 0s
  17 |       phases: [{for: 0s, rate: 1/s}]
     |                      ^
)");
}

TEST_CASE("A workload starts within the run and ends after its start", "[scenario]") {
  CHECK(
      mail_mistake("retry: none", "starts: 30min") ==
      R"(web.yaml:23:13: workloads.webmail.starts: expected a duration such as "10s", found "30min"; the run is over by then
  23 |     starts: 30min
     |             ^
)");
  CHECK(
      mail_mistake("retry: none", "starts: 2min\n    ends: 1min") ==
      R"(web.yaml:24:11: workloads.webmail.ends: expected a duration such as "10min", found "1min"; it must be later than the start
  24 |     ends: 1min
     |           ^
)");
}

TEST_CASE("An absurd number of attempts is refused before it is run", "[scenario]") {
  CHECK(
      mail_mistake("2/min", "1000000/s") ==
      R"(web.yaml:20:5: workloads.webmail.client: about 1.8e+12 attempts in a replication; at most 1e+12 can be run
  20 |     client: {model: mailbox-cache, users: 1000, request_rate: 1000000/s, ttl: 5s, expires: since-use, connection_limit: ...
     |     ^
)");
  CHECK(
      mail_mistake("users: 1000, request_rate: 2/min", "users: 10000000, request_rate: 101/s") ==
      R"(web.yaml:20:5: workloads.webmail.client: about 1.8e+12 attempts in a replication; at most 1e+12 can be run
  20 |     client: {model: mailbox-cache, users: 10000000, request_rate: 101/s, ttl: 5s, expires: since-use, connection_limit: ...
     |     ^
web.yaml:20:67: workloads.webmail.client.request_rate: all users together: more than 1e9 requests in a second
  20 | ...lient: {model: mailbox-cache, users: 10000000, request_rate: 101/s, ttl: 5s, expires: since-use, connection_limit: 2000}
     |                                                                 ^
)");
}

TEST_CASE("A threshold states a metric, a comparison and a value in the metric's unit", "[scenario]") {
  CHECK(mail_mistake("failure_fraction <", "failure_fracton <") ==
        R"(web.yaml:26:5: thresholds[0]: unknown metric "failure_fracton"; did you mean "failure_fraction"?
  26 |   - failure_fracton < 0.1%
     |     ^
)");
  CHECK(
      mail_mistake("< 0.1%", "< 0.001") ==
      R"(web.yaml:26:5: thresholds[0]: expected a percentage such as "0.1%" after <, found 0.001; the % is missing
  26 |   - failure_fraction < 0.001
     |     ^
)");
  CHECK(mail_mistake("< 0.1%", "<= 0.1%") ==
        R"(web.yaml:26:5: thresholds[0]: expected a percentage such as "0.1%" after <, found "= 0.1%"
  26 |   - failure_fraction <= 0.1%
     |     ^
)");
  CHECK(
      mail_mistake("failure_fraction < 0.1%", "few failures") ==
      R"(web.yaml:26:5: thresholds[0]: expected a threshold such as "failure_fraction < 0.1%", found "few failures"
  26 |   - few failures
     |     ^
)");
  CHECK(
      mail_mistake("failure_fraction < 0.1%", "time_to_first_failure > 60") ==
      R"(web.yaml:26:5: thresholds[0]: expected a duration such as "60s" after >, found 60; the unit is missing
  26 |   - time_to_first_failure > 60
     |     ^
)");
}

TEST_CASE("A word that is none of a list is told the list", "[scenario]") {
  CHECK(
      mail_mistake("closes: client", "closes: clint") ==
      R"(web.yaml:22:13: workloads.webmail.closes: expected client, server or abort, found "clint"; did you mean "client"?
  22 |     closes: clint
     |             ^
)");
  CHECK(web_mistake("poisson", "bursts") ==
        R"(web.yaml:16:17: workloads.calls.client.arrivals: expected poisson or constant, found "bursts"
  16 |       arrivals: bursts
     |                 ^
)");
  CHECK(mail_mistake("since-use", "never") ==
        R"(web.yaml:20:88: workloads.webmail.client.expires: expected since-use or since-open, found "never"
  20 |     client: {model: mailbox-cache, users: 1000, request_rate: 2/min, ttl: 5s, expires: never, connection_limit: 2000}
     |                                                                                        ^
)");
}

TEST_CASE("A name that would act on a terminal is refused and shown harmless", "[scenario]") {
  CHECK(
      web_mistake("scenario: web client", "scenario: \"\\e[2J\"") ==
      R"(web.yaml:1:11: scenario: expected a name of 1 to 200 characters, found "\x1b[2J"; it has control characters
  1 | scenario: "\e[2J"
    |           ^
)");
}

TEST_CASE("Letters of other scripts keep the caret in place", "[scenario]") {
  CHECK(web_mistake("    os: textbook", "    {\xc3\xa4\xe2\x82\xac\xe4\xb8\xad: 1, os: textbok}") ==
        R"(web.yaml:5:6: hosts.client.ä€中: unknown key; expected os, patches, settings, addresses or assume
  5 |     {ä€中: 1, os: textbok}
    |      ^
web.yaml:5:18: hosts.client.os: unknown system "textbok"; did you mean "textbook"?
  5 |     {ä€中: 1, os: textbok}
    |                  ^
)");
}

TEST_CASE("All problems of a text are reported, in the order of its lines", "[scenario]") {
  CHECK(problems_of(R"(scenario: web client
duration: soon
hosts:
  client:
    os: textbok
services:
  web:
    port: 0
workloads:
  calls:
    host: clint
    connects_to: web
    client: {model: open, arrivals: poisson, rate: 20}
    hold: 1s
)") == R"(web.yaml:2:11: duration: expected a duration such as "30min", found "soon"
  2 | duration: soon
    |           ^
web.yaml:5:9: hosts.client.os: unknown system "textbok"; did you mean "textbook"?
  5 |     os: textbok
    |         ^
web.yaml:7:3: services.web.address: missing; expected an IPv4 address such as "10.0.1.20"
  7 |   web:
    |   ^
web.yaml:8:11: services.web.port: expected a port from 1 to 65535, found 0
  8 |     port: 0
    |           ^
web.yaml:11:11: workloads.calls.host: unknown host "clint"; did you mean "client"?
  11 |     host: clint
     |           ^
web.yaml:13:52: workloads.calls.client.rate: expected a rate such as "200/s", found 20; the unit is missing
  13 |     client: {model: open, arrivals: poisson, rate: 20}
     |                                                    ^
web.yaml:14:5: workloads.calls.hold: unknown key; did you mean "holds"?
  14 |     hold: 1s
     |     ^
)");
}

TEST_CASE("After fifty problems only their number is told", "[scenario]") {
  std::string text{web_client};
  for (int i = 0; i < 60; ++i) text += "key" + std::to_string(i) + ": 1\n";
  const Result<Scenario> scenario = load(text);
  REQUIRE_FALSE(scenario.has_value());
  REQUIRE(scenario.error().size() == 51);
  CHECK(scenario.error()[49].path == "key49");
  CHECK(describe(scenario.error()[50]) == "web.yaml: and 10 more\n");
}

}  // namespace
}  // namespace portsim
