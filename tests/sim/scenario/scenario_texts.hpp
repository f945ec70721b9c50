// Scenario texts for the tests of this folder, and one way to look at what was wrong with one.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <catch2/catch.hpp>

#include "sim/scenario/load.hpp"
#include "sim/scenario/problem_text.hpp"

namespace portsim {

// KB319502: the mail front end whose mailbox cache closes its IMAP connections too early.
inline constexpr std::string_view mail_front_end = R"(# yaml-language-server: $schema=../scenario.schema.json
scenario: IMAP client with a very low MailboxCacheTTL      # KB319502
duration: 30min
replications: 20
seed: 319502

hosts:
  mail-front-end:
    os: windows-2000
    settings: {MaxUserPort: 5000, TcpTimedWaitDelay: 240}
    addresses: [10.0.0.10]

services:
  imap: {address: 10.0.1.20, port: 143, round_trip: 1ms}

workloads:
  webmail:
    host: mail-front-end
    connects_to: imap
    client: {model: mailbox-cache, users: 1000, request_rate: 2/min, ttl: 5s, expires: since-use, connection_limit: 2000}
    holds: 200ms
    closes: client
    retry: none

thresholds:
  - failure_fraction < 0.1%
)";

inline constexpr std::string_view web_client = R"(scenario: web client
duration: 10min
hosts:
  client:
    os: textbook
services:
  web:
    address: 192.0.2.1
    port: 80
workloads:
  calls:
    host: client
    connects_to: web
    client:
      model: open
      arrivals: poisson
      rate: 20/s
)";

// A level with the wildcard-reuse defect, a patch against it, and SO_PORT_SCALABILITY.
inline constexpr std::string_view windows_client = R"(scenario: windows client
duration: 30min
hosts:
  client:
    os: windows-7-sp1
    addresses: 4
services:
  web: {address: 192.0.2.1, port: 80}
workloads:
  calls:
    host: client
    connects_to: web
    client: {model: open, arrivals: poisson, rate: 20/s}
)";

inline Result<Scenario> load(std::string_view text, std::vector<std::string> overrides = {}) {
  return load_scenario({"web.yaml", std::string{text}, std::move(overrides)});
}

// A good text.
inline Scenario loaded(std::string_view text, std::vector<std::string> overrides = {}) {
  Result<Scenario> scenario = load(text, std::move(overrides));
  if (!scenario) {
    for (const Problem& problem : scenario.error()) UNSCOPED_INFO(describe(problem));
  }
  REQUIRE(scenario.has_value());
  return *scenario;
}

// Every problem as people read it, one after the other; empty if there is none.
inline std::string problems_of(std::string_view text, std::vector<std::string> overrides = {}) {
  const Result<Scenario> scenario = load(text, std::move(overrides));
  std::string all;
  if (!scenario) {
    for (const Problem& problem : scenario.error()) all += describe(problem);
  }
  return all;
}

// `text` with the one occurrence of `from` replaced.
inline std::string with(std::string_view text, std::string_view from, std::string_view to) {
  std::string changed{text};
  const auto position = changed.find(from);
  INFO("looking for " << from);
  REQUIRE(position != std::string::npos);
  return changed.replace(position, from.size(), to);
}

// What is said when one thing of a good text is changed.
inline std::string web_mistake(std::string_view from, std::string_view to) {
  return problems_of(with(web_client, from, to));
}
inline std::string mail_mistake(std::string_view from, std::string_view to) {
  return problems_of(with(mail_front_end, from, to));
}
inline std::string holds_mistake(std::string_view to) {
  return problems_of(std::string{web_client} + "    holds: " + std::string{to} + "\n");
}

}  // namespace portsim
