// A sweep with what its page says beside the points: all that the page is made from.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/os/dependencies.hpp"

#include "sim/report/finished_sweep.hpp"

namespace portsim {

struct SweptThreshold {
  std::string measurement;  // that it is held against: "failure_fraction", "workloads.web.failures"
  double value = 0;
  std::string expression;  // as written
};

struct SweepReport {
  const FinishedSweep& sweep;
  std::string_view text;  // of the scenario file, without the overrides
  std::vector<std::optional<std::string>>
      today;                               // of each axis the scenario's own value; nothing: it has none
  std::vector<SweptThreshold> thresholds;  // none where they are varied
  std::vector<Dependency> depends_on;      // at any point, each once
};

}  // namespace portsim
