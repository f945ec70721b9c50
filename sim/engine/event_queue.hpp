// Pending events in the order in which they happen, generic over the kinds of events. At equal times the kind
// listed first goes first (list releases before requests), then what was scheduled first: never chance, never
// an address.
#pragma once

#include <algorithm>
#include <cassert>
#include <cstdint>
#include <utility>
#include <variant>
#include <vector>

#include "sim/engine/sim_time.hpp"

namespace portsim {

template <class... Kinds>
class EventQueue {
 public:
  using Event = std::variant<Kinds...>;

  SimTime now() const { return now_; }  // the time of the last event taken, or what came after it
  bool empty() const { return heap_.empty(); }
  std::size_t size() const { return heap_.size(); }

  SimTime next_time() const {
    assert(!empty());
    return heap_.front().when;
  }
  const Event& next() const {
    assert(!empty());
    return heap_.front().event;
  }

  // Something else happens, after the last event and not after the next.
  void advance_to(SimTime when) {
    assert(when >= now_ && (empty() || when <= next_time()));
    now_ = when;
  }

  void schedule(SimTime when, Event event) {
    assert(when >= now_);
    const std::uint64_t order = std::uint64_t{event.index()} << sequence_bits | sequence_++;
    heap_.push_back({when, order, std::move(event)});
    std::push_heap(heap_.begin(), heap_.end(), happens_later);
  }

  Event pop() {
    assert(!empty());
    std::pop_heap(heap_.begin(), heap_.end(), happens_later);
    Pending next = std::move(heap_.back());
    heap_.pop_back();
    now_ = next.when;
    return std::move(next.event);
  }

 private:
  // 2^56 events are two thousand years at a million a second.
  static constexpr int sequence_bits = 56;

  struct Pending {
    SimTime when;
    std::uint64_t order;  // the kind, then the sequence number
    Event event;
  };

  static bool happens_later(const Pending& a, const Pending& b) {
    return a.when != b.when ? a.when > b.when : a.order > b.order;
  }

  SimTime now_;
  std::uint64_t sequence_ = 0;
  std::vector<Pending> heap_;
};

}  // namespace portsim
