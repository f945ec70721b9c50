// How fast can this work be on one core? Nothing is an event. Each port has the instant from which it is
// usable again, and an attempt compares. Over the ports stands a tree of lower bounds, 16 below each, so that
// a full range is known by one comparison and the next usable port is found in three short looks.
#include <algorithm>
#include <array>
#include <bit>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

#include "models/random/random_stream.hpp"
#include "models/random/samplers.hpp"

#include "bench/peers/churn.hpp"

namespace portsim::bench {
namespace {

using Instant = std::int64_t;  // nanoseconds since the beginning
using Bits = std::uint32_t;    // one for each of a group

constexpr std::size_t group = 16;  // ports below a block, blocks below a row, rows below the root
constexpr Instant never = std::numeric_limits<Instant>::max();

// No branches in these two: whether an instant is past cannot be foreseen.
Bits past(const Instant* of_group, Instant now) {
  Bits bits = 0;
  for (std::size_t n = 0; n < group; ++n) bits |= Bits{of_group[n] <= now} << n;
  return bits;
}

Instant earliest_of(const Instant* of_group) {
  std::array<Instant, 4> least{of_group[0], of_group[1], of_group[2], of_group[3]};  // four chains at once
  for (std::size_t n = 4; n < group; ++n) least[n % 4] = std::min(least[n % 4], of_group[n]);
  return std::min(std::min(least[0], least[1]), std::min(least[2], least[3]));
}

constexpr Bits from(std::size_t place) {
  return ~Bits{0} << place;
}

std::size_t first(Bits bits) {
  return static_cast<std::size_t>(std::countr_zero(bits));
}

class UsableFrom {
 public:
  explicit UsableFrom(PortCount ports)
      : of_port_(group * group * group, never), of_block_(group * group, 0), of_row_(group, 0) {
    assert(ports <= of_port_.size());
    std::fill_n(of_port_.begin(), ports, 0);
  }

  Instant operator[](std::size_t port) const { return of_port_[port]; }
  bool is_full(Instant now) const { return now < earliest_; }

  // The bounds above it stay as they are: they are lower than need be, but still bounds.
  void take(std::size_t port, Instant until) { of_port_[port] = until; }
  void take_exactly(std::size_t port, Instant until) {
    take(port, until);
    renew_above(port / group);
  }

  // At `port` or after it, and after the last port from the first one on. A bound that promised too much is
  // mended on the way. Nothing: all are in use.
  std::optional<std::size_t> first_usable(std::size_t port, Instant now) {
    while (!is_full(now)) {
      const std::size_t block = port / group;
      if (const Bits here = past(&of_port_[block * group], now) & from(port % group))
        return block * group + first(here);
      const std::size_t next = promising_block_after(block, now);
      if (const Bits there = past(&of_port_[next * group], now)) return next * group + first(there);
      renew_above(next);
    }
    return std::nullopt;
  }

 private:
  std::size_t promising_block_after(std::size_t block, Instant now) const {
    const std::size_t row = block / group;
    if (const Bits here = past(&of_block_[row * group], now) & from(block % group + 1))
      return row * group + first(here);
    const Bits rows = past(of_row_.data(), now);
    const Bits later = rows & from(row + 1);
    const std::size_t next = first(later != 0 ? later : rows);
    const Bits there = past(&of_block_[next * group], now);
    return next * group + (there != 0 ? first(there) : 0);
  }

  void renew_above(std::size_t block) {
    const std::size_t row = block / group;
    of_block_[block] = earliest_of(&of_port_[block * group]);
    of_row_[row] = earliest_of(&of_block_[row * group]);
    earliest_ = earliest_of(of_row_.data());
  }

  std::vector<Instant> of_port_;
  std::vector<Instant> of_block_;
  std::vector<Instant> of_row_;
  Instant earliest_ = 0;
};

Instant exponential(RandomStream& random, double mean_ns) {
  return static_cast<Instant>(mean_ns * unit_exponential(random));
}

}  // namespace

ChurnCount limit_churn(const Churn& churn) {
  RandomStream arrivals{{1, 0, StreamPurpose::arrivals, "limit"}};
  RandomStream holds{{1, 0, StreamPurpose::holds, "limit"}};
  const double gap_mean = churn.gap_mean_ns();
  const auto hold_mean = static_cast<double>(churn.hold_mean.count());
  UsableFrom usable_from{churn.ports};
  ChurnCount count{churn.attempts, 0};
  Instant now = 0;
  std::size_t next = 0;
  for (std::int64_t left = churn.attempts; left > 0; --left) {
    now += exponential(arrivals, gap_mean);
    const Instant until = now + exponential(holds, hold_mean) + churn_time_wait.count();
    std::size_t port = next;
    if (usable_from[port] <= now) {
      usable_from.take(port, until);
    } else if (const auto found = usable_from.first_usable(port, now)) {
      port = *found;
      usable_from.take_exactly(port, until);
    } else {
      ++count.failures;
      continue;
    }
    next = port + 1 == churn.ports ? 0 : port + 1;
  }
  return count;
}

// Ports come back in the order in which they were taken: the next one is the first that is usable again.
ChurnCount limit_evenly_spaced(const Churn& churn) {
  const auto gap = static_cast<Instant>(churn.gap_mean_ns());
  const Instant lease = (churn.hold_mean + churn_time_wait).count();
  std::vector<Instant> usable_from(churn.ports, 0);
  ChurnCount count{churn.attempts, 0};
  Instant now = 0;
  std::size_t next = 0;
  for (std::int64_t left = churn.attempts; left > 0; --left, now += gap) {
    if (now < usable_from[next]) {
      ++count.failures;
    } else {
      usable_from[next] = now + lease;
      next = next + 1 == churn.ports ? 0 : next + 1;
    }
  }
  return count;
}

}  // namespace portsim::bench
