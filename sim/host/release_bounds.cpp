#include "sim/host/release_bounds.hpp"

#include <algorithm>
#include <bit>
#include <cassert>

namespace portsim {

namespace {

constexpr std::uint32_t top_nodes = 2;
constexpr std::uint32_t top_size = 32;
constexpr float after_everything = 1e19F;  // SimTime::never() is 9.2e18 ns
constexpr std::int32_t writes_a_leaf = 16;

using Lanes [[gnu::vector_size(16)]] = std::int32_t;
constexpr std::uint32_t quad_size = 4;

template <class Quad>
Quad earlier(Quad a, Quad b) {
  return b < a ? b : a;
}

template <class Quad>
float earliest_of(Quad quad) {
  const Quad of_two = earlier(quad, Quad{quad[2], quad[3], quad[0], quad[1]});
  return earlier(of_two[0], of_two[1]);
}

std::uint32_t lowest(std::uint32_t bits) {
  return static_cast<std::uint32_t>(std::countr_zero(bits));
}

}  // namespace

ReleaseBounds::Node::Node() {
  quads_.fill(Quad{after_everything, after_everything, after_everything, after_everything});
}

std::uint32_t ReleaseBounds::Node::free_by(Bound now) const {
  const Quad by{now, now, now, now};
  const Lanes free = ((quads_[0] <= by) & Lanes{1 << 0, 1 << 1, 1 << 2, 1 << 3}) |
                     ((quads_[1] <= by) & Lanes{1 << 4, 1 << 5, 1 << 6, 1 << 7}) |
                     ((quads_[2] <= by) & Lanes{1 << 8, 1 << 9, 1 << 10, 1 << 11}) |
                     ((quads_[3] <= by) & Lanes{1 << 12, 1 << 13, 1 << 14, 1 << 15});
  const Lanes of_two = free | Lanes{free[2], free[3], free[0], free[1]};
  return static_cast<std::uint32_t>(of_two[0] | of_two[1]);
}

ReleaseBounds::Bound ReleaseBounds::Node::earliest() const {
  return earliest_of(earlier(earlier(quads_[0], quads_[1]), earlier(quads_[2], quads_[3])));
}

// The other bounds are looked at without waiting for this one, which comes from the level below. A whole quad
// is written: a processor that reads it soon after would wait for a part of it.
ReleaseBounds::Bound ReleaseBounds::Node::write(std::uint32_t place, Bound bound) {
  const std::uint32_t own = place / quad_size;
  const Quad others = earlier(earlier(quads_[own ^ 1], quads_[own ^ 2]), quads_[own ^ 3]);
  const auto lane = static_cast<std::int32_t>(place % quad_size);
  const Lanes is_written = Lanes{0, 1, 2, 3} == Lanes{lane, lane, lane, lane};
  quads_[own] = is_written ? Quad{bound, bound, bound, bound} : quads_[own];
  return earliest_of(earlier(others, quads_[own]));
}

void ReleaseBounds::Node::lower(std::uint32_t place, Bound bound) {
  Quad& quad = quads_[place / quad_size];
  quad[place % quad_size] = std::min(Bound{quad[place % quad_size]}, bound);
}

// At the beginning of a run all are free.
ReleaseBounds::ReleaseBounds(LeafIndex leaves)
    : leaves_{leaves}, writes_left_{writes_a_leaf * static_cast<std::int32_t>(leaves)} {
  assert(leaves > 0);
  std::uint32_t nodes = top_nodes;
  for (std::uint32_t entries = leaves; entries > top_size; entries = nodes_for(entries)) {
    assert(levels_ < level_begin_.size());
    level_begin_[levels_++] = nodes;
    nodes += nodes_for(entries);
  }
  nodes_ = std::make_unique<Node[]>(nodes);
  for (LeafIndex leaf = 0; leaf < leaves; ++leaf) lower(leaf, SimTime{});
}

ReleaseBounds::ReleaseBounds(const ReleaseBounds& other)
    : base_{other.base_},
      root_{other.root_},
      leaves_{other.leaves_},
      level_begin_{other.level_begin_},
      levels_{other.levels_},
      writes_left_{other.writes_left_} {
  if (!other.nodes_) return;
  nodes_ = std::make_unique<Node[]>(node_count());
  std::copy(other.nodes_.get(), other.nodes_.get() + node_count(), nodes_.get());
}

std::uint32_t ReleaseBounds::node_count() const {
  std::uint32_t count = top_nodes;
  std::uint32_t entries = leaves_;
  for (std::size_t level = 0; level < levels_; ++level) count += entries = nodes_for(entries);
  return count;
}

void ReleaseBounds::write(LeafIndex leaf, SimTime earliest) {
  --writes_left_;
  write_above(0, leaf, rounded(earliest));
}

void ReleaseBounds::write_above(std::size_t level, std::uint32_t entry, Bound bound) {
  for (; level < levels_; ++level, entry /= node_size)
    bound = node_of(level, entry).write(entry % node_size, bound);
  const Bound of_half = nodes_[entry / node_size].write(entry % node_size, bound);
  root_ = earlier(of_half, nodes_[1 - entry / node_size].earliest());
}

void ReleaseBounds::lower(LeafIndex leaf, SimTime earliest) {
  const Bound bound = rounded(earliest);
  std::uint32_t entry = leaf;
  for (std::size_t level = 0; level < levels_; ++level, entry /= node_size)
    node_of(level, entry).lower(entry % node_size, bound);
  nodes_[entry / node_size].lower(entry % node_size, bound);
  root_ = std::min(root_, bound);
}

void ReleaseBounds::move_base(SimTime now) {
  base_ = now;
  writes_left_ = (1 + writes_a_leaf) * static_cast<std::int32_t>(leaves_);
}

// Up from the leaf until something comes after it in a node, then down. A node that has nothing, though the
// bound above it said so, is mended, and the search begins again.
template <bool wraps>
LeafIndex ReleaseBounds::next_after(LeafIndex leaf, SimTime now) {
  const Bound rounded_now = rounded(now);
  LeafIndex found = no_leaf;
  while (found == no_leaf && root_ <= rounded_now) {
    std::size_t level = 0;
    std::uint32_t entry = leaf;
    std::uint32_t free = 0;
    for (; level < levels_; ++level, entry /= node_size) {
      free = node_of(level, entry).free_by(rounded_now) & (~1U << entry % node_size);
      if (free != 0) break;
    }
    if (level < levels_) {
      entry = entry / node_size * node_size + lowest(free);
    } else if constexpr (wraps) {
      const std::uint32_t turned = std::rotr(free_in_top(rounded_now), static_cast<int>(entry + 1));
      entry = (entry + 1 + lowest(turned)) % top_size;
    } else {
      free = free_in_top(rounded_now) & (~1U << entry);
      if (free == 0) return no_leaf;
      entry = lowest(free);
    }
    found = first_below(level, entry, rounded_now);
  }
  return found;
}

LeafIndex ReleaseBounds::next_wrapping(LeafIndex leaf, SimTime now) {
  return next_after<true>(leaf, now);
}

LeafIndex ReleaseBounds::next_up_to_end(LeafIndex leaf, SimTime now) {
  return next_after<false>(leaf, now);
}

LeafIndex ReleaseBounds::first_below(std::size_t level, std::uint32_t entry, Bound now) {
  for (; level > 0; --level) {
    const Node& node = nodes_[level_begin_[level - 1] + entry];
    const std::uint32_t free = node.free_by(now);
    if (free == 0) {
      write_above(level, entry, node.earliest());
      return no_leaf;
    }
    entry = entry * node_size + lowest(free);
  }
  return entry;
}

}  // namespace portsim
