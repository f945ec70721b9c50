// What each model of a client is read into.
#include "tests/sim/scenario/client_texts.hpp"

namespace portsim {
namespace {

TEST_CASE("Bursts are a rate of their size in the time from one to the next", "[scenario][client]") {
  const Workload workload = workload_of("{model: open, arrivals: bursts, size: 20, every: 30s}");
  const auto& open = std::get<OpenClient>(workload.client);
  CHECK(open.arrivals == ArrivalSpec{ArrivalProcess::bursts, {{std::nullopt, {20, 30s}, {20, 30s}}}});
}

TEST_CASE("Closed users think for a time, or for times of a distribution", "[scenario][client]") {
  CHECK(workload_of("{model: closed, users: 50, think: 1s}").client ==
        ClientSpec{ClosedClient{50, ConstantHold{1s}}});
  CHECK(workload_of("{model: closed, users: 10000000, think: {uniform: [1s, 3s]}}").client ==
        ClientSpec{ClosedClient{10'000'000, UniformHold{1s, 3s}}});
}

TEST_CASE("Closed users hold their connections as the workload says", "[scenario][client]") {
  const Workload workload =
      workload_of("{model: closed, users: 5, think: 1s}", "    holds: {exponential: 2s}\n");
  CHECK(workload.holds == HoldingTimeSpec{ExponentialHold{2s}});
}

TEST_CASE("A pool has no limits unless they are stated", "[scenario][client]") {
  const Workload workload = workload_of("{model: pool, keeps: 2, request_rate: 20/s, request_time: 50ms}");
  PoolClient pool;
  pool.keeps = 2;
  pool.request_rate = {20, 1s};
  pool.request_time = ConstantHold{50ms};
  CHECK(workload.client == ClientSpec{pool});
  CHECK(workload_of("{model: pool, keeps: 2, request_rate: 20/s, request_time: 50ms, connection_limit: none, "
                    "requests_per_connection: none, idle_timeout: none, lifetime: none, upstream_errors: 0%, "
                    "flush_on_retry: false}")
            .client == ClientSpec{pool});
}

TEST_CASE("A pool is read with all of its limits", "[scenario][client]") {
  const Workload workload = workload_of(
      "{model: pool, keeps: 0, connection_limit: 8, request_rate: 90/min, request_time: {exponential: 50ms}, "
      "requests_per_connection: 100, idle_timeout: 90s, lifetime: 5min, upstream_errors: 5%, flush_on_retry: "
      "true}",
      "    retry: {attempts: 3, backoff: 1s}\n");
  const PoolClient pool{.keeps = 0,
                        .connection_limit = 8,
                        .request_rate = {90, 1min},
                        .request_time = ExponentialHold{50ms},
                        .requests_per_connection = 100,
                        .idle_timeout = 90s,
                        .lifetime = 5min,
                        .upstream_errors = Probability{0.05},
                        .flush_on_retry = true};
  CHECK(workload.client == ClientSpec{pool});
}

TEST_CASE("A leak is evenly spaced attempts for connections that are never closed", "[scenario][client]") {
  const Workload workload = workload_of("{model: leak, rate: 13/min}");
  const Rate rate{13, 1min};
  CHECK(workload.client == ClientSpec{OpenClient{{ArrivalProcess::constant, {{std::nullopt, rate, rate}}}}});
  CHECK(workload.holds == HoldingTimeSpec{HoldForever{}});
}

TEST_CASE("What a client's parts change to in a timeline is what it runs with then", "[scenario][client]") {
  const auto changed = [](std::string_view client, std::string_view set) {
    const std::string timeline = "timeline:\n  - {at: 5min, set: {" + std::string{set} + "}}\n";
    return loaded(with_client(client, timeline)).timeline.at(0).workloads.at(0);
  };
  const Workload bursts = changed("{model: open, arrivals: bursts, size: 20, every: 30s}",
                                  "workloads.calls.client.size: 40, workloads.calls.client.every: 10s");
  CHECK(std::get<OpenClient>(bursts.client).arrivals.phases.at(0).rate == Rate{40, 10s});
  const Workload closed = changed("{model: closed, users: 5, think: 1s}", "workloads.calls.client.users: 9");
  CHECK(std::get<ClosedClient>(closed.client).users == 9);
  const Workload pool =
      changed("{model: pool, keeps: 2, request_rate: 20/s, request_time: 50ms, lifetime: 1min}",
              "workloads.calls.client.lifetime: none, workloads.calls.client.keeps: 8");
  CHECK_FALSE(std::get<PoolClient>(pool.client).lifetime);
  CHECK(std::get<PoolClient>(pool.client).keeps == 8);
  const Workload leak = changed("{model: leak, rate: 13/min}", "workloads.calls.client.rate: 0/min");
  CHECK(std::get<OpenClient>(leak.client).arrivals.phases.at(0).rate.is_zero());
  CHECK(leak.holds == HoldingTimeSpec{HoldForever{}});
}

}  // namespace
}  // namespace portsim
