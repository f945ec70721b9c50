// A stream of random words for one purpose of one workload or host in one replication, so that changing, say,
// the port selection leaves the arrivals as they were (common random numbers). Whoever draws owns its streams
// and hands them down; none is global.
#pragma once

#include <cstdint>
#include <string_view>

#include "models/random/xoshiro.hpp"

namespace portsim {

// The order feeds the seeds: new purposes go to the end.
enum class StreamPurpose : std::uint8_t {
  arrivals,
  holds,
  users,
  port_selection,
  retries,
  destinations,
  closes,
  think_times,
  upstream_errors,
  timer_phase
};

struct StreamKey {
  std::uint64_t seed;
  std::uint32_t replication;
  StreamPurpose purpose;
  std::string_view owner;   // the name of the workload or host: adding one leaves the other streams untouched
  std::uint64_t split = 0;  // a copy of the replication that goes on by itself; 0: the replication
};

class RandomStream {
 public:
  explicit RandomStream(const StreamKey& key);
  std::uint64_t next() { return generator_.next(); }

 private:
  Xoshiro256PlusPlus generator_;
};

}  // namespace portsim
