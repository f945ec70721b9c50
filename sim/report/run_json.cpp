#include "sim/report/run_json.hpp"

#include <string_view>

#include <fmt/format.h>

#include "sim/experiment/judgement.hpp"
#include "sim/experiment/precision.hpp"
#include "sim/report/estimate_json.hpp"
#include "sim/report/json_text.hpp"
#include "sim/report/rare_json.hpp"
#include "sim/report/version.hpp"

namespace portsim {
namespace {

Json text_or_null(std::string_view text) {
  return text.empty() ? Json(nullptr) : Json(text);
}

Json recovery_json(const Recovery& recovery, Probability confidence) {
  Json json = failure_time_json(recovery.last_failure, confidence);
  json["runs_recovered"] = recovery.runs_recovered;
  json["recovered_after_s"] = recovery.proved_by ? Json(in_seconds(*recovery.proved_by)) : Json(nullptr);
  return json;
}

Json errors_json(const Results& results) {
  Json rows = Json::array();
  for (const ErrorCount& counted : results.failures_by_error) {
    rows.push_back({{"code", counted.error.code},
                    {"name", counted.error.name},
                    {"cause", counted.error.cause},
                    {"event_id", value_or_null(counted.error.event_id)},
                    {"count", counted.count}});
  }
  return rows;
}

Json pools_json(const Results& results) {
  Json rows = Json::array();
  for (const PoolResult& pool : results.pools) {
    rows.push_back({{"host", pool.host},
                    {"scope", name_of(pool.scope)},
                    {"address", text_or_null(pool.address)},
                    {"destination", text_or_null(pool.destination)},
                    {"ports", pool.ports},
                    {"from_s", in_seconds(pool.from)},
                    {"until_s", in_seconds(pool.until)},
                    {"peak_in_use", pool.peak_in_use},
                    {"peak_in_use_at_most", pool.peak_in_use_at_most},
                    {"mean_in_use", pool.mean_in_use},
                    {"mean_time_wait", pool.mean_time_wait}});
  }
  return rows;
}

Json time_wait_json(const Results& results) {
  Json rows = Json::array();
  for (const TimeWaitResult& host : results.time_wait)
    rows.push_back(
        {{"host", host.host}, {"peak", host.peak}, {"peak_at_most", host.peak_at_most}, {"mean", host.mean}});
  return rows;
}

Json of_pool(const WorkloadResult& workload, double figure) {
  return workload.is_pool ? Json(figure) : Json(nullptr);
}

Json workloads_json(const Results& results, Probability confidence) {
  Json rows = Json::array();
  for (const WorkloadResult& workload : results.workloads) {
    rows.push_back(
        {{"name", workload.name},
         {"requests", workload.requests},
         {"attempts", workload.attempts},
         {"failures", workload.failures},
         {"failure_fraction", fraction_json(workload.failure_fraction, workload.attempts, confidence)},
         {"loss_fraction", fraction_json(workload.loss_fraction, workload.requests, confidence)},
         {"refused_by_limit", workload.refused_by_limit},
         {"retries", workload.retries},
         {"failures_with_usable_port", workload.missed_usable},
         {"waited_for_half_open_limit", workload.waited},
         {"wait_mean_s", workload.wait_mean_s},
         {"answered", of_pool(workload, workload.answered)},
         {"attempts_after_flush", of_pool(workload, workload.flushed)},
         {"waited_for_connection", of_pool(workload, workload.waited_for_connection)},
         {"connection_wait_mean_s", of_pool(workload, workload.connection_wait_mean_s)},
         {"connection_wait_max_s", of_pool(workload, workload.connection_wait_max_s)},
         {"waiting_at_end", of_pool(workload, workload.waiting_at_end)},
         {"probes_mean", workload.attempts > 0 ? Json(workload.probes_mean) : Json(nullptr)}});
  }
  return rows;
}

Json timeline_json(const Results& results, Probability confidence) {
  Json rows = Json::array();
  for (const EpochResult& epoch : results.epochs) {
    rows.push_back({{"from_s", in_seconds(epoch.from)},
                    {"until_s", in_seconds(epoch.until)},
                    {"begins_with", text_or_null(epoch.begins_with)},
                    {"attempts", epoch.attempts},
                    {"failures", epoch.failures},
                    {"failure_fraction", fraction_json(epoch.failure_fraction, epoch.attempts, confidence)},
                    {"first_failure_s", first_failure_json(epoch.first_failure, confidence)}});
  }
  return rows;
}

Json defects_json(const Results& results, Probability confidence) {
  Json rows = Json::array();
  for (const DefectResult& found : results.defects) {
    rows.push_back({{"host", found.host},
                    {"mechanism", found.defect.mechanism},
                    {"cure", found.defect.cure},
                    {"source", found.defect.source.reference},
                    {"share_of_failures", found.share},
                    {"failures_cured", found.failures_cured},
                    {"failure_fraction_cured",
                     fraction_json(found.failure_fraction_cured, results.attempts, confidence)}});
  }
  return rows;
}

std::string_view name_of(Bottleneck bottleneck) {
  switch (bottleneck) {
    case Bottleneck::ports:
      return "ports";
    case Bottleneck::half_open_limit:
      return "half_open_limit";
    case Bottleneck::endless_connections:
      return "endless_connections";
    case Bottleneck::endless_time_wait:
      return "endless_time_wait";
    case Bottleneck::no_ports:
      return "no_ports";
    case Bottleneck::unknown:
      break;
  }
  return "unknown";
}

Json headroom_json(const AnalyticResult& theory) {
  Json rows = Json::array();
  for (const Headroom& part : theory.headroom) {
    rows.push_back({{"from_s", in_seconds(part.from)},
                    {"until_s", in_seconds(part.until)},
                    {"bottleneck", name_of(part.bottleneck)},
                    {"offered_rate_per_s", part.offered_rate},
                    {"offered_rate_max_per_s", part.offered_rate_max},
                    {"sustainable_rate_per_s", value_or_null(part.sustainable_rate)},
                    {"measured", part.is_measured},
                    {"occupied", part.occupied},
                    {"may_fail_later", part.may_fail_later}});
  }
  return rows;
}

// Of the first part of the run.
std::optional<double> sustainable_rate(const AnalyticResult& theory) {
  return theory.headroom.empty() ? 0 : theory.headroom.front().sustainable_rate;
}

Json first_failure_law_json(const std::optional<FirstFailureLaw>& law) {
  if (!law) return nullptr;
  return {{"median_s", value_or_null(law->median)},
          {"failing_runs_min", law->failing_runs_min},
          {"failing_runs_max", law->failing_runs_max},
          {"agrees", value_or_null(law->agrees)}};
}

Json analytic_json(const AnalyticResult& theory) {
  return {{"model", text_or_null(theory.model)},
          {"offered_load", theory.offered_load},
          {"servers", theory.servers},
          {"offered_rate_per_s", theory.offered_rate},
          {"sustainable_rate_per_s", value_or_null(sustainable_rate(theory))},
          {"headroom", headroom_json(theory)},
          {"failure_fraction", value_or_null(theory.failure_fraction)},
          {"agrees", value_or_null(theory.agrees)},
          {"note", theory.note},
          {"first_failure", first_failure_law_json(theory.first_failure)},
          {"probes_mean", value_or_null(theory.probes_mean)}};
}

Json dependencies_json(const Results& results) {
  Json rows = Json::array();
  for (const Dependency& dependency : results.depends_on) {
    rows.push_back({{"fact", dependency.fact},
                    {"confidence", name_of(dependency.source.confidence)},
                    {"source", dependency.source.reference},
                    {"address", text_or_null(dependency.source.address)}});
  }
  return rows;
}

Json precision_json(const Scenario& scenario, const Results& results) {
  if (!scenario.precision) return nullptr;
  const Precision& wanted = *scenario.precision;
  const auto estimate = measured(wanted.of, wanted.workload, results);
  return {{"of", name_of(wanted.of)},
          {"relative", wanted.relative.value()},
          {"relative_half_width", value_or_null(estimate ? relative_half_width(*estimate) : std::nullopt)},
          {"reached", is_precise(wanted, results)}};
}

Json batch_means_json(const std::optional<BatchMeans>& means) {
  if (!means) return nullptr;
  return {{"batches", means->batches},
          {"length_s", means->batches > 0 ? Json(in_seconds(means->length)) : Json(nullptr)},
          {"why_none", text_or_null(means->why_none)}};
}

Json warm_up_json(const Scenario& scenario, const Results& results) {
  const auto& settling = results.settling;
  return {{"discarded_s", in_seconds(scenario.warm_up)},
          {"mser5_discards_more_s", settling ? Json(in_seconds(settling->after)) : Json(nullptr)},
          {"mser5_too_short", settling ? Json(settling->is_too_short) : Json(nullptr)}};
}

Json run_as_json(const Scenario& scenario, const Results& results) {
  const Probability confidence = scenario.confidence;
  return {{"schema", "portsim/run/1"},
          {"portsim_version", portsim_version()},
          {"scenario", {{"name", scenario.name}, {"file", scenario.file}, {"digest", scenario.digest}}},
          {"seed", results.seed},
          {"replications", results.replications},
          {"precision", precision_json(scenario, results)},
          {"batch_means", batch_means_json(results.batch_means)},
          {"duration_s", in_seconds(scenario.duration)},
          {"observed_s", in_seconds(scenario.observed())},
          {"warm_up", warm_up_json(scenario, results)},
          {"requests", results.requests},
          {"attempts", results.attempts},
          {"retries", results.retries},
          {"failures", results.failures},
          {"failures_with_usable_port", results.missed_usable},
          {"failure_fraction", fraction_json(results.failure_fraction, results.attempts, confidence)},
          {"loss_fraction", fraction_json(results.loss_fraction, results.requests, confidence)},
          {"time_to_first_failure_s", first_failure_json(results.first_failure, confidence)},
          {"time_of_last_failure_s", recovery_json(results.recovery, confidence)},
          {"failures_by_error", errors_json(results)},
          {"pools", pools_json(results)},
          {"time_wait", time_wait_json(results)},
          {"workloads", workloads_json(results, confidence)},
          {"timeline", timeline_json(results, confidence)},
          {"defects", defects_json(results, confidence)},
          {"analytic", analytic_json(results.analytic)},
          {"rare_failures", rare_failures_json(scenario, results)},
          {"thresholds", thresholds_json(results)},
          {"depends_on", dependencies_json(results)},
          {"fingerprint", fmt::format("{:016x}", results.fingerprint)}};
}

}  // namespace

std::string run_json(const Scenario& scenario, const Results& results) {
  return json_text(run_as_json(scenario, results));
}

std::string runs_json(const std::vector<FinishedRun>& runs) {
  Json all = Json::array();
  for (const FinishedRun& run : runs) all.push_back(run_as_json(*run.scenario, run.results));
  return json_text(all);
}

}  // namespace portsim
