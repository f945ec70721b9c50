#include "sim/report/run_sections.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "sim/experiment/judgement.hpp"
#include "sim/experiment/precision.hpp"
#include "sim/report/changes_text.hpp"
#include "sim/report/failures_text.hpp"
#include "sim/report/headroom_text.hpp"
#include "sim/report/number_text.hpp"
#include "sim/report/pools_text.hpp"
#include "sim/report/rare_text.hpp"
#include "sim/report/requests_text.hpp"
#include "sim/report/run_command_line.hpp"
#include "sim/report/theory_text.hpp"
#include "sim/report/traces_text.hpp"
#include "sim/report/verdict.hpp"
#include "sim/report/version.hpp"
#include "sim/report/warm_up_text.hpp"
#include "sim/scenario/problem_text.hpp"

namespace portsim {
namespace {

// What every section is made from.
struct Run {
  const Scenario& scenario;
  const Results& results;

  SampleSize sample() const { return sample_of(scenario, results); }
};

// What a planner must not overlook in a good verdict.
void add_doubts(const Run& run, Section& section) {
  const Results& results = run.results;
  const std::string later = results.failures == 0 ? later_failures_text(run.scenario, results) : "";
  if (!later.empty()) section.rows.push_back({later});
  if (const std::string text = growing_queues_text(run.scenario); !text.empty())
    section.rows.push_back({text});
  for (const ThresholdResult& result : results.thresholds) {
    if (result.met && result.uncertain) {
      section.rows.push_back({fmt::format("uncertain: the interval contains the threshold {}",
                                          printable(result.threshold.expression))});
    }
  }
}

// What decides comes first: the connects that fail, or else the thresholds that other things cross.
Section verdict(const Run& run) {
  const Results& results = run.results;
  std::vector<Row> connects{
      {failures_text(results.attempts, results.failures, results.failure_fraction, run.sample())}};
  if (results.batch_means && results.batch_means->batches == 0)
    connects.push_back({"no interval: " + results.batch_means->why_none});
  if (results.attempts == 0 && results.requests > 0)
    connects.push_back(
        {fmt::format("{} find open connections, or wait for one", counted(results.requests, "request"))});
  if (results.first_failure.seconds) {
    connects.push_back({first_failure_text(results.first_failure, run.scenario)});
  }
  for (const auto& text : {first_failure_quantiles_text, any_failure_text}) {
    if (const std::string row = text(results.first_failure, run.scenario); !row.empty())
      connects.push_back({row});
  }
  if (const std::string text = recovery_text(results.recovery, run.scenario); !text.empty())
    connects.push_back({text});
  std::vector<Row> crossed;
  for (const std::string& text : crossed_texts(results)) crossed.push_back({text});
  Section section{verdict_word(results), results.failures > 0 ? connects : crossed};
  const std::vector<Row>& rest = results.failures > 0 ? crossed : connects;
  section.rows.insert(section.rows.end(), rest.begin(), rest.end());
  if (section.label.text == "PASSES") {
    section.rows.push_back({"every threshold is met"});
  }
  if (section.label.text != "FAILS") {
    add_doubts(run, section);
  }
  return section;
}

Section errors(const Run& run) {
  Section section{{"Error", Emphasis::strong}, {}};
  for (const ErrorCount& seen : run.results.failures_by_error) {
    const ConnectError& error = seen.error;
    const std::string event =
        error.event_id ? fmt::format("event {}", *error.event_id) : std::string{"no event"};
    section.rows.push_back({fmt::format("the application sees {} ({}) {}, the system logs {}:", error.name,
                                        error.code, counted(seen.count, "time"), event)});
    section.rows.push_back({std::string{error.cause}});
  }
  return section;
}

Section workloads(const Run& run) {
  Section section{{"Workloads", Emphasis::strong}, {}};
  if (run.results.workloads.size() < 2) {
    return section;
  }
  for (const WorkloadResult& workload : run.results.workloads) {
    std::string text =
        failures_text(workload.attempts, workload.failures, workload.failure_fraction, run.sample());
    if (workload.first_failure.seconds) {
      text += ", " + first_failure_text(workload.first_failure, run.scenario);
    }
    section.rows.push_back({text, {printable(workload.name)}});
  }
  return section;
}

Section thresholds(const Run& run) {
  Section section{{"Thresholds", Emphasis::strong}, {}};
  for (const ThresholdResult& result : run.results.thresholds) {
    const Emphasis decided = result.met ? Emphasis::good : Emphasis::bad;
    section.rows.push_back(
        {fmt::format("{}: {}{}", printable(result.threshold.expression), measured_text(result),
                     result.uncertain ? ", uncertain: the interval contains the threshold" : ""),
         {result.met ? "met" : "CROSSED", result.uncertain ? Emphasis::doubtful : decided}});
  }
  return section;
}

Section precision(const Run& run) {
  Section section{{"Precision", Emphasis::strong}, {}};
  const auto& wanted = run.scenario.precision;
  if (!wanted) return section;
  const auto estimate = measured(wanted->of, wanted->workload, run.results);
  const auto half_width = estimate ? relative_half_width(*estimate) : std::nullopt;
  section.rows.push_back({fmt::format(
      "{} to {} of its value: {} with {}{}", name_of(wanted->of), percent_text(wanted->relative.value()),
      is_precise(*wanted, run.results) ? "reached" : "not reached",
      counted(run.results.replications, "replication"),
      half_width ? fmt::format(", known to {}", percent_text(*half_width)) : "")});
  return section;
}

Section dependencies(const Run& run) {
  Section section{{"Depends on", Emphasis::strong}, {}};
  for (const Dependency& dependency : run.results.depends_on) {
    section.rows.push_back(
        {printable(dependency.fact), {std::string{name_of(dependency.source.confidence)}}});
  }
  return section;
}

Section rerun(const Run& run) {
  const Scenario& scenario = run.scenario;
  const std::string uncounted =
      scenario.warm_up == Duration::zero()
          ? ""
          : fmt::format(", the first {} not counted", duration_text(scenario.warm_up));
  return {
      {"Rerun", Emphasis::strong},
      {{run_command_line(scenario)},
       {fmt::format("seed {}, {} of {}{}", run.results.seed, counted(run.results.replications, "replication"),
                    duration_text(scenario.duration), uncounted)},
       {fmt::format("portsim {}, scenario digest {}, fingerprint {:016x}", portsim_version(), scenario.digest,
                    run.results.fingerprint)},
       {"counts are means of one replication; --format json has all figures and sources"}}};
}

}  // namespace

RunSections run_sections(const Scenario& scenario, const Results& results) {
  const Run run{scenario, results};
  return {.verdict = verdict(run),
          .rare_failures = rare_failures_section(scenario, results),
          .errors = errors(run),
          .why = why_section(scenario, results),
          .defects = defects_section(scenario, results),
          .findings = {traces_section(scenario), clients_section(scenario, results),
                       loss_section(scenario, results), waits_section(scenario, results),
                       pools_section(scenario, results), warm_up_section(scenario, results),
                       timeline_section(scenario, results)},
          .theory = theory_section(scenario, results),
          .judgement = {workloads(run), precision(run), thresholds(run)},
          .dependencies = dependencies(run),
          .rerun = rerun(run)};
}

}  // namespace portsim
