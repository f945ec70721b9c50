// The paths of a workload: where each of its local addresses leads, towards each of its destinations. Those
// of one service mostly differ only in their indices, by steps that stay the same: of such a run only the
// first is kept, so that a hundred thousand destinations take no memory, and none is fetched from it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "models/ports/port_availability.hpp"
#include "models/tcp/port_lease.hpp"
#include "models/tcp/time_wait_length.hpp"
#include "models/vocabulary/duration.hpp"
#include "models/vocabulary/port.hpp"

#include "sim/host/attempt.hpp"
#include "sim/host/four_tuple_times.hpp"

namespace portsim {

using SelectorIndex = std::uint32_t;

struct Path {
  PoolIndex pool = 0;
  DestinationIndex destination = 0;
  SelectorIndex selector = 0;
  std::uint32_t destination_of_host = 0;  // tells local addresses and destinations apart in the whole host
  Duration round_trip = Duration::zero();
  TimeWaitLength time_wait{};  // before the pool may hand out the port again
  ServerClose server_close{};
  bool is_served_here = false;  // the destination is the host itself: the server's TIME_WAIT is here, too
  bool is_refused = false;      // nothing listens there
  PortOffset self = no_port;    // the destination's port, from which a connect there would meet itself
  bool operator==(const Path&) const = default;
};

class PathList {
 public:
  void push_back(const Path& path);

  std::uint32_t size() const { return size_; }
  Path operator[](std::size_t index) const {
    const Run& run = runs_.size() == 1 ? runs_.front() : runs_[run_of_[index]];
    return run.at(static_cast<std::uint32_t>(index) - run.begin);
  }
  const Path& front() const { return runs_.front().first; }

  class Iterator {
   public:
    Iterator(const PathList& paths, std::uint32_t index) : paths_{paths}, index_{index} {}
    Path operator*() const { return paths_[index_]; }
    Iterator& operator++() {
      ++index_;
      return *this;
    }
    bool operator==(const Iterator& other) const { return index_ == other.index_; }

   private:
    const PathList& paths_;
    std::uint32_t index_;
  };
  Iterator begin() const { return {*this, 0}; }
  Iterator end() const { return {*this, size_}; }

  // That are kept.
  std::size_t runs() const { return runs_.size(); }

 private:
  // From one path to the next, modulo 2^32: they may go down.
  struct Step {
    std::uint32_t pool = 0;
    std::uint32_t destination = 0;
    std::uint32_t selector = 0;
    std::uint32_t destination_of_host = 0;
  };
  struct Run {
    Path first;
    std::uint32_t begin = 0;  // its index
    std::uint32_t count = 1;
    Step step{};

    Path at(std::uint32_t n) const {
      Path path = first;
      path.pool += n * step.pool;
      path.destination += n * step.destination;
      path.selector += n * step.selector;
      path.destination_of_host += n * step.destination_of_host;
      return path;
    }
  };
  static Step step_between(const Path& path, const Path& next);

  std::vector<Run> runs_;
  std::vector<std::uint32_t> run_of_;  // one a path; none where all are one run
  std::uint32_t size_ = 0;
};

}  // namespace portsim
