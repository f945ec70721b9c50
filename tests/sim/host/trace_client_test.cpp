#include "sim/host/trace_client.hpp"

#include <memory>
#include <vector>

#include <catch2/catch.hpp>

#include "tests/sim/host/small_host.hpp"

using namespace portsim;
using namespace portsim::test;

namespace {

TraceClient trace_of(std::vector<TraceRow> rows) {
  return {std::make_shared<const std::vector<TraceRow>>(std::move(rows))};
}

RunningTraceClient client_of(std::vector<TraceRow> rows, Duration starts = 0s) {
  return {trace_of(std::move(rows)), ConstantHold{7s}, at(starts), RandomStream{{4, 0, {}, "trace"}}};
}

void run(RunningTraceClient client, SmallHost& host, Duration until) {
  SmallRun{client, host}.run_until(at(until));
}

}  // namespace

TEST_CASE("A trace attempts once a row, at its time since the workload starts", "[host][trace]") {
  SmallHost host{{}};
  run(client_of({{.at = 0s}, {.at = 2s}, {.at = 2s}, {.at = 30s}}, 5s), host, 1h);
  CHECK(opens_of(host) == at_all({5s, 7s, 7s, 35s}));
}

TEST_CASE("A row's own holding time goes before the workload's", "[host][trace]") {
  SmallHost host{{}};
  run(client_of({{.at = 0s}, {.at = 10s, .holds = 0s}, {.at = 20s, .holds = 3s}}), host, 1h);
  CHECK(closes_of(host) == at_all({7s, 10s, 23s}));
}

TEST_CASE("What else a row says reaches the host", "[host][trace]") {
  const TraceRow row{.at = 1s, .destination = 3, .from = 2, .closes = Closer::server};
  SmallHost host{{}};
  run(client_of({row}), host, 1h);
  CHECK(host.rows == std::vector{row});
}

TEST_CASE("A row that fails is tried again with its own holding time", "[host][trace]") {
  SmallHost host{{.ports = 1, .retries = 1, .backoff = 5s}};
  run(client_of({{.at = 0s, .holds = 4s}, {.at = 1s, .holds = 2s}}), host, 1h);
  CHECK(opens_of(host) == at_all({0s, 6s}));
  CHECK(closes_of(host) == at_all({4s, 8s}));
}

TEST_CASE("An empty trace attempts nothing", "[host][trace]") {
  CHECK(client_of({}).next_arrival() == SimTime::never());
}

TEST_CASE("Of another trace only what is not past comes, and of the same trace what remains",
          "[host][trace]") {
  auto client = client_of({{.at = 0s}, {.at = 10s}, {.at = 20s}});
  SmallHost host{{}};
  SmallRun running{client, host};
  running.run_until(at(5s));
  running.change(trace_of({{.at = 0s}, {.at = 10s}, {.at = 20s}}), ConstantHold{7s}, at(5s));
  running.run_until(at(15s));
  running.change(trace_of({{.at = 14s}, {.at = 15s}, {.at = 16s}}), ConstantHold{7s}, at(15s));
  running.run_until(at(1h));
  CHECK(opens_of(host) == at_all({0s, 10s, 15s, 16s}));
}
