// The churn (peers/churn.hpp) as a scenario, which other benchmarks change.
#pragma once

#include <cstdint>
#include <string>

#include "sim/scenario/scenario.hpp"

#include "bench/peers/churn.hpp"

namespace portsim::bench {

inline Scenario churn_scenario(const Churn& churn) {
  const Rate rate{static_cast<std::int64_t>(1e15 / churn.gap_mean_ns()), 1'000'000s};

  Scenario scenario;
  scenario.name = "churn";
  scenario.duration = rounded_nanoseconds(static_cast<double>(churn.attempts) / rate.per_nanosecond());
  HostBehaviour behaviour;
  behaviour.ephemeral = {Port{1025}, Port{static_cast<std::uint16_t>(1024 + churn.ports)}};
  behaviour.time_wait = churn_time_wait;
  behaviour.selection = SeqSmartSpec{};
  scenario.hosts.push_back({"client", nullptr, {}, behaviour, {Ipv4Address{10, 0, 0, 10}}});
  scenario.services.push_back({"service", {Ipv4Address{10, 0, 1, 20}, Port{143}}, Duration::zero()});
  Workload workload;
  workload.name = "churn";
  workload.connects_to = {{0, Probability{1}}};
  workload.client = OpenClient{{ArrivalProcess::poisson, {{std::nullopt, rate, rate}}}};
  workload.holds = ExponentialHold{churn.hold_mean};
  scenario.workloads.push_back(workload);
  return scenario;
}

// The same on each of several hosts, by itself.
inline Scenario on_hosts(std::uint32_t hosts, Scenario scenario) {
  const Host host = scenario.hosts.front();
  const Workload workload = scenario.workloads.front();
  scenario.hosts.assign(hosts, host);
  scenario.workloads.assign(hosts, workload);
  for (std::uint32_t n = 0; n < hosts; ++n) {
    scenario.hosts[n].name += std::to_string(n);
    scenario.workloads[n].name += std::to_string(n);
    scenario.workloads[n].host = n;
  }
  return scenario;
}

}  // namespace portsim::bench
