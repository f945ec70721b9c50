// The common work of the engine's benchmarks: one host, one service, Poisson attempts, exponential holds of
// mean 1 s, the client closes, TIME_WAIT 240 s, sequential selection that tries every port.
#pragma once

#include "sim/scenario/scenario.hpp"

namespace portsim::bench {

struct Churn {
  PortCount ports = 3976;
  double load = 1.0;  // attempts per second times mean lease, over ports
  std::int64_t attempts = 1'000'000;
  Duration hold_mean = 1s;
};

inline Scenario churn_scenario(const Churn& churn) {
  constexpr Duration time_wait = 240s;
  const double per_second = churn.load * churn.ports / in_seconds(churn.hold_mean + time_wait);
  const Rate rate{static_cast<std::int64_t>(per_second * 1e6), 1'000'000s};

  Scenario scenario;
  scenario.name = "churn";
  scenario.duration = rounded_nanoseconds(static_cast<double>(churn.attempts) / rate.per_nanosecond());
  HostBehaviour behaviour;
  behaviour.ephemeral = {Port{1025}, Port{static_cast<std::uint16_t>(1024 + churn.ports)}};
  behaviour.time_wait = time_wait;
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

}  // namespace portsim::bench
