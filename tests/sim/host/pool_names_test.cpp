// The names of pools and of their random streams: other names would be other random numbers.
#include "sim/host/pool_names.hpp"

#include <string>

#include <catch2/catch.hpp>

#include "tests/sim/one_host.hpp"

using namespace portsim;
using namespace portsim::test;

namespace {

Scenario one_workload(const OneHost& host) {
  Scenario scenario = scenario_of(host);
  add_workload(scenario, open_client(ArrivalProcess::constant, {1, 1s}));
  return scenario;
}

std::string last_name(const Scenario& scenario) {
  return name_of(plan_ports(scenario).pools.back(), scenario);
}

std::string last_stream(const Scenario& scenario) {
  const PortPlan plan = plan_ports(scenario);
  return stream_of(plan.selectors.back(), plan, scenario);
}

}  // namespace

TEST_CASE("A pool has the name of its host, and of what it is for", "[host]") {
  CHECK(last_name(one_workload({})) == "client");
  CHECK(last_name(one_workload({.scope = PoolScope::destination})) == "client/service-0");

  Scenario several = one_workload({.scope = PoolScope::destination, .addresses = 2});
  several.services.front().count = 3;
  CHECK(last_name(several) == "client/service-0[3]");
  several.workloads.front().from = {0, 1};
  CHECK(last_name(several) == "client/10.0.0.11/service-0[3]");

  Scenario named = one_workload({});
  named.workloads.front().bind = {BindCall::fixed_port, Port{600}};
  CHECK(last_name(named) == "client/600");
}

TEST_CASE("A stream has its pool's name, or the host's where the order has its state", "[host]") {
  CHECK(last_stream(one_workload({.scope = PoolScope::destination})) == "client/service-0");
  CHECK(last_stream(one_workload({.selection = HashOffsetSpec{}, .scope = PoolScope::destination})) ==
        "client");
  Scenario random = one_workload({.scope = PoolScope::destination});
  random.workloads.front().socket.add(SocketOption::randomize_port);
  CHECK(last_stream(random) == "client/service-0/random_once");
}
