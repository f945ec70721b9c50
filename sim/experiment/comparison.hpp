// Two scenarios against each other: both run the same replications with common random numbers, so that
// request n of a workload comes at the same instant in both, goes to the same destination and holds as long,
// and their difference is the settings' and not chance's. Workloads and hosts share random numbers by their
// names.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sim/experiment/experiment.hpp"
#include "sim/experiment/results.hpp"
#include "sim/scenario/scenario.hpp"
#include "sim/statistics/paired_ratio.hpp"

namespace portsim {

// What both are to have in common, and what a reader is to know of that.
struct ScenarioPair {
  Scenario a;
  Scenario b;
  std::vector<std::string> remarks;  // a sentence each
};

// Gives both the seed, the replications and the confidence of `a`; a precision counts for neither.
ScenarioPair pair_of(Scenario a, Scenario b);

struct ComparedMetric {
  Metric metric = Metric::failure_fraction;
  std::optional<Estimate> a;  // nothing: there was nothing to measure
  std::optional<Estimate> b;
  std::optional<PairedEstimate> paired;  // nothing: one of them cannot be measured in every replication
  bool is_exact = false;                 // nothing is random
};

enum class BetterSide { a, b };

// The one with fewer failures, or later ones. Nothing: at this confidence the difference may be chance.
std::optional<BetterSide> better_side(const ComparedMetric&, Probability confidence);

struct PairedResults {
  Results a;
  Results b;
  std::vector<ComparedMetric> metrics;  // failure_fraction, loss_fraction, time_to_first_failure
};

// Of as many replications as both finished, perhaps none, when it is stopped.
PairedResults compare(const ScenarioPair&, const ExperimentOptions&);

}  // namespace portsim
