#include "sim/report/traces_text.hpp"

#include <algorithm>
#include <variant>

#include <fmt/format.h>

#include "sim/report/number_text.hpp"
#include "sim/scenario/problem_text.hpp"
#include "sim/scenario/trace_use.hpp"

namespace portsim {

Section traces_section(const Scenario& scenario) {
  Section section{{"Trace", Emphasis::doubtful}, {}};
  for (const Workload& workload : scenario.workloads) {
    const std::size_t unused = rows_after_end(workload, scenario.duration);
    if (unused == 0) continue;
    const Duration end = std::min(workload.ends.value_or(scenario.duration), scenario.duration);
    section.rows.push_back(
        {fmt::format("{} of {} rows come after the end at {} and are not used", unused,
                     std::get<TraceClient>(workload.client).rows->size(), duration_text(end)),
         {printable(workload.name)}});
  }
  return section;
}

}  // namespace portsim
