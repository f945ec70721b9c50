// What a sweep found, in sections of words and one table: the same in every report for people.
#pragma once

#include <vector>

#include "sim/report/finished_sweep.hpp"
#include "sim/report/page.hpp"

namespace portsim {

struct SweepSections {
  Section varied;
  std::vector<TableRow> table;  // the head, then a row a point, each cell of one line; none without points
  Section meaning;              // where failures begin, and how the table is read
  Section rerun;
};

SweepSections sweep_sections(const FinishedSweep&);

}  // namespace portsim
