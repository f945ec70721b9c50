// A Linux host with ten ports, and what a run of it came to.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "tests/sim/host/recorder.hpp"
#include "tests/sim/scenario/scenario_texts.hpp"

namespace portsim::test {

// Ports 40000 to 40009, where nothing else is said.
struct LinuxHost {
  std::string os = "linux-6.18";
  std::string settings = "net.ipv4.ip_local_port_range: 40000 40009";
  std::string host = "addresses: [10.0.0.1, 10.0.0.2]";
  std::string services = "far: {address: 10.9.0.1, port: 80}\n  farther: {address: 10.9.0.2, port: 80}";
  std::string workloads;  // YAML, two blanks deep
  std::string duration = "10min";
};

inline Scenario scenario_of(const LinuxHost& given) {
  return loaded(fmt::format(R"(scenario: case
duration: {}
hosts:
  client: {{os: {}, settings: {{{}}}, {}}}
services:
  {}
workloads:
  {}
)",
                            given.duration, given.os, given.settings, given.host, given.services,
                            given.workloads));
}

inline Recorder run(const LinuxHost& given) {
  return record(scenario_of(given));
}

// One attempt a second, towards one service.
inline std::string once_a_second(std::string_view name, std::string_view service, std::string_view starts,
                                 std::string_view ends, std::string_view rest) {
  return fmt::format(
      "{}: {{host: client, connects_to: {}, client: {{model: open, arrivals: constant, rate: 1/s}}, "
      "starts: {}, ends: {}, {}}}\n  ",
      name, service, starts, ends, rest);
}

inline int connected(const Recorder& record, std::uint32_t workload) {
  return static_cast<int>(
      std::count_if(record.attempts.begin(), record.attempts.end(), [&](const Attempt& attempt) {
        return attempt.workload == workload && attempt.outcome == ConnectOutcome::connected;
      }));
}

// How many connections the host counts in TIME_WAIT then.
inline int waiting_at(const Recorder& record, Duration when) {
  const auto among = [&](const auto& spans) {
    return std::count_if(spans.begin(), spans.end(), [&](const auto& span) {
      return span.second.from <= SimTime{when} && SimTime{when} < span.second.until;
    });
  };
  return static_cast<int>(among(record.waits) - among(record.waits_taken_back));
}

}  // namespace portsim::test
