#include "sim/cli/watched_experiment.hpp"

#include "sim/cli/interruption.hpp"
#include "sim/cli/terminal.hpp"

namespace portsim {

WatchedExperiment::WatchedExperiment(int threads, bool is_quiet, std::string_view unit) {
  options_.threads = threads;
  options_.stop = &catch_interruption();
  if (is_quiet || !is_stderr_terminal()) return;
  line_.emplace(unit);
  options_.progress = [this](const Progress& now) { line_->show(now); };
}

}  // namespace portsim
