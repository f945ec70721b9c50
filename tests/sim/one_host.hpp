// Scenarios for tests, as values: one host with its pool, one service, and the workloads a test adds.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "sim/scenario/scenario.hpp"

namespace portsim::test {

struct OneHost {
  PortCount ports = 10;
  Duration time_wait = 60s;
  PortSelectionSpec selection = SeqSmartSpec{};
  PoolScope scope = PoolScope::host;
  TimeWaitBlocks time_wait_blocks = TimeWaitBlocks::four_tuple;
  int services = 1;
  Duration round_trip = 0s;
  Duration duration = 10min;
  int addresses = 1;
};

inline Scenario scenario_of(const OneHost& given) {
  Scenario scenario;
  scenario.name = "test";
  scenario.duration = given.duration;
  HostBehaviour behaviour;
  behaviour.ephemeral = {Port{1025}, Port{static_cast<std::uint16_t>(1024 + given.ports)}};
  behaviour.scope = given.scope;
  behaviour.time_wait_blocks = given.time_wait_blocks;
  behaviour.time_wait = given.time_wait;
  behaviour.selection = given.selection;
  scenario.hosts.push_back({"client", find_os("textbook"), {}, behaviour, {}});
  for (int address = 0; address < given.addresses; ++address) {
    const auto host_number = static_cast<std::uint8_t>(10 + address);
    scenario.hosts[0].addresses.push_back(Ipv4Address{10, 0, 0, host_number});
  }
  for (int service = 0; service < given.services; ++service) {
    const auto host_number = static_cast<std::uint8_t>(20 + service);
    scenario.services.push_back({"service-" + std::to_string(service),
                                 {Ipv4Address{10, 0, 1, host_number}, Port{143}},
                                 given.round_trip});
  }
  return scenario;
}

inline OpenClient open_client(ArrivalProcess process, Rate rate) {
  return {{process, {{std::nullopt, rate, rate}}}};
}

inline Workload& add_workload(Scenario& scenario, ClientSpec client, HoldingTimeSpec holds = ConstantHold{0s},
                              ServiceIndex service = 0) {
  Workload workload;
  workload.name = "workload-" + std::to_string(scenario.workloads.size());
  workload.client = std::move(client);
  workload.holds = holds;
  workload.connects_to = {{service, Probability{1}}};
  return scenario.workloads.emplace_back(std::move(workload));
}

}  // namespace portsim::test
