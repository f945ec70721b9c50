#include "sim/scenario/trace_use.hpp"

#include <algorithm>
#include <variant>

namespace portsim {

std::size_t rows_after_end(const Workload& workload, Duration run) {
  const auto* trace = std::get_if<TraceClient>(&workload.client);
  if (!trace) return 0;
  const Duration end = std::min(workload.ends.value_or(run), run);
  const auto first_after =
      std::partition_point(trace->rows->begin(), trace->rows->end(),
                           [&](const TraceRow& row) { return workload.starts + row.at < end; });
  return static_cast<std::size_t>(trace->rows->end() - first_after);
}

}  // namespace portsim
