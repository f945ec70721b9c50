#include "sim/host/release_tree.hpp"

#include <algorithm>
#include <bit>

namespace portsim {

namespace {

constexpr PortCount node_size = 8;  // instants to a cache line

// One bit an entry: whether it is free, or may have something free below. Without branches: they would be
// guessed.
std::uint32_t free_in_node(const SimTime* node, SimTime now) {
  std::uint32_t free = 0;
  for (PortOffset place = 0; place < node_size; ++place) free |= std::uint32_t{node[place] <= now} << place;
  return free;
}

// By value: the references of std::min would become jumps, which would be guessed.
SimTime earlier(SimTime a, SimTime b) {
  return b < a ? b : a;
}

// Two minima at once: each step of one waits for the step before.
SimTime earliest_in_node(const SimTime* node) {
  SimTime of_even = node[0];
  SimTime of_odd = node[1];
  for (PortOffset place = 2; place < node_size; place += 2) {
    of_even = earlier(of_even, node[place]);
    of_odd = earlier(of_odd, node[place + 1]);
  }
  return earlier(of_even, of_odd);
}

// What a search looks at: the ports, alone or together with the same ports of another tree, and the bounds
// above them. Nodes by their level, which is 0 for the ports themselves, and their first entry.
struct PortsAlone {
  SimTime* times;
  const PortOffset* level_begin;

  SimTime* entry(std::size_t level, PortOffset place) const { return times + level_begin[level] + place; }
  std::uint32_t free_in(std::size_t level, PortOffset first, SimTime now) const {
    return free_in_node(entry(level, first), now);
  }
  SimTime earliest_in(std::size_t level, PortOffset first) const {
    return earliest_in_node(entry(level, first));
  }
  SimTime free_at(PortOffset port) const { return times[port]; }
};

struct PortsOfBoth {
  PortsAlone ports;
  const SimTime* others;

  SimTime* entry(std::size_t level, PortOffset place) const { return ports.entry(level, place); }
  std::uint32_t free_in(std::size_t level, PortOffset first, SimTime now) const {
    const std::uint32_t free = ports.free_in(level, first, now);
    return level == 0 ? free & free_in_node(others + first, now) : free;
  }
  SimTime earliest_in(std::size_t level, PortOffset first) const {
    if (level > 0) return ports.earliest_in(level, first);
    std::array<SimTime, node_size> free_in_both;
    for (PortOffset place = 0; place < node_size; ++place) free_in_both[place] = free_at(first + place);
    return earliest_in_node(free_in_both.data());
  }
  SimTime free_at(PortOffset port) const { return std::max(ports.free_at(port), others[port]); }
};

// The even ones of these, or the odd ones, under bounds of their own.
template <class Ports>
struct OfParity {
  Ports all;
  PortOffset parity;
  SimTime* bounds;
  const PortOffset* level_begin;

  SimTime* entry(std::size_t level, PortOffset place) const {
    return bounds + (level_begin[level] - level_begin[1]) + place;
  }
  std::uint32_t free_in(std::size_t level, PortOffset first, SimTime now) const {
    if (level > 0) return free_in_node(entry(level, first), now);
    return all.free_in(0, first, now) & (0b01010101U << parity);
  }
  SimTime earliest_in(std::size_t level, PortOffset first) const {
    if (level > 0) return earliest_in_node(entry(level, first));
    SimTime earliest = SimTime::never();
    for (PortOffset port = first + parity; port < first + node_size; port += 2)
      earliest = earlier(earliest, all.free_at(port));
    return earliest;
  }
};

constexpr PortCount nodes_for(PortCount entries) {
  return (entries + node_size - 1) / node_size;
}

}  // namespace

ReleaseTree::ReleaseTree(PortCount size) {
  assert(size > 0);
  for (PortCount entries = nodes_for(size) * node_size; entries > node_size; ++top_) {
    level_begin_[top_ + 1] = level_begin_[top_] + entries;
    entries = nodes_for(entries / node_size) * node_size;
  }
  root_ = level_begin_[top_ + 1] = level_begin_[top_] + node_size;
  times_ = std::make_unique<SimTime[]>(root_ + 1);
  PortCount entries = size;
  for (std::size_t level = 0; level <= top_; ++level, entries = nodes_for(entries))
    std::fill(&at(level, entries), &at(level + 1, 0), SimTime::never());
}

ReleaseTree::ReleaseTree(const ReleaseTree& other)
    : level_begin_{other.level_begin_}, top_{other.top_}, root_{other.root_}, found_{other.found_} {
  const auto copy_of = [](const std::unique_ptr<SimTime[]>& times, std::size_t size) {
    if (!times) return std::unique_ptr<SimTime[]>{};
    auto copy = std::make_unique<SimTime[]>(size);
    std::copy(times.get(), times.get() + size, copy.get());
    return copy;
  };
  if (other.is_empty()) return;
  times_ = copy_of(other.times_, root_ + 1);
  for (std::size_t parity = 0; parity < bounds_of_parity_.size(); ++parity)
    bounds_of_parity_[parity] = copy_of(other.bounds_of_parity_[parity], root_ + 1 - level_begin_[1]);
}

void ReleaseTree::bring_forward(PortOffset port, SimTime until) {
  assert(until <= times_[port]);
  times_[port] = until;
  other_brought_forward(port, until);
}

void ReleaseTree::other_brought_forward(PortOffset port, SimTime until) {
  lower_bounds_above(port, until, bounds());
  if (auto& of_parity = bounds_of_parity_[port % 2]) lower_bounds_above(port, until, of_parity.get());
}

void ReleaseTree::lower_bounds_above(PortOffset port, SimTime until, SimTime* bounds) const {
  PortOffset entry = port;
  for (std::size_t level = 1; level <= top_ + 1; ++level) {
    entry /= node_size;
    SimTime& bound = bounds[place_of(level, entry)];
    bound = std::min(bound, until);
  }
}

// Called when `from` itself is held.
PortOffset ReleaseTree::search(PortOffset from, SimTime now) {
  return search_round(from, now, PortsAlone{times_.get(), level_begin_.data()});
}

PortOffset ReleaseTree::first_free_in_both(PortOffset from, SimTime now, const ReleaseTree& other) {
  if (is_free(from, now) && other.is_free(from, now)) return from;
  if (times_[root_] > now) return no_port;
  return search_round(from, now, PortsOfBoth{{times_.get(), level_begin_.data()}, other.times_.get()});
}

PortOffset ReleaseTree::first_free_of_parity(PortOffset from, SimTime now) {
  if (is_free(from, now)) return from;
  return search_after_in_parity(from, now, PortsAlone{times_.get(), level_begin_.data()});
}

PortOffset ReleaseTree::first_free_of_parity_in_both(PortOffset from, SimTime now, const ReleaseTree& other) {
  if (is_free(from, now) && other.is_free(from, now)) return from;
  return search_after_in_parity(from, now,
                                PortsOfBoth{{times_.get(), level_begin_.data()}, other.times_.get()});
}

// The bounds of either parity begin as those of all ports, which are bounds for it too.
template <class Ports>
PortOffset ReleaseTree::search_after_in_parity(PortOffset from, SimTime now, Ports ports) {
  auto& of_parity = bounds_of_parity_[from % 2];
  if (!of_parity) {
    of_parity = std::make_unique<SimTime[]>(root_ + 1 - level_begin_[1]);
    std::copy(bounds(), times_.get() + root_ + 1, of_parity.get());
  }
  return search_after(from, now, OfParity<Ports>{ports, from % 2, of_parity.get(), level_begin_.data()});
}

// What comes after `from`, then the range from its beginning.
template <class Ports>
PortOffset ReleaseTree::search_round(PortOffset from, SimTime now, Ports ports) {
  const PortOffset port = search_after(from, now, ports);
  if (port != no_port || times_[root_] > now) return port;
  return found_ = first_from({top_, 0, whole_node}, now, ports);
}

template <class Ports>
PortOffset ReleaseTree::search_after(PortOffset from, SimTime now, Ports ports) {
  if (found_ != no_port) mend_bounds_above(found_, now, ports);
  if (*ports.entry(top_ + 1, 0) > now) return found_ = no_port;
  return found_ = first_from({0, from / node_size, ~1U << from % node_size}, now, ports);
}

// The first free port under these entries, or after them in the range. Down where an entry may have something
// free below, otherwise on to what comes after the node, one level higher. A node that was looked at as a
// whole, and has nothing, gets an exact bound.
template <class Ports>
PortOffset ReleaseTree::first_from(Place place, SimTime now, Ports ports) const {
  auto [level, node, entries] = place;
  for (;;) {
    const std::uint32_t free = ports.free_in(level, node * node_size, now) & entries;
    if (free != 0) {
      node = node * node_size + static_cast<PortOffset>(std::countr_zero(free));
      if (level == 0) return node;
      --level;
      entries = whole_node;
    } else {
      if (entries == whole_node) mend_bound_of(level, node, ports);
      if (level == top_) return no_port;
      ++level;
      entries = ~1U << node % node_size;
      node /= node_size;
    }
  }
}

// Up to one under which something is free by now: those above it are in nobody's way.
template <class Ports>
void ReleaseTree::mend_bounds_above(PortOffset port, SimTime now, Ports ports) const {
  PortOffset node = port / node_size;
  for (std::size_t level = 0; level <= top_; ++level, node /= node_size) {
    mend_bound_of(level, node, ports);
    if (*ports.entry(level + 1, node) <= now) return;
  }
}

template <class Ports>
void ReleaseTree::mend_bound_of(std::size_t level, PortOffset node, Ports ports) const {
  *ports.entry(level + 1, node) = ports.earliest_in(level, node * node_size);
}

}  // namespace portsim
