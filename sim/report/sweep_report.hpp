// A sweep with what its page says beside the points: all that the page is made from.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/os/dependencies.hpp"

#include "sim/report/finished_sweep.hpp"
#include "sim/scenario/threshold.hpp"

namespace portsim {

struct SweepReport {
  const FinishedSweep& sweep;
  std::string_view text;  // of the scenario file, without the overrides
  std::vector<std::optional<std::string>>
      today;                           // of each axis the scenario's own value; nothing: it has none
  std::vector<Threshold> thresholds;   // none where they are varied
  std::vector<Dependency> depends_on;  // at any point, each once
};

}  // namespace portsim
