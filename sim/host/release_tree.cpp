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

constexpr PortCount nodes_for(PortCount entries) {
  return (entries + node_size - 1) / node_size;
}

}  // namespace

ReleaseTree::ReleaseTree(PortCount size) {
  assert(size > 0);
  PortCount entries = size;
  while (true) {
    level_begin_.push_back(static_cast<PortOffset>(times_.size()));
    times_.resize(times_.size() + entries);
    if (entries == 1 && level_begin_.size() > 1) return;
    times_.resize(level_begin_.back() + nodes_for(entries) * node_size, SimTime::never());
    entries = nodes_for(entries);
  }
}

void ReleaseTree::bring_forward(PortOffset port, SimTime until) {
  assert(until <= times_[port]);
  times_[port] = until;
  PortOffset entry = port;
  for (std::size_t level = 1; level < level_begin_.size(); ++level) {
    entry /= node_size;
    SimTime& bound = at(level, entry);
    bound = std::min(bound, until);
  }
}

// Called when `from` itself is held.
PortOffset ReleaseTree::search(PortOffset from, SimTime now) {
  const PortOffset port = search_after(from, now);
  return port != no_port ? port : search_below(level_begin_.size() - 1, 0, now);
}

// What comes after `from` in the range: the rest of its node, then the rest of each node above.
PortOffset ReleaseTree::search_after(PortOffset from, SimTime now) {
  PortOffset entry = from + 1;
  for (std::size_t level = 0; level + 1 < level_begin_.size(); ++level) {
    if (const PortOffset place = entry % node_size; place != 0) {
      const std::uint32_t rest = ~0U << place;
      const PortOffset port = search_node(level, entry - place, rest, now);
      if (port != no_port) return port;
      entry += node_size - place;
    }
    entry /= node_size;
  }
  return no_port;
}

// Among those entries of the node that begins at `first` whose bits are set in `which`.
PortOffset ReleaseTree::search_node(std::size_t level, PortOffset first, std::uint32_t which, SimTime now) {
  for (std::uint32_t free = free_in_node(&at(level, first), now) & which; free != 0; free &= free - 1) {
    const PortOffset port = search_below(level, first + static_cast<PortOffset>(std::countr_zero(free)), now);
    if (port != no_port) return port;
  }
  return no_port;
}

// The first free port under an entry. When there is none the entry's bound becomes exact.
PortOffset ReleaseTree::search_below(std::size_t level, PortOffset entry, SimTime now) {
  if (level == 0) return entry;
  const PortOffset first = entry * node_size;
  const PortOffset port = search_node(level - 1, first, ~0U, now);
  if (port == no_port) at(level, entry) = earliest_in_node(&at(level - 1, first));
  return port;
}

}  // namespace portsim
