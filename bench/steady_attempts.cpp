#include "bench/steady_attempts.hpp"

#include <ctime>
#include <memory>
#include <string>
#include <vector>

#include <malloc.h>

#include "sim/host/pool_plan.hpp"
#include "sim/host/port_pool.hpp"
#include "sim/host/simulation.hpp"
#include "sim/statistics/run_tally.hpp"

namespace portsim::bench {
namespace {

double bytes_in_use() {
  const auto memory = mallinfo2();
  return static_cast<double>(memory.uordblks + memory.hblkhd);
}

// Of the processor.
double seconds() {
  return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

const Rate& rate_of(const Workload& workload) {
  return std::get<OpenClient>(workload.client).arrivals.phases.front().rate;
}

RunTally tally_for(const Scenario& scenario, const PortPlan& plan, const ObservedSpan& timed) {
  std::vector<ObservedPorts> pools;
  for (const PlannedPool& pool : plan.pools) pools.push_back({pool.shape.ports, timed});
  return {scenario.workloads.size(), pools, 0, timed};
}

std::int64_t attempts_of(const ReplicationTally& tally) {
  std::int64_t attempts = 0;
  for (const auto& epoch : tally.epochs)
    for (const WorkloadTally& workload : epoch) attempts += workload.attempts();
  return attempts;
}

}  // namespace

void time_attempts(benchmark::State& state, Scenario scenario, const Stretch& stretch) {
  double attempts_per_ns = 0;
  for (const Workload& workload : scenario.workloads) attempts_per_ns += rate_of(workload).per_nanosecond();
  const auto time_of = [&](std::int64_t attempts) {
    return rounded_nanoseconds(static_cast<double>(attempts) / attempts_per_ns);
  };
  const SimTime from{time_of(stretch.not_timed)};
  const SimTime until = from + time_of(stretch.timed);
  scenario.duration = until.since_start();
  double timed = 0;
  double attempts = 0;
  double begin = 0;
  double bytes = 0;
  for (auto _ : state) {
    state.PauseTiming();
    {
      const double bytes_before = bytes_in_use();
      const double before = seconds();
      const auto plan = std::make_shared<const PortPlan>(plan_ports(scenario));
      RunTally tally = tally_for(scenario, *plan, {from, until});
      Simulation<PortPool, RunTally> simulation{scenario, plan, {}, tally};
      begin = seconds() - before;
      simulation.run_until(from);
      state.ResumeTiming();
      const double begun = seconds();
      simulation.run_until(until);
      timed += seconds() - begun;
      state.PauseTiming();
      bytes = bytes_in_use() - bytes_before;
      attempts += static_cast<double>(attempts_of(tally.result()));
    }
    state.ResumeTiming();
  }
  state.counters["attempts/s"] = attempts / timed;
  state.counters["begin_ms"] = 1e3 * begin;
  state.counters["MB"] = bytes / 1e6;
}

void split_workload(Scenario& scenario, std::uint32_t count) {
  Workload workload = scenario.workloads.front();
  const std::string name = workload.name;
  Rate share = rate_of(workload);
  share.events /= count;
  workload.client = OpenClient{{ArrivalProcess::poisson, {{std::nullopt, share, share}}}};
  scenario.workloads.clear();
  for (std::uint32_t n = 0; n < count; ++n) {
    workload.name = name + std::to_string(n);
    scenario.workloads.push_back(workload);
  }
}

}  // namespace portsim::bench
