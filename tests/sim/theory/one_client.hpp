// Scenarios of one client on one host, for the closed forms.
#pragma once

#include "tests/sim/one_host.hpp"

namespace portsim::test {

inline Scenario one_client(const OneHost& host, ArrivalProcess process, Rate rate, HoldingTimeSpec holds) {
  Scenario scenario = scenario_of(host);
  add_workload(scenario, open_client(process, rate), holds);
  return scenario;
}

inline Scenario poisson(const OneHost& host, Rate rate, HoldingTimeSpec holds = ConstantHold{}) {
  return one_client(host, ArrivalProcess::poisson, rate, holds);
}

inline Scenario evenly_spaced(const OneHost& host, Rate rate, HoldingTimeSpec holds = ConstantHold{}) {
  return one_client(host, ArrivalProcess::constant, rate, holds);
}

// A host whose local addresses each have their own pool, and a client that takes them in turn.
inline Scenario taking_turns(OneHost host, int addresses, ArrivalProcess process, Rate rate) {
  host.addresses = addresses;
  Scenario scenario = one_client(host, process, rate, ConstantHold{});
  scenario.hosts[0].behaviour.has_pool_per_address = true;
  for (int address = 0; address < addresses; ++address)
    scenario.workloads[0].from.push_back(static_cast<AddressIndex>(address));
  scenario.workloads[0].socket.add(SocketOption::port_scalability);
  return scenario;
}

inline constexpr OneHost windows_2003{.ports = 3976, .time_wait = 240s, .duration = 30min};

inline OneHost windows_2000() {
  OneHost host = windows_2003;
  host.selection = SeqNaiveSpec{};
  return host;
}

}  // namespace portsim::test
