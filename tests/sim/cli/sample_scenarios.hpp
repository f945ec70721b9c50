// Scenarios of which everything is known: ten ports that a connection keeps for ten seconds carry one connect
// a second.
#pragma once

#include <string>

namespace portsim {

inline std::string scenario_at_rate(const std::string& rate) {
  return "scenario: Ten ports\n"
         "duration: 100s\n"
         "replications: 3\n"
         "hosts:\n"
         "  client: {os: textbook, settings: {ports: 1024-1033, time_wait: 10s}}\n"
         "services:\n"
         "  server: {address: 10.0.1.20, port: 80}\n"
         "workloads:\n"
         "  requests:\n"
         "    host: client\n"
         "    connects_to: server\n"
         "    client: {model: open, arrivals: constant, rate: " +
         rate +
         "}\n"
         "thresholds:\n"
         "  - failure_fraction < 10%\n";
}

inline const std::string scenario_that_holds = scenario_at_rate("30/min");
inline const std::string scenario_that_fails = scenario_at_rate("2/s");  // attempt 11, at 5 s, is the first

}  // namespace portsim
