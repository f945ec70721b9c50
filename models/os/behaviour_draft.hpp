// A host's behaviour while behaviour_of works it out: the level first, then settings, defects and
// assumptions, each reading what the step before left. Only the files of those steps include this.
#pragma once

#include <string>
#include <vector>

#include "models/os/catalogue.hpp"

namespace portsim {

struct BehaviourDraft {
  const OsProfile& os;
  const HostConfiguration& configuration;  // the settings of its products are among its settings
  HostBehaviour host;
  std::vector<BehaviourProblem> problems;

  void report(std::string key, std::string message) {
    problems.push_back({std::move(key), std::move(message)});
  }
};

void apply_settings(BehaviourDraft&);     // settings_in_effect.cpp
void apply_defects(BehaviourDraft&);      // defects_in_effect.cpp
void apply_assumptions(BehaviourDraft&);  // assumptions.cpp

// The configuration with the settings of its products, of those that change the level: a later product goes
// before an earlier one, and the user before both.
HostConfiguration with_products(const OsProfile&, HostConfiguration);

// Present on the level, and neither cured by the patches nor left out to compare with.
bool has_defect(const OsProfile&, const HostConfiguration&, Defect);

// Whether the order of ports is that of the wildcard-reuse defect.
bool hands_out_closing_ports(const OsProfile&, const HostConfiguration&);

constexpr bool is_usable(const PortRange& range) {
  return range.first > Port{0} && range.first <= range.last;
}

}  // namespace portsim
