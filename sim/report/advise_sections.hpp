// Advice, in sections of words: the same in every report for people.
#pragma once

#include <vector>

#include "sim/experiment/advise.hpp"
#include "sim/report/citations.hpp"
#include "sim/report/page.hpp"

namespace portsim {

struct AdviseSections {
  Section today;
  Section summary;              // without rows: nothing was searched, or not to the end
  std::vector<Section> cures;   // the least effort first
  std::vector<Section> others;  // changes that may suffice, help too little, or do not help
  Section impossible;
  Section rerun;
};

// Costs cite their sources.
AdviseSections advise_sections(const Advice&, Citations&);

}  // namespace portsim
