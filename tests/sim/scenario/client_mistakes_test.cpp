// Messages for the models of clients. The whole text of each is pinned.
#include "tests/sim/scenario/client_texts.hpp"

namespace portsim {
namespace {

TEST_CASE("A client names one of the models", "[scenario][client]") {
  CHECK(
      client_mistake("{model: opne, arrivals: poisson, rate: 20/s}") ==
      R"(web.yaml:14:21: workloads.calls.client.model: expected open, closed, mailbox-cache, pool, trace or leak, found "opne" [wrong-value]
  14 |     client: {model: opne, arrivals: poisson, rate: 20/s}
     |                     ^
)");
  CHECK(
      client_mistake("{arrivals: poisson, rate: 20/s}") ==
      R"(web.yaml:14:5: workloads.calls.client.model: missing; expected open, closed, mailbox-cache, pool, trace or leak [missing-key]
  14 |     client: {arrivals: poisson, rate: 20/s}
     |     ^
)");
  CHECK(
      client_mistake("open") ==
      R"(web.yaml:14:13: workloads.calls.client: expected a client such as {model: open, arrivals: poisson, rate: 20/s}, found "open" [wrong-type]
  14 |     client: open
     |             ^
)");
}

TEST_CASE("Bursts have a size and come every so often, and nothing else does", "[scenario][client]") {
  CHECK(
      client_mistake("{model: open, arrivals: bursts}") ==
      R"(web.yaml:14:5: workloads.calls.client.size: missing; expected a number of attempts from 1 to 1000000000 [missing-key]
  14 |     client: {model: open, arrivals: bursts}
     |     ^
web.yaml:14:5: workloads.calls.client.every: missing; expected a duration such as "30s" [missing-key]
  14 |     client: {model: open, arrivals: bursts}
     |     ^
)");
  CHECK(
      client_mistake("{model: open, arrivals: bursts, size: 20, every: 30s, rate: 20/s}") ==
      R"(web.yaml:14:67: workloads.calls.client.rate: bursts have a size and come every so often: leave it out [conflict]
  14 |     client: {model: open, arrivals: bursts, size: 20, every: 30s, rate: 20/s}
     |                                                                   ^
)");
  CHECK(client_mistake("{model: open, arrivals: poisson, rate: 20/s, size: 20}") ==
        R"(web.yaml:14:58: workloads.calls.client.size: only arrivals: bursts have it [conflict]
  14 |     client: {model: open, arrivals: poisson, rate: 20/s, size: 20}
     |                                                          ^
)");
  CHECK(
      client_mistake("{model: open, arrivals: bursts, size: 0, every: 0s}") ==
      R"(web.yaml:14:51: workloads.calls.client.size: expected a number of attempts from 1 to 1000000000, found 0 [out-of-range]
  14 |     client: {model: open, arrivals: bursts, size: 0, every: 0s}
     |                                                   ^
web.yaml:14:61: workloads.calls.client.every: expected a duration such as "30s", found "0s"; it must be longer than 0s [out-of-range]
  14 |     client: {model: open, arrivals: bursts, size: 0, every: 0s}
     |                                                             ^
)");
  CHECK(
      client_mistake("{model: open, arrivals: bursts, size: 1000000000, every: 1ms}") ==
      R"(web.yaml:14:5: workloads.calls.client: about 6e+14 attempts in a replication; at most 1e+12 can be run [too-large]
  14 |     client: {model: open, arrivals: bursts, size: 1000000000, every: 1ms}
     |     ^
web.yaml:14:70: workloads.calls.client.every: expected a duration such as "30s", found "1ms"; more than 1e9 attempts in a second [out-of-range]
  14 |     client: {model: open, arrivals: bursts, size: 1000000000, every: 1ms}
     |                                                                      ^
)");
}

TEST_CASE("Closed users are a number, and think for a time that ends", "[scenario][client]") {
  CHECK(
      client_mistake("{model: closed, users: 50}") ==
      R"(web.yaml:14:5: workloads.calls.client.think: missing; expected a duration such as "1s", or a distribution such as {exponential: 1s} [missing-key]
  14 |     client: {model: closed, users: 50}
     |     ^
)");
  CHECK(
      client_mistake("{model: closed, users: 0, think: 1}") ==
      R"(web.yaml:14:36: workloads.calls.client.users: expected a number of users from 1 to 10000000, found 0 [out-of-range]
  14 |     client: {model: closed, users: 0, think: 1}
     |                                    ^
web.yaml:14:46: workloads.calls.client.think: expected a duration such as "1s", or a distribution such as {exponential: 1s}, found 1; the unit is missing [missing-unit]
  14 |     client: {model: closed, users: 0, think: 1}
     |                                              ^
)");
  CHECK(
      client_mistake("{model: closed, users: 50, think: forever}") ==
      R"(web.yaml:14:47: workloads.calls.client.think: expected a duration such as "1s", or a distribution such as {exponential: 1s}, found "forever"; such a user never connects [out-of-range]
  14 |     client: {model: closed, users: 50, think: forever}
     |                                               ^
)");
  CHECK(
      client_mistake("{model: closed, users: 50, think: {exponential: 1s}, rate: 5/s}") ==
      R"(web.yaml:14:66: workloads.calls.client.rate: unknown key; expected model, users or think [unknown-key]
  14 |     client: {model: closed, users: 50, think: {exponential: 1s}, rate: 5/s}
     |                                                                  ^
)");
}

TEST_CASE("A pool says how many connections it keeps, and how long requests take", "[scenario][client]") {
  CHECK(
      client_mistake("{model: pool}") ==
      R"(web.yaml:14:5: workloads.calls.client.keeps: missing; expected a number of idle connections from 0 to 1000000000 [missing-key]
  14 |     client: {model: pool}
     |     ^
web.yaml:14:5: workloads.calls.client.request_rate: missing; expected the rate of all requests together, such as "200/s" [missing-key]
  14 |     client: {model: pool}
     |     ^
web.yaml:14:5: workloads.calls.client.request_time: missing; expected a duration such as "50ms", or a distribution such as {exponential: 50ms} [missing-key]
  14 |     client: {model: pool}
     |     ^
)");
  CHECK(
      client_mistake("{model: pool, keeps: -1, request_rate: 20/s, request_time: forever}") ==
      R"(web.yaml:14:34: workloads.calls.client.keeps: expected a number of idle connections from 0 to 1000000000, found -1 [out-of-range]
  14 |     client: {model: pool, keeps: -1, request_rate: 20/s, request_time: forever}
     |                                  ^
web.yaml:14:72: workloads.calls.client.request_time: expected a duration such as "50ms", or a distribution such as {exponential: 50ms}, found "forever"; a request ends; the model leak is for what does not [out-of-range]
  14 |     client: {model: pool, keeps: -1, request_rate: 20/s, request_time: forever}
     |                                                                        ^
)");
  CHECK(
      client_mistake("{model: pool, keeps: 2, request_rate: 20/s, request_time: 50ms, connection_limit: 0, "
                     "idle_timeout: 0s}") ==
      R"(web.yaml:14:95: workloads.calls.client.connection_limit: expected a number of connections from 1 to 1000000000, or none, found 0 [out-of-range]
  14 |     client: {model: pool, keeps: 2, request_rate: 20/s, request_time: 50ms, connection_limit: 0, idle_timeout: 0s}
     |                                                                                               ^
web.yaml:14:112: workloads.calls.client.idle_timeout: expected a duration such as "90s", or none, found "0s"; it must be longer than 0s [out-of-range]
  14 |     client: {model: pool, keeps: 2, request_rate: 20/s, request_time: 50ms, connection_limit: 0, idle_timeout: 0s}
     |                                                                                                                ^
)");
  CHECK(
      client_mistake("{model: pool, keeps: 2, request_rate: 20/s, request_time: 50ms, "
                     "requests_per_connection: no, lifetime: 5}") ==
      R"(web.yaml:14:102: workloads.calls.client.requests_per_connection: expected a number of requests from 1 to 1000000000, or none, found "no" [wrong-value]
  14 |     client: {model: pool, keeps: 2, request_rate: 20/s, request_time: 50ms, requests_per_connection: no, lifetime: 5}
     |                                                                                                      ^
web.yaml:14:116: workloads.calls.client.lifetime: expected a duration such as "5min", or none, found 5; the unit is missing [missing-unit]
  14 |     client: {model: pool, keeps: 2, request_rate: 20/s, request_time: 50ms, requests_per_connection: no, lifetime: 5}
     |                                                                                                                    ^
)");
  CHECK(
      client_mistake("{model: pool, keeps: 2, request_rate: 20/s, request_time: 50ms, upstream_errors: 0.05, "
                     "flush_on_retry: yes}") ==
      R"(web.yaml:14:94: workloads.calls.client.upstream_errors: expected a percentage such as "5%", found 0.05; the % is missing [missing-unit]
  14 |     client: {model: pool, keeps: 2, request_rate: 20/s, request_time: 50ms, upstream_errors: 0.05, flush_on_retry: yes}
     |                                                                                              ^
web.yaml:14:116: workloads.calls.client.flush_on_retry: expected true or false, found "yes" [wrong-value]
  14 |     client: {model: pool, keeps: 2, request_rate: 20/s, request_time: 50ms, upstream_errors: 0.05, flush_on_retry: yes}
     |                                                                                                                    ^
)");
}

TEST_CASE("Where the client decides how long connections are open the workload cannot",
          "[scenario][client]") {
  CHECK(
      client_mistake("{model: pool, keeps: 2, request_rate: 20/s, request_time: 50ms}", "    holds: 1s\n") ==
      R"(web.yaml:15:5: workloads.calls.holds: how long a pool's connections are open follows from its own keys: leave it out; a request takes request_time [conflict]
  15 |     holds: 1s
     |     ^
)");
  CHECK(
      client_mistake("{model: leak, rate: 13/min}", "    holds: forever\n") ==
      R"(web.yaml:15:5: workloads.calls.holds: a leak never closes its connections: leave it out, or take the model open [conflict]
  15 |     holds: forever
     |     ^
)");
}

TEST_CASE("A leak has a rate", "[scenario][client]") {
  CHECK(client_mistake("{model: leak}") ==
        R"(web.yaml:14:5: workloads.calls.client.rate: missing; expected a rate such as "13/min" [missing-key]
  14 |     client: {model: leak}
     |     ^
)");
  CHECK(client_mistake("{model: leak, rate: 13/min, arrivals: poisson}") ==
        R"(web.yaml:14:41: workloads.calls.client.arrivals: unknown key; expected model or rate [unknown-key]
  14 |     client: {model: leak, rate: 13/min, arrivals: poisson}
     |                                         ^
)");
}

TEST_CASE("Users who make absurdly many attempts are refused", "[scenario][client]") {
  CHECK(
      client_mistake("{model: closed, users: 10000000, think: 0s}") ==
      R"(web.yaml:14:5: workloads.calls.client: about 6e+12 attempts in a replication; at most 1e+12 can be run [too-large]
  14 |     client: {model: closed, users: 10000000, think: 0s}
     |     ^
)");
  CHECK(
      client_mistake(
          "{model: pool, keeps: 1, request_rate: 100000/s, connection_limit: 10, request_time: 1s}") ==
      R"(web.yaml:10:1: workloads: a replication would keep about 2.4 GB of ports, users and requests in memory; at most 1 GB can be run [too-large]
  10 | workloads:
     | ^
)");
}

}  // namespace
}  // namespace portsim
