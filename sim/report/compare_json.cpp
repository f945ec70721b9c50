#include "sim/report/compare_json.hpp"

#include <optional>
#include <string_view>

#include <fmt/format.h>

#include "sim/report/json_text.hpp"
#include "sim/report/version.hpp"

namespace portsim {
namespace {

// With its unit.
std::string key_of(Metric metric) {
  return std::string{name_of(metric)} + (metric == Metric::time_to_first_failure ? "_s" : "");
}

Json estimate_json(const std::optional<Estimate>& estimate) {
  if (!estimate) return nullptr;
  return {{"mean", estimate->mean},
          {"low", value_or_null(estimate->low)},
          {"high", value_or_null(estimate->high)},
          {"one_sided", estimate->is_upper_bound}};
}

// An infinite mean, where A has none, is null.
Json interval_json(const std::optional<Estimate>& estimate) {
  if (!estimate) return nullptr;
  return {{"mean", estimate->mean},
          {"low", value_or_null(estimate->low)},
          {"high", value_or_null(estimate->high)}};
}

Json better_json(const ComparedMetric& metric, Probability confidence) {
  const auto better = better_side(metric, confidence);
  if (!better) return nullptr;
  return *better == BetterSide::a ? "a" : "b";
}

Json metrics_json(const PairedResults& comparison, Probability confidence) {
  Json rows = Json::array();
  for (const ComparedMetric& metric : comparison.metrics) {
    const PairedEstimate paired = metric.paired.value_or(PairedEstimate{});
    const bool is_paired = metric.paired.has_value();
    rows.push_back({{"metric", key_of(metric.metric)},
                    {"a", estimate_json(metric.a)},
                    {"b", estimate_json(metric.b)},
                    {"difference", is_paired ? interval_json(paired.difference) : Json(nullptr)},
                    {"ratio", interval_json(paired.ratio)},
                    {"better", better_json(metric, confidence)},
                    {"chance", value_or_null(paired.chance)},
                    {"exact", is_paired && metric.is_exact},
                    {"correlation", value_or_null(paired.correlation)},
                    {"unpaired_width_over_paired", value_or_null(paired.narrowing)},
                    {"replications_needed", value_or_null(paired.replications_needed)}});
  }
  return rows;
}

Json side_json(const Scenario& scenario, const Results& results) {
  return {{"scenario", {{"name", scenario.name}, {"file", scenario.file}, {"digest", scenario.digest}}},
          {"overrides", scenario.overrides},
          {"duration_s", in_seconds(scenario.duration)},
          {"observed_s", in_seconds(scenario.observed())},
          {"requests", results.requests},
          {"attempts", results.attempts},
          {"failures", results.failures},
          {"runs_with_failure", results.first_failure.runs_with_failure},
          {"fingerprint", fmt::format("{:016x}", results.fingerprint)}};
}

}  // namespace

std::string compare_json(const ScenarioPair& pair, const PairedResults& comparison) {
  const Probability confidence = pair.a.confidence;
  return json_text({{"schema", "portsim/compare/1"},
                    {"portsim_version", portsim_version()},
                    {"seed", comparison.a.seed},
                    {"replications", comparison.a.replications},
                    {"confidence", confidence.value()},
                    {"a", side_json(pair.a, comparison.a)},
                    {"b", side_json(pair.b, comparison.b)},
                    {"metrics", metrics_json(comparison, confidence)},
                    {"remarks", pair.remarks}});
}

}  // namespace portsim
