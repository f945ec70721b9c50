// One attempt of a replication as its search found the ports: which it looked at, who held each, and when the
// first of them can be had. A plain value; reports tell it in words.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "models/vocabulary/port.hpp"

#include "sim/engine/sim_time.hpp"
#include "sim/host/attempt.hpp"
#include "sim/host/destination.hpp"
#include "sim/host/keep_going.hpp"
#include "sim/host/pool_plan.hpp"
#include "sim/host/running_client.hpp"
#include "sim/replay/port_holders.hpp"
#include "sim/scenario/scenario.hpp"

namespace portsim {

struct AttemptStory {
  std::int64_t number = 0;             // of the replication's attempts, counted from 1
  std::int64_t failures_before = 0;    // attempts
  std::int64_t number_at_instant = 0;  // of the workload's attempts at this instant, counted from 0
  Attempt attempt;
  std::size_t epoch = 0;
  LocalDestination ends{};
  PlannedPool pool;
  PortSelectionSpec selection;         // the order in which it looked
  std::optional<PortRange> own_range;  // of the socket
  PortCount ports = 0;                 // that may be handed out
  PortCount usable = 0;                // of these, towards this destination
  std::optional<Port> picked;          // the one that connect() was tried from
  std::vector<HeldPorts> looked_at;    // most ports first
  std::vector<HeldPorts> in_all;       // likewise of all that may be handed out
  std::optional<Port> next_port;       // the first that can be had, where none is usable
  std::optional<SimTime> next_usable;  // when
};

struct StoryQuestion {
  RunId id;
  std::optional<std::int64_t> attempt;  // counted from 1; nothing: the first that fails
};

struct StorySearch {
  std::optional<AttemptStory> story;  // nothing: there is no such attempt
  std::int64_t attempts = 0;          // in the whole run, where there is none
  std::int64_t failures = 0;          // likewise
  bool is_interrupted = false;
};

StorySearch tell_attempt(const Scenario&, const StoryQuestion&, const KeepGoing&);

}  // namespace portsim
