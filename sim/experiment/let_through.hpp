// What would have let one attempt through: each remedy alone, in the same replication with the same random
// numbers, at the least candidate with which the attempt connects or need not be made. One attempt of one
// replication: an explanation, not an estimate; advise.hpp has those.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/engine/sim_time.hpp"
#include "sim/experiment/remedy.hpp"
#include "sim/host/running_client.hpp"
#include "sim/replay/attempt_story.hpp"
#include "sim/scenario/load.hpp"
#include "sim/scenario/scenario.hpp"

namespace portsim {

struct ReplicationCount {
  std::int64_t attempts = 0;
  std::int64_t failures = 0;
};

struct WayThrough {
  Remedy remedy;  // without its candidates
  Candidate chosen;
  bool is_made = false;  // the attempt; false: its request needs no connect() then, or not at that instant
  ReplicationCount replication;  // with it, from beginning to end
};

struct WaysThrough {
  ReplicationCount as_it_is;
  std::vector<WayThrough> ways;    // those that leave no failure first, by effort; then by their failures
  std::vector<Remedy> no_help;     // whatever the candidate
  std::vector<Remedy> impossible;  // each with its reason
  bool is_interrupted = false;     // some are missing
};

// `scenario` is what the text was loaded to; the attempt is one of the replication's.
WaysThrough ways_through(const Scenario& scenario, const ScenarioText&, const RunId&, const AttemptStory&,
                         const KeepGoing&);

}  // namespace portsim
