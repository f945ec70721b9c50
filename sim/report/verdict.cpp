#include "sim/report/verdict.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "sim/report/number_text.hpp"
#include "sim/scenario/problem_text.hpp"

namespace portsim {

Marked verdict_word(const Results& results) {
  const auto is_met = [](const ThresholdResult& threshold) { return threshold.met; };
  if (!std::all_of(results.thresholds.begin(), results.thresholds.end(), is_met)) {
    return {"FAILS", Emphasis::bad};
  }
  if (results.attempts == 0 && results.requests == 0) {
    return {"IDLE", Emphasis::doubtful};
  }
  if (results.failures == 0) {
    return {"HOLDS", Emphasis::good};
  }
  return results.thresholds.empty() ? Marked{"FAILS", Emphasis::bad} : Marked{"PASSES", Emphasis::doubtful};
}

std::string measured_text(const ThresholdResult& result) {
  if (!result.value) {
    return "there was nothing to measure";
  }
  switch (result.threshold.metric) {
    case Metric::attempts:
    case Metric::failures:
      return count_text(*result.value);
    case Metric::failure_fraction:
    case Metric::loss_fraction:
      return percent_text(*result.value);
    case Metric::time_to_first_failure:
      return seconds_text(*result.value);
  }
  return "";
}

std::vector<std::string> crossed_texts(const Results& results) {
  std::vector<std::string> texts;
  for (const ThresholdResult& result : results.thresholds) {
    if (!result.met) {
      texts.push_back(
          fmt::format("crosses {}: {}", printable(result.threshold.expression), measured_text(result)));
    }
  }
  return texts;
}

}  // namespace portsim
