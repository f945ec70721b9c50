// Where the trials of a RESTART run split, and into how many: levels of the fullest pool, in its ports in use
// (M. and J. Villen-Altamirano, "RESTART: a method for accelerating rare event simulations", 1991). The
// factor of a level is how many times rarer the next one is reached, so that about as many trials reach each
// level.
#pragma once

#include <cstdint>
#include <vector>

namespace portsim {

struct SplitLevel {
  std::int64_t ports = 0;   // in use: a trial that climbs to it splits
  std::int64_t trials = 1;  // that go on from there
  bool operator==(const SplitLevel&) const = default;
};

// How often the fullest pool climbs to a number of ports in use from fewer.
struct Climbs {
  double expected = 0;    // in one replication
  std::int64_t seen = 0;  // by all trials, which are many at the rare numbers
};

// Index n: to n ports in use. The last, one beyond all ports, counts the connects that fail.
using ClimbCounts = std::vector<Climbs>;

// As in a birth-death chain with this mean number of ports in use, where arrivals climb from n to n + 1 as
// often as they find n.
ClimbCounts climbs_of_chain(std::int64_t ports, double mean_in_use, double attempts);

// The highest index that was seen often enough to trust its count; 0: none.
std::size_t often_climbed_to(const ClimbCounts&);

// What was too rare to be seen is put in as in a birth-death chain that climbs below as was seen.
ClimbCounts extrapolated(ClimbCounts seen);

// None where climbs are rarer than `rarest`, per replication: what happens there does not matter.
std::vector<SplitLevel> split_levels(const ClimbCounts&, double rarest = 0);

// For trials that split so often that they come to no end.
std::vector<SplitLevel> with_fewer_trials(std::vector<SplitLevel>);

}  // namespace portsim
