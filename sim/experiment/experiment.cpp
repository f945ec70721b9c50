#include "sim/experiment/experiment.hpp"

#include <mutex>
#include <optional>
#include <vector>

#include "sim/experiment/parallel.hpp"
#include "sim/experiment/replication.hpp"
#include "sim/experiment/summary.hpp"

namespace portsim {

namespace {

// How far the replications are, told one call at a time.
class ProgressOfAll {
 public:
  ProgressOfAll(int replications, const std::function<void(const Progress&)>& tell)
      : done_(static_cast<std::size_t>(replications)), tell_{tell} {}

  void set(int replication, double done) {
    if (!tell_) return;
    const std::lock_guard lock{mutex_};
    double& known = done_[static_cast<std::size_t>(replication)];
    sum_ += done - known;
    known = done;
    if (done == 1) ++finished_;
    const int all = static_cast<int>(done_.size());
    tell_({finished_, all, sum_ / all});
  }

 private:
  std::mutex mutex_;
  std::vector<double> done_;
  double sum_ = 0;
  int finished_ = 0;
  const std::function<void(const Progress&)>& tell_;
};

// The replications from the first to the last before one that did not finish.
std::vector<ReplicationTally> without_gap(std::vector<std::optional<ReplicationTally>>&& tallies) {
  std::vector<ReplicationTally> finished;
  for (std::optional<ReplicationTally>& tally : tallies) {
    if (!tally) break;
    finished.push_back(std::move(*tally));
  }
  return finished;
}

}  // namespace

Results run_experiment(const Scenario& scenario, const ExperimentOptions& options) {
  const auto is_stopped = [&] { return options.stop != nullptr && options.stop->load(); };
  std::vector<std::optional<ReplicationTally>> tallies(static_cast<std::size_t>(scenario.replications));
  ProgressOfAll progress{scenario.replications, options.progress};

  for_each_index(scenario.replications, options.threads, [&](int replication) {
    if (is_stopped()) return false;
    const RunId id{scenario.seed, static_cast<std::uint32_t>(replication)};
    auto& tally = tallies[static_cast<std::size_t>(replication)];
    tally = run_replication(scenario, id, [&](double done) {
      progress.set(replication, done);
      return !is_stopped();
    });
    if (tally) progress.set(replication, 1);
    return tally.has_value();
  });
  return summary_of(scenario, without_gap(std::move(tallies)));
}

}  // namespace portsim
