// When each of many sources is next, of which one is always the earliest: a tournament that has the winner of
// every match written down, so that a source's new instant is compared once a round, on a path known in
// advance. At equal instants the source goes first that was scheduled first. It knows nothing of what the
// sources do, and has no clock.
#pragma once

#include <algorithm>
#include <bit>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "sim/engine/sim_time.hpp"

namespace portsim {

class SourceQueue {
 public:
  using Source = std::uint32_t;

  // None of them is due, ever.
  explicit SourceQueue(std::size_t sources) : leaves_{std::bit_ceil(sources)}, winners_(2 * leaves_) {
    assert(sources <= std::size_t{1} << source_bits);
  }

  // The source that is due first, and when; never: none is.
  Source next() const { return static_cast<Source>(winners_[final_match].order & source_mask); }
  SimTime next_time() const { return winners_[final_match].when; }

  // When the first of all others is due.
  SimTime next_time_without(Source source) const {
    SimTime first = SimTime::never();
    for (std::size_t match = leaves_ + source; match != final_match; match /= 2)
      first = std::min(first, winners_[match ^ 1].when);
    return first;
  }

  // Whenever it was due before. never(): it is not.
  void schedule(Source source, SimTime when) {
    Due winner{when, sequence_++ << source_bits | source};
    std::size_t match = leaves_ + source;
    for (winners_[match] = winner; match != final_match; winners_[match] = winner) {
      winner = first_of(winner, winners_[match ^ 1]);
      match /= 2;
    }
  }

 private:
  // 2^43 times are four days at 25 million a second.
  static constexpr int source_bits = 21;
  static constexpr std::uint64_t source_mask = (std::uint64_t{1} << source_bits) - 1;
  static constexpr std::size_t final_match = 1;

  struct Due {
    SimTime when = SimTime::never();
    std::uint64_t order = 0;  // the sequence number, then the source
  };

  // Each part by itself, so that neither is guessed.
  static Due first_of(const Due& a, const Due& b) {
    const bool is_b = (b.when < a.when) | ((b.when == a.when) & (b.order < a.order));
    return {is_b ? b.when : a.when, is_b ? b.order : a.order};
  }

  std::size_t leaves_;        // a power of two
  std::vector<Due> winners_;  // of matches 2n and 2n + 1 stands at n; the sources are the last ones
  std::uint64_t sequence_ = 0;
};

}  // namespace portsim
