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
  SimTime next_time() const { return SimTime{Duration{winners_[final_match].when}}; }

  // When the first of all others is due.
  SimTime next_time_without(Source source) const {
    Due first;
    for (std::size_t match = leaves_ + source; match != final_match; match /= 2)
      first.when = std::min(first.when, winners_[match ^ 1].when);
    return SimTime{Duration{first.when}};
  }

  // Whenever it was due before. never(): it is not.
  void schedule(Source source, SimTime when) {
    Due winner{when.since_start().count(), sequence_++ << source_bits | source};
    std::size_t match = leaves_ + source;
    for (winners_[match] = winner; match != final_match; winners_[match] = winner) {
      winner = first_of(winner, winners_[match ^ 1]);
      match /= 2;
    }
  }

 private:
  // 2^42 times are two days at 25 million a second.
  static constexpr int source_bits = 21;
  static constexpr std::int64_t source_mask = (std::int64_t{1} << source_bits) - 1;
  static constexpr std::size_t final_match = 1;

  struct Due {
    std::int64_t when = SimTime::never().since_start().count();
    std::int64_t order = 0;  // the sequence number, then the source
  };

  // By bits, not by branches: they would be guessed.
  static std::int64_t chosen(bool is_b, std::int64_t a, std::int64_t b) {
    return a ^ ((a ^ b) & -std::int64_t{is_b});
  }
  static Due first_of(const Due& a, const Due& b) {
    const int is_earlier = b.when < a.when;
    const int is_at_once = b.when == a.when;
    const int was_first = b.order < a.order;
    const bool is_b = (is_earlier | (is_at_once & was_first)) != 0;
    return {chosen(is_b, a.when, b.when), chosen(is_b, a.order, b.order)};
  }

  std::size_t leaves_;        // a power of two
  std::vector<Due> winners_;  // of matches 2n and 2n + 1 stands at n; the sources are the last ones
  std::int64_t sequence_ = 0;
};

}  // namespace portsim
