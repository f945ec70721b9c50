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

// A remedy that was tried on the replication.
struct TriedWay {
  Remedy remedy;         // without its candidates
  Candidate chosen;      // the least that lets the attempt through; or the greatest, where none does
  bool is_made = false;  // the attempt; false: its request needs no connect() then, or not at that instant
  ReplicationCount replication;  // with it, from beginning to end
};

struct WaysThrough {
  ReplicationCount as_it_is;
  std::vector<TriedWay> ways;      // patches first, then the fewest failures, then by effort
  std::vector<TriedWay> no_help;   // to this attempt, whatever the candidate; the fewest failures first
  std::vector<Remedy> impossible;  // each with its reason
  bool is_interrupted = false;     // some are missing
};

// `scenario` is what the text was loaded to; the attempt is one of the replication's.
WaysThrough ways_through(const Scenario& scenario, const ScenarioText&, const RunId&, const AttemptStory&,
                         const KeepGoing&);

}  // namespace portsim
