#include "sim/report/advise_json.hpp"

#include <fmt/format.h>

#include "sim/report/advise_words.hpp"
#include "sim/report/estimate_json.hpp"
#include "sim/report/json_text.hpp"
#include "sim/report/version.hpp"

namespace portsim {
namespace {

Json results_json(const Results& results, Probability confidence) {
  return {{"replications", results.replications},
          {"attempts", results.attempts},
          {"failures", results.failures},
          {"failure_fraction", fraction_json(results.failure_fraction, results.attempts, confidence)},
          {"loss_fraction", fraction_json(results.loss_fraction, results.requests, confidence)},
          {"thresholds", thresholds_json(results)},
          {"fingerprint", fmt::format("{:016x}", results.fingerprint)}};
}

Json source_json(const Source& source) {
  return {
      {"confidence", name_of(source.confidence)}, {"source", source.reference}, {"address", source.address}};
}

Json costs_json(const Remedy& remedy) {
  Json rows = Json::array();
  for (const Cost& cost : remedy.costs)
    rows.push_back(
        {{"text", cost.text}, {"source", cost.source ? source_json(*cost.source) : Json(nullptr)}});
  return rows;
}

Json rests_on_json(const std::vector<Dependency>& dependencies) {
  Json rows = Json::array();
  for (const Dependency& each : dependencies)
    rows.push_back({{"fact", each.fact}, {"source", source_json(each.source)}});
  return rows;
}

Json remedy_json(const Remedy& remedy, const Scenario& scenario) {
  Json json{{"kind", name_of(remedy.kind)},
            {"title", remedy.title},
            {"host", scenario.hosts[remedy.host].name},
            {"workload", nullptr},
            {"paths", remedy.paths},
            {"today", remedy.today},
            {"effort", name_of(remedy.effort)}};
  if (remedy.workload) json["workload"] = scenario.workloads[*remedy.workload].name;
  return json;
}

Json tried_json(const Advice& advice, const TriedRemedy& tried) {
  Json json = remedy_json(tried.remedy, advice.scenario);
  json.update({{"outcome", name_of(tried.outcome)},
               {"value", tried.chosen.name},
               {"overrides", tried.chosen.overrides},
               {"change", tried.change},
               {"results", results_json(tried.results, advice.scenario.confidence)},
               {"by_theory", value_or_null(tried.by_theory)},
               {"first_possible", value_or_null(tried.first_possible)},
               {"fails_again", tried.fails_again},
               {"candidates", tried.candidates},
               {"candidates_tried", tried.tried},
               {"costs", costs_json(tried.remedy)},
               {"rests_on", rests_on_json(new_dependencies(advice.as_it_is, tried.results))},
               {"rerun", rerun_with(advice, tried)}});
  return json;
}

Json impossible_json(const Advice& advice) {
  Json rows = Json::array();
  for (const Remedy& remedy : advice.impossible) {
    Json json = remedy_json(remedy, advice.scenario);
    json["reason"] = remedy.why_not;
    rows.push_back(std::move(json));
  }
  return rows;
}

}  // namespace

std::string advise_json(const Advice& advice) {
  const Scenario& scenario = advice.scenario;
  Json remedies = Json::array();
  for (const TriedRemedy& tried : advice.tried) remedies.push_back(tried_json(advice, tried));
  return json_text(
      {{"schema", "portsim/advise/1"},
       {"portsim_version", portsim_version()},
       {"scenario", {{"name", scenario.name}, {"file", scenario.file}, {"digest", scenario.digest}}},
       {"overrides", scenario.overrides},
       {"seed", scenario.seed},
       {"default_thresholds", advice.has_default_thresholds},
       {"as_it_is", results_json(advice.as_it_is, scenario.confidence)},
       {"meets_already", advice.meets_already},
       {"interrupted", advice.is_interrupted},
       {"remedies", std::move(remedies)},
       {"impossible", impossible_json(advice)}});
}

}  // namespace portsim
