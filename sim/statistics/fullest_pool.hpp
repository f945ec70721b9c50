// How full the fullest of several pools is at any instant, counted from the intervals in which ports are
// held. It forgets what is over, so its size follows what is held, and a copy goes on by itself.
#pragma once

#include <cstdint>
#include <vector>

#include "models/vocabulary/port.hpp"

#include "sim/engine/sim_time.hpp"
#include "sim/host/attempt.hpp"

namespace portsim {

class FullestPool {
 public:
  // One number of ports a pool.
  explicit FullestPool(const std::vector<PortCount>& pools);

  // How many ports the largest pool has: steps of at().
  std::int64_t steps() const { return steps_; }

  void held(PoolIndex pool, const PortInterval& interval) {
    change(pool, interval.in_use_from, 1);
    change(pool, interval.in_use_until, -1);
  }
  void given_up(PoolIndex pool, const PortInterval& rest) {
    change(pool, rest.in_use_from, -1);
    change(pool, rest.in_use_until, 1);
  }

  // Of steps(), the part that is in use of the pool of which most is; rounded down. Asked in order of time.
  std::int64_t at(SimTime now);

 private:
  struct Pool {
    std::int64_t ports;
    std::int64_t in_use = 0;
  };
  struct Change {
    SimTime when;
    PoolIndex pool;
    std::int32_t by;
  };
  static bool happens_later(const Change& a, const Change& b) { return a.when > b.when; }

  void change(PoolIndex pool, SimTime when, std::int32_t by);

  std::int64_t steps_ = 0;
  std::vector<Pool> pools_;
  std::vector<Change> pending_;  // a heap, the earliest first
};

}  // namespace portsim
