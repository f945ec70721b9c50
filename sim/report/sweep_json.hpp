// A sweep for programs, as JSON of the schema "portsim/sweep/1":
//   schema, portsim_version, scenario {name, file, digest}, overrides, axes [{path, values}], where, shard,
//   points_wanted, points_finished,
//   points [{point, values {PATH: VALUE}, seed, confidence, digest, replications,
//            measurements {NAME: {mean, low, high, one_sided} or null}, thresholds {met, uncertain} or null,
//            replication_counts [{attempts, failures, requests, lost_requests, first_failure_s,
//            fingerprint}], fingerprint, rerun}]
// Fractions are 0..1, times seconds, counts means per replication.
#pragma once

#include <string>

#include "sim/report/finished_sweep.hpp"

namespace portsim {

std::string sweep_json(const FinishedSweep&);

}  // namespace portsim
