// Traces that were read and decoded before, for the points of a sweep: they name the same files, and a trace
// takes far longer to read than all else of a scenario. Of traces without a mistake; used by all threads.
#pragma once

#include <cstddef>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "models/workload/trace_row.hpp"

#include "sim/scenario/trace_text.hpp"

namespace portsim {

struct KnownTrace {
  std::string path;
  TraceNames names;  // that its rows were read with
  std::size_t bytes = 0;
  std::string digest;  // of its text
  std::shared_ptr<const std::vector<TraceRow>> rows;
};

class KnownTraces {
 public:
  // nullptr: it is not known, or was read with other names.
  std::shared_ptr<const KnownTrace> find(const std::string& path, const TraceNames&) const;
  // The oldest is forgotten when there are too many to keep.
  void add(KnownTrace);

 private:
  mutable std::mutex mutex_;
  std::vector<std::shared_ptr<const KnownTrace>> traces_;  // the oldest first
};

}  // namespace portsim
