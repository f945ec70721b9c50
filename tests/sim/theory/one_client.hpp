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

inline constexpr OneHost windows_2003{.ports = 3976, .time_wait = 240s, .duration = 30min};

inline OneHost windows_2000() {
  OneHost host = windows_2003;
  host.selection = SeqNaiveSpec{};
  return host;
}

}  // namespace portsim::test
