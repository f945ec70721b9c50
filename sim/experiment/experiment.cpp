#include "sim/experiment/experiment.hpp"

#include <mutex>
#include <optional>
#include <vector>

#include "sim/experiment/cured.hpp"
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

// Without `progress` nothing is told.
Results replicate(const Scenario& scenario, const ExperimentOptions& options, ProgressOfAll* progress) {
  const auto is_stopped = [&] { return options.stop != nullptr && options.stop->load(); };
  const auto tell = [&](int replication, double done) {
    if (progress) progress->set(replication, done);
  };
  std::vector<std::optional<ReplicationTally>> tallies(static_cast<std::size_t>(scenario.replications));
  for_each_index(scenario.replications, options.threads, [&](int replication) {
    if (is_stopped()) return false;
    const RunId id{scenario.seed, static_cast<std::uint32_t>(replication)};
    auto& tally = tallies[static_cast<std::size_t>(replication)];
    tally = run_replication(scenario, id, [&](double done) {
      tell(replication, done);
      return !is_stopped();
    });
    if (tally) tell(replication, 1);
    return tally.has_value();
  });
  return summary_of(scenario, without_gap(std::move(tallies)));
}

}  // namespace

Results run_experiment(const Scenario& scenario, const ExperimentOptions& options) {
  ProgressOfAll progress{scenario.replications, options.progress};
  Results results = replicate(scenario, options, &progress);
  if (results.failures == 0 || results.replications < scenario.replications) return results;
  for (const HostDefect& found : defects_that_can_show(scenario)) {
    const Scenario cured_scenario = cured_of(scenario, found.host, found.defect.defect);
    const Results cured = replicate(cured_scenario, options, nullptr);
    if (cured.replications < scenario.replications) break;  // interrupted: the main result is whole
    results.defects.push_back({.host = scenario.hosts[found.host].name,
                               .defect = found.defect,
                               .failure_fraction_cured = cured.failure_fraction,
                               .failures_cured = cured.failures,
                               .share = 1 - cured.failures / results.failures});
  }
  return results;
}

}  // namespace portsim
