// What the steps of a timeline make of a scenario's hosts and workloads. It keeps the two sections as they
// are configured by then, and the settings with which each host last started: those that the system reads
// only then stay in effect until the host restarts.
#pragma once

#include <optional>
#include <vector>

#include "sim/scenario/field.hpp"
#include "sim/scenario/scenario.hpp"
#include "sim/scenario/timeline_entry.hpp"
#include "sim/scenario/trace_files.hpp"

namespace portsim {

class TimelineEffect {
 public:
  // `sections` is the scenario's map, whose hosts and workloads `scenario` has been read from.
  TimelineEffect(const Map& sections, const Scenario& scenario, TraceFiles& traces);

  // Hosts and workloads had no problems; else they are reported already, and no step can be applied.
  bool is_applicable() const { return is_applicable_; }

  // Nothing: reported at the entry, and without effect on later steps.
  std::optional<TimelineStep> apply(const TimelineEntry& entry, const Field& field);

 private:
  std::optional<Node> configured_by(const TimelineEntry& entry, const Field& cause) const;
  std::vector<SettingValues> read(const Node& sections, std::optional<HostIndex> restarted,
                                  Findings& findings);

  TraceFiles& traces_;
  Node sections_;                       // hosts and workloads as configured
  std::vector<SettingValues> started_;  // settings of each host when it last started
  Scenario now_;                        // as last read: in effect
  bool is_applicable_ = false;
};

}  // namespace portsim
