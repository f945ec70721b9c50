#include "sim/report/live_json.hpp"

#include <optional>

#include "sim/report/json_text.hpp"
#include "sim/report/run_command_line.hpp"
#include "sim/report/version.hpp"

namespace portsim {
namespace {

Json seconds_json(const std::optional<Duration>& duration) {
  return duration ? Json(in_seconds(*duration)) : Json(nullptr);
}

Json prediction_json(const Prediction& predicted) {
  return {{"mean", predicted.mean},
          {"low", predicted.low},
          {"high", predicted.high},
          {"confidence", twin_confidence.value()}};
}

Json predicted_json(const TwinPrediction& predicted) {
  return {{"runs", predicted.runs},
          {"attempts", prediction_json(predicted.attempts)},
          {"failures", prediction_json(predicted.failures)},
          {"failure_fraction", prediction_json(predicted.failure_fraction)},
          {"time_to_first_failure_s",
           predicted.first_failure_s ? prediction_json(*predicted.first_failure_s) : Json(nullptr)},
          {"time_wait_peak", prediction_json(predicted.time_wait_peak)}};
}

Json measured_json(const FinishedLive& live) {
  const RunFigures& measured = live.comparison.measured;
  Json errors = Json::array();
  for (const LiveErrorCount& error : errors_of(live.measured))
    errors.push_back({{"call", name_of(error.call)},
                      {"code", error.error},
                      {"name", name_of_live_error(error.error)},
                      {"count", error.count}});
  return {{"attempts", measured.attempts},
          {"failures", measured.failures},
          {"failure_fraction", measured.attempts > 0 ? Json(measured.failure_fraction()) : Json(nullptr)},
          {"time_to_first_failure_s", seconds_json(measured.first_failure)},
          {"time_wait_peak", measured.time_wait_peak},
          {"failures_by_error", errors}};
}

std::string_view name_of(PhaseSource source) {
  constexpr std::string_view names[] = {"none", "jiffies", "drops"};
  return names[static_cast<std::size_t>(source)];
}

Json phases_json(const LiveMeasurement& measured) {
  return {{"time_wait_s", seconds_json(measured.phases.time_wait)},
          {"port_hash_s", seconds_json(measured.phases.port_hash)},
          {"source", name_of(measured.phase_source)},
          {"time_wait_by_drops_s", seconds_json(measured.phase_of_drops)}};
}

Json kernel_json(const KernelFacts& kernel) {
  Json settings = Json::object();
  for (const auto& [name, value] : kernel.settings) settings[name] = value;
  return {{"release", kernel.release},
          {"os", kernel.os->id},
          {"hz", kernel.hz},
          {"namespace", name_of(kernel.name_space)},
          {"services", kernel.has_second_host ? "in another namespace" : "on the host"},
          {"settings", settings}};
}

Json slip_json(const LiveComparison& comparison) {
  const Lateness& late = comparison.lateness;
  return {{"p50_s", in_seconds(late.half)},
          {"p99_s", in_seconds(late.of_99_percent)},
          {"max_s", in_seconds(late.most)},
          {"p99_max_s", in_seconds(LiveComparison::lateness_max)},
          {"too_late", comparison.is_too_late()}};
}

Json curves_json(const FinishedLive& live) {
  const LiveComparison& comparison = live.comparison;
  const auto means = [](const std::vector<Prediction>& predictions) {
    Json values = Json::array();
    for (const Prediction& predicted : predictions) values.push_back(predicted.mean);
    return values;
  };
  Json ends = Json::array();
  for (std::size_t n = 0; n < comparison.measured.attempts_in_span.size(); ++n)
    ends.push_back(
        in_seconds(std::min(comparison.span * static_cast<std::int64_t>(n + 1), live.scenario.duration)));
  return {{"until_s", ends},
          {"attempts", comparison.measured.attempts_in_span},
          {"failures",
           {{"measured", comparison.measured.failures_in_span},
            {"predicted", means(comparison.predicted.failures_in_span)}}},
          {"time_wait",
           {{"measured", comparison.measured.time_wait_at_end_of_span},
            {"predicted", means(comparison.predicted.time_wait_at_end_of_span)}}}};
}

}  // namespace

std::string live_json(const FinishedLive& live) {
  const Scenario& scenario = live.scenario;
  const LiveComparison& comparison = live.comparison;
  const auto& known = comparison.with_phases;
  return json_text(
      {{"schema", "portsim/live/1"},
       {"portsim_version", portsim_version()},
       {"scenario", {{"name", scenario.name}, {"file", scenario.file}, {"digest", scenario.digest}}},
       {"seed", scenario.seed},
       {"command", command_line("live", scenario.file, scenario.overrides)},
       {"duration_s", in_seconds(scenario.duration)},
       {"observed_s", in_seconds(scenario.observed())},
       {"kernel", kernel_json(live.measured.kernel)},
       {"measured", measured_json(live)},
       {"predicted", predicted_json(comparison.predicted)},
       {"difference", comparison.measured.failure_fraction() - comparison.predicted.failure_fraction.mean},
       {"inside", comparison.is_inside()},
       {"margin", comparison.margin()},
       {"agrees", comparison.agrees()},
       {"phases", phases_json(live.measured)},
       {"predicted_with_phases", known ? predicted_json(*known) : Json(nullptr)},
       {"slip", slip_json(comparison)},
       {"curves", curves_json(live)},
       {"notes", live.notes}});
}

}  // namespace portsim
