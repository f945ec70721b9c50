#include "sim/live/timer_grid.hpp"

#include <algorithm>
#include <cstdint>

namespace portsim {

namespace {

// Entries that left within an interval of phases: their number begins to count, or ends to.
struct Edge {
  Duration at;
  std::int64_t change;
};

void add_interval(Duration from, Duration until, std::int64_t entries, Duration granularity,
                  std::vector<Edge>& edges) {
  const Duration begin = from % granularity;
  const Duration end = begin + (until - from);
  edges.push_back({begin, entries});
  edges.push_back({std::min(end, granularity), -entries});
  if (end <= granularity) return;
  edges.push_back({Duration::zero(), entries});  // it goes over the end of the period
  edges.push_back({end - granularity, -entries});
}

}  // namespace

std::optional<Duration> phase_of_drops(const std::vector<TimeWaitSample>& samples, Duration granularity) {
  std::vector<Edge> edges;
  for (std::size_t n = 1; n < samples.size(); ++n) {
    const std::int64_t left = samples[n - 1].entries - samples[n].entries;
    if (left > 0)
      add_interval(samples[n - 1].when.since_start(), samples[n].when.since_start(), left, granularity,
                   edges);
  }
  if (edges.empty()) return std::nullopt;
  // An interval that begins where another ends shares nothing with it.
  std::sort(edges.begin(), edges.end(),
            [](const Edge& a, const Edge& b) { return a.at != b.at ? a.at < b.at : a.change < b.change; });
  std::int64_t entries = 0;
  std::int64_t most = 0;
  Duration phase{};
  for (std::size_t n = 0; n + 1 < edges.size(); ++n) {
    entries += edges[n].change;
    if (entries <= most) continue;
    most = entries;
    phase = edges[n].at + (edges[n + 1].at - edges[n].at) / 2;
  }
  return phase;
}

}  // namespace portsim
