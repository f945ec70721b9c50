// A sweep as far as it has run: what its reports are made from.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "sim/experiment/grid.hpp"
#include "sim/experiment/shard.hpp"
#include "sim/experiment/sweep.hpp"

namespace portsim {

struct FinishedSweep {
  std::string name;                    // of the scenario
  std::string file;                    // as the user named it
  std::string digest;                  // of the sweep
  std::vector<std::string> overrides;  // those of every point
  Grid grid;
  std::vector<PlannedPoint> planned;  // all points of the grid
  Shard shard;
  std::vector<SweptPoint> points;  // that have finished, in order of their numbers

  std::size_t wanted() const {  // points, of this part
    std::size_t count = 0;
    for (std::size_t point = 0; point < grid.points.size(); ++point) count += shard.has(point) ? 1 : 0;
    return count;
  }
  const std::string& value(const SweptPoint& point, std::size_t axis) const {
    return grid.axes[axis].values[grid.points[point.point][axis]];
  }
};

// A figure by its name; nothing: it was not measured.
const Measurement* find_measurement(const SweptPoint&, std::string_view name);
const Estimate* find_value(const SweptPoint&, std::string_view name);
// The connects that fail, as a part of all; nothing: none was attempted.
const Estimate* failing_at(const SweptPoint&);

// Of all points, as they come: a workload may be there in some of them only.
std::vector<std::string> measured_names(const std::vector<SweptPoint>&);

}  // namespace portsim
