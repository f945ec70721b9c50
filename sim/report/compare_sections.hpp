// What a comparison found, in sections of words: the same in every report for people.
#pragma once

#include <vector>

#include "sim/experiment/comparison.hpp"
#include "sim/report/page.hpp"

namespace portsim {

struct MetricSection {
  ComparedMetric metric;
  Section section;  // rows "A", "B" and, where they can be compared, "B - A" and "B / A"
};

struct CompareSections {
  Section verdict;
  Section sides;                       // what is compared
  std::vector<MetricSection> metrics;  // that were measured, without losses that say what failures say
  Section pairing;                     // what common random numbers were worth
  Section rerun;
};

CompareSections compare_sections(const ScenarioPair&, const PairedResults&);

}  // namespace portsim
