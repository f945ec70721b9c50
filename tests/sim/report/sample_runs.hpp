// Runs made by hand, so that what a report says of them can be written down beforehand.
#pragma once

#include <string>
#include <utility>

#include "sim/experiment/results.hpp"
#include "sim/scenario/scenario.hpp"

namespace portsim {

inline Scenario sample_scenario() {
  Scenario scenario;
  scenario.name = "IMAP client with a very low MailboxCacheTTL";
  scenario.file = "imap.yaml";
  scenario.digest = "00c0ffee00c0ffee";
  scenario.duration = 30min;
  scenario.warm_up = 2min;
  scenario.seed = 319502;
  return scenario;
}

inline ConnectError address_in_use() {
  return {.code = 10048,
          .name = "WSAEADDRINUSE",
          .event_id = 4227,
          .cause = "the port picked is still in TIME_WAIT towards this destination"};
}

inline Estimate without_interval(double mean) {
  Estimate estimate;
  estimate.mean = mean;
  return estimate;
}

inline WorkloadResult workload_named(std::string name) {
  WorkloadResult workload;
  workload.name = std::move(name);
  return workload;
}

// A mail front end whose pool is exhausted.
inline Results failing_run() {
  Results results;
  results.seed = 319502;
  results.replications = 20;
  results.requests = 50000;
  results.attempts = 42345.75;
  results.failures = 19775.25;
  results.failure_fraction = {.mean = 0.467, .low = 0.461, .high = 0.472};
  results.loss_fraction = {.mean = 0.3955, .low = 0.391, .high = 0.4};
  results.first_failure = {Estimate{.mean = 141.9, .low = 140.2, .high = 143.6}, 20, 20};
  results.failures_by_error = {{address_in_use(), 19775.25}};
  results.pools = {{.host = "mail-front-end",
                    .scope = PoolScope::host,
                    .destination = "",
                    .ports = 3976,
                    .until = 30min,
                    .peak_in_use = 3976,
                    .peak_in_use_at_most = 3976,
                    .mean_in_use = 3950.25,
                    .mean_time_wait = 3940.25}};
  results.workloads = {{.name = "webmail",
                        .requests = 50000,
                        .attempts = 42345.75,
                        .failures = 19775.25,
                        .failure_fraction = results.failure_fraction,
                        .loss_fraction = results.loss_fraction,
                        .first_failure = results.first_failure,
                        .probes_mean = 1.25}};
  results.analytic = {.model = "Erlang B",
                      .offered_load = 6774.4,
                      .servers = 3976,
                      .offered_rate = 28.2,
                      .headroom = {{.until = 30min,
                                    .offered_rate = 28.2,
                                    .offered_rate_max = 28.2,
                                    .sustainable_rate = 16.55,
                                    .limit = 3976,
                                    .may_fail_later = true}},
                      .failure_fraction = 0.4133,
                      .agrees = std::nullopt,
                      .note =
                          "Erlang B assumes that any free port is found; this cursor hands out ports in "
                          "TIME_WAIT too."};
  results.thresholds = {{.threshold = {.expression = "failure_fraction < 0.1%",
                                       .metric = Metric::failure_fraction,
                                       .workload = std::nullopt,
                                       .below = true,
                                       .value = 0.001},
                         .value = 0.467,
                         .met = false,
                         .uncertain = false},
                        {.threshold = {.expression = "time_to_first_failure > 141s",
                                       .metric = Metric::time_to_first_failure,
                                       .workload = std::nullopt,
                                       .below = false,
                                       .value = 141},
                         .value = 141.9,
                         .met = true,
                         .uncertain = true}};
  results.depends_on = {{"a failed connect advances the cursor",
                         {Confidence::inferred, "walk of the range as documented for Server 2003", ""}},
                        {"TIME_WAIT lasts 240 s",
                         {Confidence::reported, "KB149532", "https://support.microsoft.com/kb/149532"}}};
  results.fingerprint = 0x0123456789abcdef;
  return results;
}

// The same host with more ports: nothing fails.
inline Results holding_run() {
  Results results = failing_run();
  results.failures = 0;
  results.failure_fraction = {.mean = 0, .low = 0, .high = 3.54e-6, .is_upper_bound = true};
  results.requests = results.attempts;
  results.loss_fraction = results.failure_fraction;
  results.first_failure = {std::nullopt, 0, 20};
  results.failures_by_error = {};
  results.pools[0].ports = 64510;
  results.pools[0].peak_in_use = results.pools[0].peak_in_use_at_most = 7012;
  results.pools[0].mean_in_use = 6774.25;
  results.pools[0].mean_time_wait = 6765;
  results.workloads = {};
  results.analytic.servers = 64510;
  results.analytic.headroom[0].sustainable_rate = 268.6;
  results.analytic.headroom[0].limit = 64510;
  results.analytic.headroom[0].may_fail_later = false;
  results.analytic.failure_fraction = 0;
  results.analytic.agrees = true;
  results.analytic.note = "";
  results.thresholds.resize(1);
  results.thresholds[0].value = 0;
  results.thresholds[0].met = true;
  results.depends_on = {};
  return results;
}

// One replication has no spread, so no interval.
inline Results single_run() {
  Results results = failing_run();
  results.replications = 1;
  results.failure_fraction = without_interval(0.467);
  results.loss_fraction = without_interval(0.3955);
  results.first_failure = {without_interval(141.9), 1, 1};
  results.workloads = {};
  results.thresholds = {};
  return results;
}

// A client that never connects.
inline Results idle_run() {
  Results results;
  results.seed = 1;
  results.replications = 20;
  results.first_failure.runs = 20;
  results.pools = {
      {.host = "mail-front-end", .scope = PoolScope::host, .destination = "", .ports = 3976, .until = 30min}};
  results.workloads = {workload_named("webmail")};
  results.analytic.note = "Nothing is offered.";
  return results;
}

}  // namespace portsim
