// A comparison as one page for a browser: which is better and how sure that is, the difference and the ratio
// drawn with their intervals, what differs, and both sides' figures; last both scenarios and how to get the
// same page again.
#pragma once

#include <string>

#include "sim/experiment/comparison.hpp"
#include "sim/scenario/load.hpp"

namespace portsim {

struct CompareReport {
  const ScenarioPair& pair;
  const PairedResults& comparison;
  const ScenarioText& text_a;
  const ScenarioText& text_b;
};

std::string compare_html(const CompareReport&);

}  // namespace portsim
