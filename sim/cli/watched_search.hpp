// How a replication is looked through that a person waits for: an interruption stops it, and a terminal shows
// how far it is.
#pragma once

#include <atomic>
#include <optional>
#include <string_view>

#include "sim/cli/progress_line.hpp"
#include "sim/host/keep_going.hpp"

namespace portsim {

// Must outlive the search; its end wipes the line.
class WatchedSearch {
 public:
  // `unit`: "% of the run searched".
  WatchedSearch(bool is_quiet, std::string_view unit);
  WatchedSearch(const WatchedSearch&) = delete;
  WatchedSearch& operator=(const WatchedSearch&) = delete;

  KeepGoing keep_going();

 private:
  std::optional<ProgressLine> line_;
  const std::atomic<bool>& stop_;
};

}  // namespace portsim
