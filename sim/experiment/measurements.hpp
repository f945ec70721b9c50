// What an experiment measured, by the names of the scenario language: one list for tables, stores and CSV, so
// that what is added here appears in all of them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sim/experiment/results.hpp"
#include "sim/scenario/scenario.hpp"

namespace portsim {

struct Measurement {
  std::string name;  // "failure_fraction", "workloads.webmail.failure_fraction"
  // Fractions as 0..1, times in seconds, counts as means per replication. Nothing: there was nothing to
  // measure, such as a first failure. Counts and theory have no interval.
  std::optional<Estimate> value;
};

// In a fixed order: of all workloads, then, where there are several, of each.
std::vector<Measurement> measurements_of(const Scenario&, const Results&);

}  // namespace portsim
