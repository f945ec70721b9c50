// Clients and holding times for property tests: any that a scenario can have, small enough for a run of
// minutes.
#pragma once

#include <memory>
#include <utility>
#include <vector>

#include <rapidcheck.h>

#include "tests/sim/one_host.hpp"

namespace portsim::test {

inline Duration any_duration(Duration longest) {
  // Often a whole number of seconds, so that many things happen at the same instant.
  if (*rc::gen::arbitrary<bool>())
    return std::chrono::seconds{*rc::gen::inRange<std::int64_t>(0, longest / 1s + 1)};
  return Duration{*rc::gen::inRange<std::int64_t>(0, longest.count())};
}

inline HoldingTimeSpec any_hold() {
  const Duration length = any_duration(10s) + 1ms;
  switch (*rc::gen::inRange(0, 5)) {
    case 0:
      return ConstantHold{any_duration(10s)};
    case 1:
      return ExponentialHold{length};
    case 2:
      return UniformHold{length, 2 * length};
    case 3:
      return LognormalHold{length, 2.0};
    default:
      return HoldForever{};
  }
}

inline OpenClient any_open_client() {
  const Rate rate{*rc::gen::inRange<std::int64_t>(1, 6), 1s};
  const Rate bursts{*rc::gen::inRange<std::int64_t>(1, 30), any_duration(20s) + 1s};
  switch (*rc::gen::inRange(0, 3)) {
    case 0:
      return open_client(ArrivalProcess::bursts, bursts);
    case 1:
      return open_client(*rc::gen::element(ArrivalProcess::poisson, ArrivalProcess::constant), rate);
    default:
      OpenClient client =
          open_client(*rc::gen::element(ArrivalProcess::poisson, ArrivalProcess::constant), rate);
      client.arrivals.phases = {{40s, rate, rate}, {30s, rate, {0, 1s}}, {std::nullopt, rate, rate}};
      return client;
  }
}

inline PoolClient any_pool_client() {
  const auto now_and_then = [] { return *rc::gen::inRange(0, 3) == 0; };
  PoolClient pool;
  pool.keeps = *rc::gen::inRange<std::int64_t>(0, 10);
  pool.request_rate = {*rc::gen::inRange<std::int64_t>(1, 8), 1s};
  pool.request_time = ExponentialHold{any_duration(2s) + 1ms};
  if (now_and_then()) pool.connection_limit = *rc::gen::inRange<std::int64_t>(1, 20);
  if (now_and_then()) pool.requests_per_connection = *rc::gen::inRange<std::int64_t>(1, 5);
  if (now_and_then()) pool.idle_timeout = any_duration(5s) + 1ms;
  if (now_and_then()) pool.lifetime = any_duration(30s) + 1ms;
  if (now_and_then()) pool.upstream_errors = Probability{0.3};
  pool.flush_on_retry = now_and_then();
  return pool;
}

// Towards any destination and from any address of the workload, or from and to the first, and closed by any.
inline TraceClient any_trace_client() {
  std::vector<TraceRow> rows(*rc::gen::inRange<std::size_t>(1, 300));
  Duration at = Duration::zero();
  for (TraceRow& row : rows) {
    row.at = at += any_duration(1s);
    if (*rc::gen::arbitrary<bool>()) row.holds = any_duration(10s);
    if (*rc::gen::arbitrary<bool>()) row.destination = 0;
    if (*rc::gen::arbitrary<bool>()) row.from = 0;
    if (*rc::gen::arbitrary<bool>())
      row.closes = *rc::gen::element(Closer::client, Closer::server, Closer::abort);
  }
  return {std::make_shared<const std::vector<TraceRow>>(std::move(rows))};
}

inline MailboxCacheClient any_mailbox_cache_client() {
  MailboxCacheClient cache;
  cache.users = *rc::gen::inRange<std::int64_t>(1, 30);
  cache.request_rate = {*rc::gen::inRange<std::int64_t>(1, 60), 1min};
  cache.ttl = any_duration(20s);
  cache.expires = *rc::gen::element(CacheExpiry::since_use, CacheExpiry::since_open);
  if (*rc::gen::arbitrary<bool>()) cache.connection_limit = *rc::gen::inRange<std::int64_t>(1, 20);
  return cache;
}

inline ClientSpec any_client() {
  switch (*rc::gen::inRange(0, 6)) {
    case 0:
      return any_mailbox_cache_client();
    case 1:
      return ClosedClient{*rc::gen::inRange<std::int64_t>(1, 60), ExponentialHold{any_duration(10s) + 1ms}};
    case 2:
      return any_pool_client();
    case 3:
      return any_trace_client();
    default:
      return any_open_client();
  }
}

}  // namespace portsim::test
