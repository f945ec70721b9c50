// A scenario in which every key of the language stands at least once, but for settings: they are as many as
// the catalogue's systems.
#pragma once

#include <string_view>

namespace portsim {

inline constexpr std::string_view every_key = R"(scenario: every key
duration: 10min
warm_up: 1min
replications: 3
seed: 7
confidence: 99%
precision: {of: loss_fraction, relative: 10%, at_most: 40}
hosts:
  old:
    os: windows-2000
    products: [exchange-server-2003]
    settings: {MaxUserPort: 5000, TcpTimedWaitDelay: 240}
    addresses: [10.0.0.10, 10.0.0.11]
    occupied: {ports: 100, until: 90s}
    uptime: 20d
    assume: {first_port: 1024, cursor_start: 5, failed_connect_advances_cursor: false}
  new:
    os: windows-7-sp1
    patches: [KB2826167, KB2665809]
    settings: {dynamicport: {start: 10000, num: 20000}}
    excluded: [10500-10599, 11000]
    addresses: 4
    occupied: 20
    assume: {selection: random_start, reuseaddr_lifts_time_wait: true}
  defective:
    os: windows-7-sp1
    assume: {closing_port: {p_closing: 5%}, closing_states: [FIN_WAIT_2, TIME_WAIT]}
  vista:
    os: windows-vista-sp1
    settings: {MaxUserPort: 60000}
    assume: {max_user_port: upper_bound}
  xp:
    os: windows-xp-sp2
    assume: {half_open_limit: 10}
  plain:
    os: textbook
    settings: {ports: 1024-5119, time_wait: 60s, selection: random_pick, pool: destination}
  linux:
    os: linux-6.14
    settings: {net.ipv4.ip_local_port_range: 32768 60999, net.ipv4.tcp_tw_reuse: 1}
    listening: [8080, "0.0.0.0:40010", "10.0.0.1:40011"]
    phases: {time_wait: 0.53s, port_hash: 3.2s}
services:
  web: {address: 192.0.2.1, port: 80, round_trip: 1ms, count: 3}
  api: {address: 192.0.2.10, port: 443}
  own: {address: 127.0.0.1, port: 8081, listens: false, closes_after: never}
  slow: {address: 10.0.0.1, port: 8082, listens: true, closes_after: 5s}
workloads:
  phases:
    host: old
    connects_to: {web: 80%, api: 20%}
    from: [10.0.0.11]
    bind: any-port
    socket: [SO_REUSEADDR]
    starts: 10s
    ends: 9min
    client: {model: open, arrivals: poisson, phases: [{for: 30s, rate: 20/s, to: 60/s}, {rate: 1.5/s}]}
    holds: {exponential: 200ms}
    closes: {client: 70%, server: 20%, abort: 10%}
    retry: {attempts: 3, backoff: {exponential: 250ms, at_most: 8s, jitter: full}}
  rate:
    host: new
    connects_to: web
    from: all
    bind: none
    client: {model: open, arrivals: constant, rate: 20/s}
    holds: {uniform: [1s, 3s]}
    closes: server
    retry: {attempts: 2, backoff: 1s}
  bursts:
    host: plain
    connects_to: web
    client: {model: open, arrivals: bursts, size: 20, every: 30s}
    holds: {lognormal: {mean: 1s, cv: 2.5}}
  users:
    host: plain
    connects_to: web
    client: {model: closed, users: 50, think: 1s}
    holds: 1s
  cache:
    host: plain
    connects_to: web
    client: {model: mailbox-cache, users: 10, request_rate: 2/min, ttl: 5s, expires: since-use, connection_limit: 200}
    retry: none
  pool:
    host: plain
    connects_to: web
    client:
      model: pool
      keeps: 10
      connection_limit: 20
      request_rate: 20/s
      request_time: 50ms
      requests_per_connection: 100
      idle_timeout: 90s
      lifetime: 5min
      upstream_errors: 5%
      flush_on_retry: false
  recorded:
    host: plain
    connects_to: web
    client: {model: trace, file: arrivals.csv}
  leaking:
    host: plain
    connects_to: web
    client: {model: leak, rate: 13/min}
  on_linux:
    host: linux
    connects_to: {own: 50%, slow: 50%}
    socket: [SO_REUSEADDR, {IP_LOCAL_PORT_RANGE: 50000-50099}]
    client: {model: open, arrivals: poisson, rate: 20/s}
    closes: {client: 90%, server-abort: 10%}
timeline:
  - {at: 5min, host: old, do: restart-adapter}
  - {at: 6min, host: defective, install: KB2826167}
  - {at: 7min, set: {workloads.rate.client.rate: 50/s}}
thresholds:
  - failure_fraction < 0.1%
  - workloads.rate.time_to_first_failure > 60s
  - attempts > 100
)";

}  // namespace portsim
