// Where a port of a range may be free: a tree of lower bounds on when each leaf, eight ports of a ReleaseTree
// (release_tree.hpp), has its first one. A bound is the time since a base, rounded to a float. Rounding keeps
// the order of instants, so what is free never seems held; what seems free may be held for a little longer,
// and the port decides. Who keeps the ports moves the base along with the run, so that bounds stay fine.
#pragma once

#include <array>
#include <cstdint>
#include <memory>

#include "models/vocabulary/port.hpp"

#include "sim/engine/sim_time.hpp"

namespace portsim {

using LeafIndex = std::uint32_t;
inline constexpr LeafIndex no_leaf = ~LeafIndex{0};

class ReleaseBounds {
 public:
  ReleaseBounds() = default;  // of no leaves; nothing may be asked of it
  explicit ReleaseBounds(LeafIndex leaves);
  ReleaseBounds(const ReleaseBounds& other);
  ReleaseBounds(ReleaseBounds&&) = default;
  ReleaseBounds& operator=(ReleaseBounds&&) = default;

  LeafIndex leaves() const { return leaves_; }
  bool may_be_free(SimTime now) const { return root_ <= rounded(now); }

  // The first leaf after `leaf` that may have a free port; `leaf` itself is the last when the search wraps at
  // the end of the range. no_leaf: there is none.
  LeafIndex next_wrapping(LeafIndex leaf, SimTime now);
  LeafIndex next_up_to_end(LeafIndex leaf, SimTime now);

  // The leaf has its first free port then; it may have one then, earlier perhaps than was known.
  void write(LeafIndex leaf, SimTime earliest);
  void lower(LeafIndex leaf, SimTime earliest);

  // Whether so much has been written since the base was moved that to move it again, and to write all leaves
  // then, hardly costs anything beside.
  bool base_is_old() const { return writes_left_ < 0; }
  void move_base(SimTime now);

 private:
  using Bound = float;
  // Bounds are looked at four at a time: compilers make vector instructions of this on any processor.
  using Quad [[gnu::vector_size(16)]] = Bound;
  static constexpr std::uint32_t node_size = 16;
  static constexpr std::uint32_t nodes_for(std::uint32_t entries) {
    return (entries + node_size - 1) / node_size;
  }

  // A cache line of bounds.
  class alignas(64) Node {
   public:
    Node();
    std::uint32_t free_by(Bound now) const;  // one bit each
    Bound earliest() const;
    // Returns the earliest of all then.
    Bound write(std::uint32_t place, Bound);
    void lower(std::uint32_t place, Bound);

   private:
    std::array<Quad, 4> quads_;
  };

  Bound rounded(SimTime instant) const { return static_cast<Bound>((instant - base_).count()); }
  Node& node_of(std::size_t level, std::uint32_t entry) {
    return nodes_[level_begin_[level] + entry / node_size];
  }
  std::uint32_t node_count() const;
  std::uint32_t free_in_top(Bound now) const {
    return nodes_[0].free_by(now) | nodes_[1].free_by(now) << node_size;
  }
  void write_above(std::size_t level, std::uint32_t entry, Bound);
  template <bool wraps>
  LeafIndex next_after(LeafIndex leaf, SimTime now);
  LeafIndex first_below(std::size_t level, std::uint32_t entry, Bound now);

  std::unique_ptr<Node[]> nodes_;  // the two of the top, then those of each level from the leaves up
  SimTime base_;
  Bound root_ = 0;
  LeafIndex leaves_ = 0;
  std::array<std::uint32_t, 2> level_begin_{};  // among the nodes
  std::uint32_t levels_ = 0;                    // between the leaves and the top
  std::int32_t writes_left_ = 0;                // until the base may be moved
};

}  // namespace portsim
