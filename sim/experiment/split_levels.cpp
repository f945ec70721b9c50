#include "sim/experiment/split_levels.hpp"

#include <algorithm>
#include <cmath>

namespace portsim {

namespace {

constexpr std::int64_t often = 20;

// The best factor is e^2 in theory, where levels may lie anywhere; ports in use are whole numbers, and the
// next level is the first that is at least this much rarer.
constexpr double rarer_by_at_least = 2;

// Where a replication climbs more often, its own climbs tell enough.
constexpr double climbs_of_first_level_max = 1000;

constexpr double trials_max = 1000;

bool is_less(const Climbs& a, const Climbs& b) {
  return a.expected < b.expected;
}

std::vector<std::size_t> places_of_levels(const ClimbCounts& climbs, double rarest) {
  std::vector<std::size_t> places;
  const auto base =
      static_cast<std::size_t>(std::max_element(climbs.begin(), climbs.end() - 1, is_less) - climbs.begin());
  double reached = std::min(climbs[base].expected, climbs_of_first_level_max * rarer_by_at_least);
  for (std::size_t n = base + 1; n + 1 < climbs.size(); ++n) {
    const double expected = climbs[n].expected;
    const double fewest = std::max(climbs.back().expected, rarest);
    if (expected > reached / rarer_by_at_least || expected <= fewest) continue;
    places.push_back(n);
    reached = expected;
  }
  return places;
}

}  // namespace

ClimbCounts climbs_of_chain(std::int64_t ports, double mean_in_use, double attempts) {
  ClimbCounts climbs(static_cast<std::size_t>(ports) + 2);
  const std::size_t mode = std::min(static_cast<std::size_t>(mean_in_use) + 1, climbs.size() - 1);
  climbs[mode].expected = 1;
  for (std::size_t n = mode; n + 1 < climbs.size(); ++n)
    climbs[n + 1].expected = climbs[n].expected * mean_in_use / static_cast<double>(n);
  for (std::size_t n = mode; n > 1 && mean_in_use > 0; --n)
    climbs[n - 1].expected = climbs[n].expected * static_cast<double>(n - 1) / mean_in_use;
  double total = 0;
  for (const Climbs& climb : climbs) total += climb.expected;
  for (Climbs& climb : climbs) climb.expected *= attempts / total;
  return climbs;
}

std::size_t often_climbed_to(const ClimbCounts& climbs) {
  std::size_t n = climbs.size() - 1;
  while (n > 0 && climbs[n].seen < often) --n;
  return n;
}

// In a chain, n times the climbs to n + 1 are the load times the climbs to n. The load is taken from the
// highest numbers that were seen often.
ClimbCounts extrapolated(ClimbCounts seen) {
  constexpr double near = 10;
  const std::size_t last = often_climbed_to(seen);
  double from_below = 0;
  double climbs = 0;
  for (std::size_t n = last; n > 1 && seen[n - 1].expected <= near * seen[last].expected; --n) {
    from_below += static_cast<double>(n - 1) * seen[n].expected;
    climbs += seen[n - 1].expected;
  }
  const double load = climbs > 0 ? from_below / climbs : 0;
  for (std::size_t n = last + 1; n < seen.size() && last > 0; ++n)
    seen[n].expected = seen[n - 1].expected * load / static_cast<double>(n - 1);
  return seen;
}

std::vector<SplitLevel> split_levels(const ClimbCounts& climbs, double rarest) {
  const std::vector<std::size_t> places = places_of_levels(climbs, rarest);
  std::vector<SplitLevel> levels;
  double trials_so_far = 1;  // for each climb to the first level
  for (std::size_t n = 0; n < places.size(); ++n) {
    const double next =
        n + 1 < places.size() ? climbs[places[n + 1]].expected : std::max(climbs.back().expected, rarest);
    if (next <= 0) break;
    const double wanted = climbs[places.front()].expected / next / trials_so_far;
    const double trials = std::round(std::min(wanted, trials_max));
    if (trials < 2) continue;
    trials_so_far *= trials;
    levels.push_back({static_cast<std::int64_t>(places[n]), static_cast<std::int64_t>(trials)});
  }
  return levels;
}

std::vector<SplitLevel> with_fewer_trials(std::vector<SplitLevel> levels) {
  for (SplitLevel& level : levels)
    level.trials = static_cast<std::int64_t>(std::ceil(std::sqrt(static_cast<double>(level.trials))));
  return levels;
}

}  // namespace portsim
