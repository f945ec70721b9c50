// The memory of a replication, and that it does not grow with the length of the run: everything that this
// program allocates is counted, whether it is freed or not.
#include <atomic>
#include <cstdint>
#include <cstdlib>
#include <new>

#include <catch2/catch.hpp>

#include "sim/experiment/experiment.hpp"
#include "sim/experiment/replication.hpp"
#include "sim/host/pool_plan.hpp"

#include "tests/sim/one_host.hpp"

namespace {
std::atomic<std::int64_t> bytes_allocated = 0;
std::atomic<std::int64_t> allocations = 0;
}  // namespace

void* operator new(std::size_t size) {
  bytes_allocated += static_cast<std::int64_t>(size);
  ++allocations;
  if (void* memory = std::malloc(size)) return memory;
  throw std::bad_alloc{};
}
// The sanitizers replace this one too unless it stands here, and then new and delete would not match.
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  bytes_allocated += static_cast<std::int64_t>(size);
  ++allocations;
  return std::malloc(size);
}
void* operator new(std::size_t size, std::align_val_t alignment) {
  bytes_allocated += static_cast<std::int64_t>(size);
  ++allocations;
  if (void* memory = std::aligned_alloc(static_cast<std::size_t>(alignment), size)) return memory;
  throw std::bad_alloc{};
}
void operator delete(void* memory) noexcept {
  std::free(memory);
}
void operator delete(void* memory, std::align_val_t) noexcept {
  std::free(memory);
}
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept {
  std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
  std::free(memory);
}

using namespace portsim;
using namespace portsim::test;

namespace {

// One replication of the churn case: 3,976 ports, TIME_WAIT 240 s, exponential holds of 1 s, load 1.
struct Run {
  std::int64_t allocated;
  double attempts;
};

Run churn(double attempts) {
  constexpr double per_second = 3976 / 241.0;
  Scenario scenario = scenario_of({.ports = 3976, .time_wait = 240s});
  scenario.duration = rounded_nanoseconds(attempts / per_second * 1e9);
  scenario.replications = 1;
  add_workload(scenario, open_client(ArrivalProcess::poisson, {3976, 241s}), ExponentialHold{1s});
  const std::int64_t before = bytes_allocated;
  const Results results = run_experiment(scenario, {.threads = 1});
  return {bytes_allocated - before, results.attempts};
}

}  // namespace

TEST_CASE("A hundred million attempts allocate no more than a million", "[experiment]") {
  const Run shorter = churn(1e6);
  const Run longer = churn(1e8);
  // A Poisson count of 1e8 is within 5 standard deviations of 1e4; false alarm 6e-7.
  CHECK(std::abs(longer.attempts - 1e8) < 5e4);
  CHECK(longer.allocated <= shorter.allocated);
}

// On average 72,000 connections would hold a port: from some moment on all do.
Scenario on_all_ports(std::uint32_t destinations) {
  Scenario scenario = scenario_of({.time_wait = 240s, .duration = 10min});
  scenario.hosts[0].behaviour.ephemeral = {Port{0}, Port{65535}};
  scenario.services[0].count = destinations;
  add_workload(scenario, open_client(ArrivalProcess::poisson, {300 * destinations, 1s}), ExponentialHold{1s});
  return scenario;
}

std::int64_t allocated_by(const Scenario& scenario, bool is_watched) {
  const std::int64_t before = bytes_allocated;
  const auto run = is_watched ? run_watched_replication : run_replication;
  const auto tally = run(scenario, {}, [](double) { return true; });
  REQUIRE(tally);
  CHECK(tally->pools.front().peak_in_use == 65536);
  return bytes_allocated - before;
}

TEST_CASE("A replication of 65,536 ports and one destination takes under 2 MB", "[experiment]") {
  const std::int64_t allocated = allocated_by(on_all_ports(1), false);
  CHECK(allocated < 1'600'000);
  CHECK(allocated_by(on_all_ports(1), true) < 2'000'000);
}

// Each fills its ports, gets a column, and leaves room in the table where its four-tuples stood until then.
TEST_CASE("Each destination more takes under 16 bytes a port where its column is dense", "[experiment]") {
  const bool is_watched = GENERATE(false, true);
  const std::int64_t five = allocated_by(on_all_ports(5), is_watched);
  const std::int64_t ten = allocated_by(on_all_ports(10), is_watched);
  CHECK(ten - five < 5 * 65536 * 16);
}

std::int64_t allocations_of_plan(std::uint32_t pools, const PortSelectionSpec& selection) {
  Scenario scenario = scenario_of({.selection = selection, .scope = PoolScope::destination});
  scenario.services[0].count = pools;
  add_workload(scenario, open_client(ArrivalProcess::poisson, {1, 1s}));
  const std::int64_t before = allocations;
  const PortPlan plan = plan_ports(scenario);
  REQUIRE(plan.pools.size() == pools);
  return allocations - before;
}

// Lists that grow are allocated anew whenever they are full, at twice the size.
TEST_CASE("To plan a pool more takes no memory but its place in lists", "[experiment]") {
  const auto selection = GENERATE(as<PortSelectionSpec>{}, SeqSmartSpec{}, HashOffsetSpec{});
  CHECK(allocations_of_plan(20'000, selection) - allocations_of_plan(10'000, selection) < 30);
}
