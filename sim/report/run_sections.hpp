// What a run found, in sections of words: the same in every report for people.
#pragma once

#include <string>
#include <vector>

#include "sim/experiment/results.hpp"
#include "sim/report/page.hpp"
#include "sim/scenario/scenario.hpp"

namespace portsim {

struct RunSections {
  Section verdict;
  Section rare_failures;
  Section errors;
  Section why;
  Section defects;
  std::vector<Section> findings;   // what the answer is made of
  Section theory;                  // beside simulation
  std::vector<Section> judgement;  // workloads, precision, thresholds
  Section dependencies;
  Section rerun;
};

RunSections run_sections(const Scenario&, const Results&);

}  // namespace portsim
