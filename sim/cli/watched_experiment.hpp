// How an experiment runs that a person waits for: an interruption stops it, and a terminal shows how far it
// is.
#pragma once

#include <optional>
#include <string_view>

#include "sim/cli/progress_line.hpp"
#include "sim/experiment/experiment.hpp"

namespace portsim {

// Must outlive the experiment; its end wipes the line.
class WatchedExperiment {
 public:
  // `unit` is what finishes.
  WatchedExperiment(int threads, bool is_quiet, std::string_view unit = "replications");
  WatchedExperiment(const WatchedExperiment&) = delete;
  WatchedExperiment& operator=(const WatchedExperiment&) = delete;

  const ExperimentOptions& options() const { return options_; }

 private:
  std::optional<ProgressLine> line_;
  ExperimentOptions options_;
};

}  // namespace portsim
