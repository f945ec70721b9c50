// A Linux host as a text, whose workloads connect to services, and what came of their connects.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "tests/sim/host/recorder.hpp"
#include "tests/sim/scenario/scenario_texts.hpp"

namespace portsim::kernel {

struct Connects {
  std::int64_t connected = 0;
  std::int64_t failed = 0;
  std::vector<PortOffset> ports{};  // of those connected
};

// One a workload.
inline std::vector<Connects> connects_of(const std::string& text) {
  const Scenario scenario = loaded(text);
  std::vector<Connects> all(scenario.workloads.size());
  for (const Attempt& attempt : test::record(scenario).attempts) {
    Connects& connects = all[attempt.workload];
    if (attempt.outcome == ConnectOutcome::connected) {
      ++connects.connected;
      connects.ports.push_back(attempt.port);
    } else {
      ++connects.failed;
    }
  }
  return all;
}

// `workloads`: one a line.
inline std::string on_linux(const char* settings, const std::string& services, const std::string& workloads,
                            const char* duration) {
  return fmt::format(R"(scenario: published
duration: {}
hosts:
  client:
    os: linux-6.18
    addresses: [10.0.0.1, 127.0.0.1, 127.0.0.2]
    settings: {{CONFIG_HZ: 250, {}}}
services:
{}workloads:
{})",
                     duration, settings, services, workloads);
}

inline std::string service(const char* name, const char* address) {
  return fmt::format("  {}: {{address: {}, port: 80}}\n", name, address);
}

// It opens one connection every 10 ms, and keeps them.
inline std::string opens(const char* name, const char* to, const char* more = "") {
  return fmt::format(
      "  {}: {{host: client, connects_to: {}, client: {{model: open, arrivals: constant, rate: 100/s}}, "
      "holds: forever{}}}\n",
      name, to, more);
}

}  // namespace portsim::kernel
