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

SimTime earliest_in_node(const SimTime* node) {
  SimTime earliest = node[0];
  for (PortOffset place = 1; place < node_size; ++place) earliest = std::min(earliest, node[place]);
  return earliest;
}

// What the ports of a node have to say, alone or together with the same ports of another tree, and the bounds
// above them.
struct PortsAlone {
  const SimTime* times;
  SimTime* bounds;

  std::uint32_t free_in(PortOffset first, SimTime now) const { return free_in_node(times + first, now); }
  SimTime free_at(PortOffset port) const { return times[port]; }
  SimTime earliest_in(PortOffset first) const { return earliest_in_node(times + first); }
};

struct PortsOfBoth {
  const SimTime* times;
  const SimTime* others;
  SimTime* bounds;

  std::uint32_t free_in(PortOffset first, SimTime now) const {
    return free_in_node(times + first, now) & free_in_node(others + first, now);
  }
  SimTime free_at(PortOffset port) const { return std::max(times[port], others[port]); }
  SimTime earliest_in(PortOffset first) const {
    SimTime earliest = SimTime::never();
    for (PortOffset port = first; port < first + node_size; ++port)
      earliest = std::min(earliest, free_at(port));
    return earliest;
  }
};

// The even ones of these, or the odd ones.
template <class Ports>
struct OfParity {
  Ports all;
  PortOffset parity;
  SimTime* bounds;

  std::uint32_t free_in(PortOffset first, SimTime now) const {
    return all.free_in(first, now) & (0b01010101U << parity);
  }
  SimTime earliest_in(PortOffset first) const {
    SimTime earliest = SimTime::never();
    for (PortOffset port = first + parity; port < first + node_size; port += 2)
      earliest = std::min(earliest, all.free_at(port));
    return earliest;
  }
};

constexpr PortCount nodes_for(PortCount entries) {
  return (entries + node_size - 1) / node_size;
}

}  // namespace

ReleaseTree::ReleaseTree(PortCount size) {
  assert(size > 0);
  PortCount entries = size;
  while (entries > 1 || level_begin_.empty()) {
    level_begin_.push_back(root_);
    entries = nodes_for(entries);
    root_ += entries * node_size;
  }
  level_begin_.push_back(root_);
  times_ = std::make_unique<SimTime[]>(root_ + 1);
  entries = size;
  for (std::size_t level = 0; level + 1 < level_begin_.size(); ++level, entries = nodes_for(entries))
    std::fill(&at(level, entries), &at(level + 1, 0), SimTime::never());
}

ReleaseTree::ReleaseTree(const ReleaseTree& other) : level_begin_{other.level_begin_}, root_{other.root_} {
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
  for (std::size_t level = 1; level < level_begin_.size(); ++level) {
    entry /= node_size;
    SimTime& bound = bounds[place_of(level, entry)];
    bound = std::min(bound, until);
  }
}

// Called when `from` itself is held.
PortOffset ReleaseTree::search(PortOffset from, SimTime now) {
  const PortsAlone ports{times_.get(), bounds()};
  const PortOffset port = search_after(from, now, ports);
  return port != no_port ? port : search_below(level_begin_.size() - 1, 0, now, ports);
}

PortOffset ReleaseTree::first_free_in_both(PortOffset from, SimTime now, const ReleaseTree& other) {
  if (is_free(from, now) && other.is_free(from, now)) return from;
  if (times_[root_] > now) return no_port;
  const PortsOfBoth ports{times_.get(), other.times_.get(), bounds()};
  const PortOffset port = search_after(from, now, ports);
  return port != no_port ? port : search_below(level_begin_.size() - 1, 0, now, ports);
}

PortOffset ReleaseTree::first_free_of_parity(PortOffset from, SimTime now) {
  if (is_free(from, now)) return from;
  return search_after_in_parity(from, now, PortsAlone{times_.get(), bounds()});
}

PortOffset ReleaseTree::first_free_of_parity_in_both(PortOffset from, SimTime now, const ReleaseTree& other) {
  if (is_free(from, now) && other.is_free(from, now)) return from;
  return search_after_in_parity(from, now, PortsOfBoth{times_.get(), other.times_.get(), bounds()});
}

// The bounds of either parity begin as those of all ports, which are bounds for it too.
template <class Ports>
PortOffset ReleaseTree::search_after_in_parity(PortOffset from, SimTime now, const Ports& ports) {
  auto& of_parity = bounds_of_parity_[from % 2];
  if (!of_parity) {
    of_parity = std::make_unique<SimTime[]>(root_ + 1 - level_begin_[1]);
    std::copy(bounds(), times_.get() + root_ + 1, of_parity.get());
  }
  return search_after(from, now, OfParity<Ports>{ports, from % 2, of_parity.get()});
}

// What comes after `from` in the range: the rest of its node, then the rest of each node above.
template <class Ports>
PortOffset ReleaseTree::search_after(PortOffset from, SimTime now, const Ports& ports) {
  PortOffset entry = from + 1;
  for (std::size_t level = 0; level + 1 < level_begin_.size(); ++level) {
    if (const PortOffset place = entry % node_size; place != 0) {
      const std::uint32_t rest = ~0U << place;
      const PortOffset port = search_node(level, entry - place, rest, now, ports);
      if (port != no_port) return port;
      entry += node_size - place;
    }
    entry /= node_size;
  }
  return no_port;
}

// Among those entries of the node that begins at `first` whose bits are set in `which`.
template <class Ports>
PortOffset ReleaseTree::search_node(std::size_t level, PortOffset first, std::uint32_t which, SimTime now,
                                    const Ports& ports) {
  const std::uint32_t free_entries =
      level == 0 ? ports.free_in(first, now) : free_in_node(ports.bounds + place_of(level, first), now);
  for (std::uint32_t free = free_entries & which; free != 0; free &= free - 1) {
    const PortOffset entry = first + static_cast<PortOffset>(std::countr_zero(free));
    const PortOffset port = search_below(level, entry, now, ports);
    if (port != no_port) return port;
  }
  return no_port;
}

// The first free port under an entry. When there is none the entry's bound becomes exact.
template <class Ports>
PortOffset ReleaseTree::search_below(std::size_t level, PortOffset entry, SimTime now, const Ports& ports) {
  if (level == 0) return entry;
  const PortOffset first = entry * node_size;
  const PortOffset port = search_node(level - 1, first, ~0U, now, ports);
  if (port == no_port)
    ports.bounds[place_of(level, entry)] =
        level == 1 ? ports.earliest_in(first) : earliest_in_node(ports.bounds + place_of(level - 1, first));
  return port;
}

}  // namespace portsim
