// A sweep as a table for spreadsheets and statistics programs (RFC 4180): a row a point, a column for each
// path that is varied, then one for each measurement, with the ends of its interval where it has one.
// Fractions are 0..1, times seconds, counts means per replication; what was not measured is an empty cell.
#pragma once

#include <string>

#include "sim/report/finished_sweep.hpp"

namespace portsim {

std::string sweep_csv(const FinishedSweep&);

}  // namespace portsim
