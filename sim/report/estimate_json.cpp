#include "sim/report/estimate_json.hpp"

namespace portsim {

namespace {

Json quantile_json(const std::optional<QuantileEstimate>& quantile) {
  if (!quantile) return nullptr;
  return {{"value", value_or_null(quantile->value)},
          {"low", value_or_null(quantile->low)},
          {"high", value_or_null(quantile->high)},
          {"coverage", value_or_null(quantile->coverage)}};
}

}  // namespace

Json fraction_json(const Estimate& estimate, double count, Probability confidence) {
  const bool is_measured = count > 0;
  return {{"mean", is_measured ? Json(estimate.mean) : Json(nullptr)},
          {"low", is_measured ? value_or_null(estimate.low) : Json(nullptr)},
          {"high", is_measured ? value_or_null(estimate.high) : Json(nullptr)},
          {"confidence", confidence.value()},
          {"one_sided", is_measured && estimate.is_upper_bound}};
}

Json failure_time_json(const FailureTime& first, Probability confidence) {
  const auto& seconds = first.seconds;
  return {{"mean", seconds ? Json(seconds->mean) : Json(nullptr)},
          {"low", seconds ? value_or_null(seconds->low) : Json(nullptr)},
          {"high", seconds ? value_or_null(seconds->high) : Json(nullptr)},
          {"confidence", confidence.value()},
          {"runs_with_failure", first.runs_with_failure},
          {"runs", first.runs}};
}

Json first_failure_json(const FailureTime& first, Probability confidence) {
  Json json = failure_time_json(first, confidence);
  const auto& any = first.any_failure;
  json["any_failure"] = any ? fraction_json(*any, first.runs, confidence) : Json(nullptr);
  json["quantile_10"] = quantile_json(first.quantile(0.1));
  json["median"] = quantile_json(first.quantile(0.5));
  json["quantile_90"] = quantile_json(first.quantile(0.9));
  return json;
}

Json thresholds_json(const Results& results) {
  Json rows = Json::array();
  for (const ThresholdResult& result : results.thresholds)
    rows.push_back({{"expression", result.threshold.expression},
                    {"value", value_or_null(result.value)},
                    {"met", result.met},
                    {"uncertain", result.uncertain}});
  return rows;
}

}  // namespace portsim
