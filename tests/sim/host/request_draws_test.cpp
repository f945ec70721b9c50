// What is told of requests before they come: a guess, from which nothing follows but what is fetched.
#include "sim/host/request_draws.hpp"

#include <deque>

#include <catch2/catch.hpp>

#include "sim/host/running_client.hpp"

#include "tests/sim/one_host.hpp"

using namespace portsim;
using namespace portsim::test;

namespace {

Scenario scenario_towards(std::uint32_t destinations, PoolScope scope, int addresses = 1) {
  Scenario scenario = scenario_of({.scope = scope, .addresses = addresses});
  scenario.services.front().count = destinations;
  Workload& workload = add_workload(scenario, open_client(ArrivalProcess::poisson, {1, 1s}));
  for (AddressIndex n = 0; n < static_cast<AddressIndex>(addresses); ++n) workload.from.push_back(n);
  return scenario;
}

RunningWorkload workload_in(const Scenario& scenario, const PortPlan& plan) {
  RunningWorkload workload = make_running_workload(0, scenario.workloads.front(), {});
  workload.route = &plan.epochs.front().routes.front();
  look_ahead(workload);
  return workload;
}

std::uint32_t next_path(RunningWorkload& workload) {
  const Route& route = *workload.route;
  const std::uint32_t destination = drawn_destination(route.groups, workload.destinations);
  return take_turn({}, route, workload) * route.destinations + destination;
}

}  // namespace

TEST_CASE("The path of a request is told so many requests ahead, from one local address or from several",
          "[host]") {
  const Scenario scenario = scenario_towards(2000, PoolScope::destination, GENERATE(1, 3));
  const PortPlan plan = plan_ports(scenario);
  RunningWorkload workload = workload_in(scenario, plan);
  REQUIRE(workload.destinations_ahead);
  const bool draws_anew = GENERATE(false, true);
  if (draws_anew) draw_anew(workload, scenario.workloads.front(), {.split = 1});
  std::deque<std::uint32_t> told;
  for (int n = 0; n < 100; ++n) {
    told.push_back(drawn_path_ahead(workload));
    const std::uint32_t path = next_path(workload);
    if (n < static_cast<int>(requests_ahead)) continue;
    CHECK(path == told.front());
    told.pop_front();
  }
}

TEST_CASE("Nothing is told ahead where the paths meet in one pool, or are few", "[host]") {
  const auto is_ahead = [](const Scenario& scenario) {
    const PortPlan plan = plan_ports(scenario);
    return workload_in(scenario, plan).destinations_ahead.has_value();
  };
  CHECK_FALSE(is_ahead(scenario_towards(2000, PoolScope::host)));
  CHECK_FALSE(is_ahead(scenario_towards(1000, PoolScope::destination)));
  CHECK(is_ahead(scenario_towards(1001, PoolScope::destination)));
}
