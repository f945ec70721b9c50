// What a run found, as one page for a browser: the answer first, in the words of the text report, then what
// happened over time, every port, theory, and what the result rests on; last the scenario and how to get the
// same page again.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "sim/experiment/port_map.hpp"
#include "sim/experiment/quick_cure.hpp"
#include "sim/experiment/results.hpp"
#include "sim/scenario/scenario.hpp"

namespace portsim {

struct RunReport {
  const Scenario& scenario;
  const Results& results;
  std::string_view text;          // of the scenario file, without the overrides
  std::optional<PortMap> ports;   // nothing: no port map
  std::optional<QuickCure> cure;  // nothing: none is needed, or the page says only how to find one
};

std::string run_html(const RunReport&);

}  // namespace portsim
