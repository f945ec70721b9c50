#include "sim/report/verdict.hpp"

#include <fmt/format.h>

#include "sim/experiment/judgement.hpp"
#include "sim/report/number_text.hpp"
#include "sim/scenario/problem_text.hpp"

namespace portsim {

namespace {

// A fraction that splitting has estimated may be smaller than anybody counts else.
std::string small_percent_text(double fraction) {
  return fraction > 0 && fraction < 1e-8 ? fmt::format("{:.3g} %", 100 * fraction) : percent_text(fraction);
}

}  // namespace

Marked verdict_word(const Results& results) {
  if (!meets_all(results)) {
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
      return small_percent_text(*result.value);
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
