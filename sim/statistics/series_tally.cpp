#include "sim/statistics/series_tally.hpp"

namespace portsim {

std::vector<float> TimeInBins::means() const {
  std::vector<float> means;
  means.reserve(parts_.size());
  std::int64_t covering = 0;
  for (std::size_t bin = 0; bin < parts_.size(); ++bin) {
    covering += whole_[bin];
    const auto length = static_cast<double>(bins_.length_of(bin).count());
    means.push_back(
        static_cast<float>(static_cast<double>(covering) + static_cast<double>(parts_[bin]) / length));
  }
  return means;
}

RunSeries SeriesTally::result() const {
  RunSeries series;
  for (const Counts& counts : counts_) {
    series.attempts.push_back(static_cast<float>(counts.attempts));
    series.failures.push_back(static_cast<float>(counts.failures));
    series.probes.push_back(static_cast<float>(counts.probes));
  }
  for (const Group& group : groups_) {
    const std::vector<float> in_use = group.in_use.means();
    PortLevels levels{.live = group.live.means(), .time_wait = {}};
    for (std::size_t bin = 0; bin < in_use.size(); ++bin)
      levels.time_wait.push_back(std::max(0.0F, in_use[bin] - levels.live[bin]));
    series.levels.push_back(std::move(levels));
  }
  return series;
}

}  // namespace portsim
