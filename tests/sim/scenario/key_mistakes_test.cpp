// Messages for keys and names: missing, unknown, twice, of later versions. The whole text of each is pinned.
#include "tests/sim/scenario/scenario_texts.hpp"

namespace portsim {
namespace {

TEST_CASE("A missing key is named where its map stands", "[scenario]") {
  CHECK(web_mistake("duration: 10min\n", "") ==
        R"(web.yaml: duration: missing; expected a duration such as "30min" [missing-key]
)");
  CHECK(
      mail_mistake("users: 1000, ", "") ==
      R"(web.yaml:20:5: workloads.webmail.client.users: missing; expected a number of users from 1 to 10000000 [missing-key]
  20 |     client: {model: mailbox-cache, request_rate: 2/min, ttl: 5s, expires: since-use, connection_limit: 2000}
     |     ^
)");
  CHECK(
      web_mistake("rate: 20/s", "") ==
      R"(web.yaml:14:5: workloads.calls.client.rate: missing; expected a rate such as "200/s", or phases [missing-key]
  14 |     client:
     |     ^
)");
}

TEST_CASE("An unknown key is an error with the key that was meant", "[scenario]") {
  CHECK(mail_mistake("holds: 200ms", "hold: 200ms") ==
        R"(web.yaml:21:5: workloads.webmail.hold: unknown key; did you mean "holds"? [unknown-key]
  21 |     hold: 200ms
     |     ^
)");
  CHECK(
      mail_mistake("ttl: 5s", "ttl: 5s, think: 1s") ==
      R"(web.yaml:20:79: workloads.webmail.client.think: unknown key; expected model, users, request_rate, ttl, expires or connection_limit [unknown-key]
  20 | ...{model: mailbox-cache, users: 1000, request_rate: 2/min, ttl: 5s, think: 1s, expires: since-use, connection_limit: 2000}
     |                                                                      ^
)");
}

TEST_CASE("Keys that no version has are unknown, not ignored", "[scenario]") {
  CHECK(
      web_mistake("duration: 10min", "duration: 10min\nlatency: {}") ==
      R"(web.yaml:3:1: latency: unknown key; expected scenario, duration, warm_up, replications, seed, confidence, precision, hosts, services, workloads, timeline or thresholds [unknown-key]
  3 | latency: {}
    | ^
)");
  CHECK(
      mail_mistake("retry: none", "trace: 5") ==
      R"(web.yaml:23:5: workloads.webmail.trace: unknown key; expected host, connects_to, from, bind, socket, starts, ends, client, holds, closes or retry [unknown-key]
  23 |     trace: 5
     |     ^
)");
}

TEST_CASE("A model that there is not is refused", "[scenario]") {
  CHECK(
      mail_mistake("mailbox-cache", "batch") ==
      R"(web.yaml:20:21: workloads.webmail.client.model: expected open, closed, mailbox-cache, pool, trace or leak, found "batch" [wrong-value]
  20 |     client: {model: batch, users: 1000, request_rate: 2/min, ttl: 5s, expires: since-use, connection_limit: 2000}
     |                     ^
)");
}

TEST_CASE("A duplicate key names the first", "[scenario]") {
  CHECK(web_mistake("    os: textbook", "    os: textbook\n    os: textbook") ==
        R"(web.yaml:6:5: hosts.client.os: duplicate key; the first is in line 5 [duplicate-key]
  6 |     os: textbook
    |     ^
)");
}

TEST_CASE("Hosts, services, workloads and systems that do not exist come with a suggestion", "[scenario]") {
  CHECK(
      mail_mistake("host: mail-front-end", "host: mail-frontend") ==
      R"(web.yaml:18:11: workloads.webmail.host: unknown host "mail-frontend"; did you mean "mail-front-end"? [unknown-name]
  18 |     host: mail-frontend
     |           ^
)");
  CHECK(
      mail_mistake("connects_to: imap", "connects_to: imp") ==
      R"(web.yaml:19:18: workloads.webmail.connects_to: unknown service "imp"; did you mean "imap"? [unknown-name]
  19 |     connects_to: imp
     |                  ^
)");
  CHECK(
      mail_mistake("windows-2000", "windows-200") ==
      R"(web.yaml:9:9: hosts.mail-front-end.os: unknown system "windows-200"; did you mean "windows-2000"? [unknown-name]
  9 |     os: windows-200
    |         ^
)");
  CHECK(mail_mistake("failure_fraction <", "workloads.webmal.failures <") ==
        R"(web.yaml:26:15: thresholds[0]: unknown workload "webmal"; did you mean "webmail"? [unknown-name]
  26 |   - workloads.webmal.failures < 0.1%
     |               ^
)");
}

TEST_CASE("A name has no dots or blanks: paths are made of names", "[scenario]") {
  CHECK(
      web_mistake("  client:\n    os", "  my client:\n    os") ==
      R"(web.yaml:4:3: hosts.my client: expected a name of at most 64 letters, digits, - and _, found "my client" [bad-name]
  4 |   my client:
    |   ^
)");
  CHECK(
      web_mistake("  calls:\n", "  calls.1:\n") ==
      R"(web.yaml:11:3: workloads.calls.1: expected a name of at most 64 letters, digits, - and _, found "calls.1" [bad-name]
  11 |   calls.1:
     |   ^
)");
}

TEST_CASE("A section is a map with something in it", "[scenario]") {
  CHECK(web_mistake("hosts:\n  client:\n    os: textbook\n", "hosts: {}\n") ==
        R"(web.yaml:3:8: hosts: expected a map with at least one host, found an empty map [wrong-type]
  3 | hosts: {}
    |        ^
)");
  CHECK(web_mistake("hosts:\n  client:\n    os: textbook\n", "hosts: [client]\n") ==
        R"(web.yaml:3:8: hosts: expected a map with at least one host, found a list [wrong-type]
  3 | hosts: [client]
    |        ^
)");
  CHECK(
      web_mistake("hosts:\n  client:\n    os: textbook\n", "hosts: {client: textbook}\n") ==
      R"(web.yaml:3:17: hosts.client: expected a host such as {os: windows-2000}, found "textbook" [wrong-type]
  3 | hosts: {client: textbook}
    |                 ^
)");
}

}  // namespace
}  // namespace portsim
