#include "sim/host/release_tree.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>

namespace portsim {

namespace {

constexpr PortCount leaf_size = 8;

// By value: the references of std::min would become jumps, which would be guessed.
SimTime earlier(SimTime a, SimTime b) {
  return b < a ? b : a;
}

constexpr PortOffset first_in(LeafIndex leaf) {
  return leaf * leaf_size;
}

// The ports that a search looks at, a leaf at a time.
struct PortsAlone {
  const SimTime* times;

  // One bit a port. Without branches: they would be guessed.
  std::uint32_t free_in(LeafIndex leaf, SimTime now) const {
    const SimTime* of_leaf = times + first_in(leaf);
    std::uint32_t free = 0;
    for (PortOffset place = 0; place < leaf_size; ++place)
      free |= std::uint32_t{of_leaf[place] <= now} << place;
    return free;
  }
  // Two minima at once: each step of one waits for the step before.
  SimTime earliest_in(LeafIndex leaf) const {
    const SimTime* of_leaf = times + first_in(leaf);
    SimTime of_even = of_leaf[0];
    SimTime of_odd = of_leaf[1];
    for (PortOffset place = 2; place < leaf_size; place += 2) {
      of_even = earlier(of_even, of_leaf[place]);
      of_odd = earlier(of_odd, of_leaf[place + 1]);
    }
    return earlier(of_even, of_odd);
  }
  SimTime free_at(PortOffset port) const { return times[port]; }
};

// Together with the same ports of another tree.
struct PortsOfBoth {
  PortsAlone ports;
  PortsAlone others;

  std::uint32_t free_in(LeafIndex leaf, SimTime now) const {
    return ports.free_in(leaf, now) & others.free_in(leaf, now);
  }
  SimTime earliest_in(LeafIndex leaf) const {
    std::array<SimTime, leaf_size> free_in_both;
    for (PortOffset place = 0; place < leaf_size; ++place)
      free_in_both[place] = free_at(first_in(leaf) + place);
    return PortsAlone{free_in_both.data()}.earliest_in(0);
  }
  SimTime free_at(PortOffset port) const { return std::max(ports.free_at(port), others.free_at(port)); }
};

// The even ones of these, or the odd ones.
template <class Ports>
struct OfParity {
  Ports all;
  PortOffset parity;

  std::uint32_t free_in(LeafIndex leaf, SimTime now) const {
    return all.free_in(leaf, now) & (0b01010101U << parity);
  }
  SimTime earliest_in(LeafIndex leaf) const {
    SimTime earliest = SimTime::never();
    for (PortOffset place = parity; place < leaf_size; place += 2)
      earliest = earlier(earliest, all.free_at(first_in(leaf) + place));
    return earliest;
  }
};

PortOffset first_of(LeafIndex leaf, std::uint32_t free) {
  return first_in(leaf) + static_cast<PortOffset>(std::countr_zero(free));
}

template <class Ports>
void write_all(ReleaseBounds& bounds, SimTime now, Ports ports) {
  bounds.move_base(now);
  for (LeafIndex leaf = 0; leaf < bounds.leaves(); ++leaf) bounds.write(leaf, ports.earliest_in(leaf));
}

}  // namespace

ReleaseTree::ReleaseTree(PortCount size) : of_all_{ReleaseBounds{(size + leaf_size - 1) / leaf_size}} {
  assert(size > 0);
  const PortCount places = of_all_.bounds.leaves() * leaf_size;
  times_ = std::make_unique<SimTime[]>(places);
  std::fill(times_.get() + size, times_.get() + places, SimTime::never());
}

ReleaseTree::ReleaseTree(const ReleaseTree& other) : of_all_{other.of_all_} {
  if (other.is_empty()) return;
  const PortCount places = of_all_.bounds.leaves() * leaf_size;
  times_ = std::make_unique<SimTime[]>(places);
  std::copy(other.times_.get(), other.times_.get() + places, times_.get());
  for (std::size_t parity = 0; parity < of_parity_.size(); ++parity)
    if (const auto& known = other.of_parity_[parity]) of_parity_[parity] = std::make_unique<Known>(*known);
}

void ReleaseTree::bring_forward(PortOffset port, SimTime until) {
  assert(until <= times_[port]);
  times_[port] = until;
  other_brought_forward(port, until);
}

void ReleaseTree::other_brought_forward(PortOffset port, SimTime until) {
  of_all_.bounds.lower(port / leaf_size, until);
  if (const auto& known = of_parity_[port % 2]) known->bounds.lower(port / leaf_size, until);
}

// Called when `from` itself is held.
PortOffset ReleaseTree::search(PortOffset from, SimTime now) {
  return search_after<true>(from, now, PortsAlone{times_.get()}, of_all_);
}

PortOffset ReleaseTree::first_free_in_both(PortOffset from, SimTime now, const ReleaseTree& other) {
  if (is_free(from, now) && other.is_free(from, now)) return from;
  if (!of_all_.bounds.may_be_free(now)) return no_port;
  return search_after<true>(from, now, PortsOfBoth{{times_.get()}, {other.times_.get()}}, of_all_);
}

PortOffset ReleaseTree::first_free_of_parity(PortOffset from, SimTime now) {
  if (is_free(from, now)) return from;
  return search_in_parity(from, now, PortsAlone{times_.get()});
}

PortOffset ReleaseTree::first_free_of_parity_in_both(PortOffset from, SimTime now, const ReleaseTree& other) {
  if (is_free(from, now) && other.is_free(from, now)) return from;
  return search_in_parity(from, now, PortsOfBoth{{times_.get()}, {other.times_.get()}});
}

// The bounds of all ports are bounds for either parity too.
template <class Ports>
PortOffset ReleaseTree::search_in_parity(PortOffset from, SimTime now, Ports ports) {
  auto& known = of_parity_[from % 2];
  if (!known) known = std::make_unique<Known>(of_all_);
  return search_after<false>(from, now, OfParity<Ports>{ports, from % 2}, *known);
}

template <bool wraps, class Ports>
PortOffset ReleaseTree::search_after(PortOffset from, SimTime now, Ports ports, Known& known) const {
  ReleaseBounds& bounds = known.bounds;
  if (bounds.base_is_old()) write_all(bounds, now, ports);
  if (known.found != no_port) {
    const LeafIndex taken = known.found / leaf_size;
    bounds.write(taken, ports.earliest_in(taken));
  }
  if (!bounds.may_be_free(now)) return known.found = no_port;
  const LeafIndex leaf = from / leaf_size;
  const std::uint32_t free = ports.free_in(leaf, now) & (~1U << from % leaf_size);
  if (free != 0) return known.found = first_of(leaf, free);
  return known.found = search_beyond_leaf<wraps>(leaf, now, ports, bounds);
}

// A leaf that seemed to have something, and has nothing, is mended and passed; if its first port is free
// within the rounding of a bound it goes on seeming so, and the search ends after a whole round.
template <bool wraps, class Ports>
PortOffset ReleaseTree::search_beyond_leaf(LeafIndex leaf, SimTime now, Ports ports,
                                           ReleaseBounds& bounds) const {
  LeafIndex left = bounds.leaves();
  for (;;) {
    const LeafIndex next = wraps ? bounds.next_wrapping(leaf, now) : bounds.next_up_to_end(leaf, now);
    if (next == no_leaf) return no_port;
    const std::uint32_t free = ports.free_in(next, now);
    if (free != 0) return first_of(next, free);
    bounds.write(next, ports.earliest_in(next));
    const LeafIndex passed = next > leaf ? next - leaf : next + bounds.leaves() - leaf;
    if (passed >= left) return no_port;
    left -= passed;
    leaf = next;
  }
}

}  // namespace portsim
