// A pool that serves requests at given times, instead of a Poisson stream of its own.
#pragma once

#include <vector>

#include "sim/host/pool_client.hpp"

#include "tests/sim/host/small_host.hpp"

namespace portsim::test {

inline RunningPoolClient::Streams pool_streams(std::uint32_t replication = 0) {
  const auto stream = [&](StreamPurpose purpose) { return RandomStream{{9, replication, purpose, "pool"}}; };
  return {stream(StreamPurpose::arrivals), stream(StreamPurpose::holds), stream(StreamPurpose::users)};
}

struct PoolRequest {
  Duration when;
  Duration length;
  std::uint32_t user = 0;
};

// In order of time. Each comes to the pool as a retry does.
class PoolRequests {
 public:
  PoolRequests(const PoolClient& spec, SmallHost& host)
      : client_{spec, {}, pool_streams()}, running_{client_, host} {}

  void come(const std::vector<PoolRequest>& requests) {
    for (const auto& [when, length, user] : requests) {
      run_until(when);
      running_.retry({length, user, 0});
    }
  }
  void run_until(Duration until) {
    running_.run_until(at(until));
    now_ = at(until);
  }
  void cut() { running_.cut(); }
  void change(const PoolClient& spec) { running_.change(spec, RequestSpan{}, now_); }
  std::int64_t open_connections() const { return client_.open_connections(); }

 private:
  RunningPoolClient client_;
  SmallRun<RunningPoolClient> running_;
  SimTime now_;
};

// These requests, and an hour for what comes of them.
inline void serve(const PoolClient& spec, SmallHost& host, const std::vector<PoolRequest>& requests) {
  PoolRequests pool{spec, host};
  pool.come(requests);
  pool.run_until(1h);
}

}  // namespace portsim::test
