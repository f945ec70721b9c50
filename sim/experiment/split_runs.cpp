#include "sim/experiment/split_runs.hpp"

#include <algorithm>
#include <atomic>
#include <utility>

#include "sim/experiment/parallel.hpp"

namespace portsim {

std::optional<RestartTallies> SplitRuns::run(const RestartPlan& plan, int count) {
  std::vector<std::optional<RestartTally>> finished(static_cast<std::size_t>(count));
  std::atomic<int> next{0};
  on_threads(options_.threads, count, [&] {
    for (int n = next++; n < count && !is_stopped(); n = next++) {
      const RunId id{scenario_.seed, next_ + static_cast<std::uint32_t>(n)};
      finished[static_cast<std::size_t>(n)] =
          run_restart(scenario_, id, plan, [this] { return !is_stopped(); });
    }
  });
  next_ += static_cast<std::uint32_t>(count);
  RestartTallies tallies;
  for (std::optional<RestartTally>& tally : finished) {
    if (!tally) return std::nullopt;
    attempts_ += static_cast<double>(tally->attempts);
    effort_ += tally->effort;
    tallies.push_back(std::move(*tally));
  }
  return tallies;
}

bool are_whole(const RestartTallies& tallies) {
  return std::all_of(tallies.begin(), tallies.end(),
                     [](const RestartTally& tally) { return tally.is_whole; });
}

ClimbCounts mean_climbs(const RestartTallies& tallies) {
  ClimbCounts mean(tallies.front().climbs.size());
  for (const RestartTally& tally : tallies) {
    for (std::size_t n = 0; n < mean.size(); ++n) {
      mean[n].expected += tally.climbs[n].expected / static_cast<double>(tallies.size());
      mean[n].seen += tally.climbs[n].seen;
    }
  }
  return mean;
}

}  // namespace portsim
