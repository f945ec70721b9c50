// One attempt of a replication with what would have let it through.
#pragma once

#include <vector>

#include "sim/experiment/let_through.hpp"
#include "sim/host/running_client.hpp"
#include "sim/replay/attempt_story.hpp"
#include "sim/scenario/scenario.hpp"

namespace portsim {

struct FinishedExplanation {
  const Scenario* scenario;  // never null; owned by the caller
  RunId id;
  AttemptStory story;
  WaysThrough ways;                   // of an attempt that failed
  std::vector<ActiveDefect> defects;  // of the host, that can show in the scenario

  const Host& host() const { return scenario->hosts_in(story.epoch)[workload().host]; }
  const Workload& workload() const { return scenario->workloads_in(story.epoch)[story.attempt.workload]; }
  bool has_failed() const { return story.attempt.outcome != ConnectOutcome::connected; }
};

}  // namespace portsim
