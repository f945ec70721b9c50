#include "sim/report/rare_text.hpp"

#include <cmath>
#include <cstdint>

#include <fmt/format.h>

#include "sim/report/number_text.hpp"

namespace portsim {
namespace {

double to_three_digits(double number) {
  if (number < 1000) return number;
  const double step = std::pow(10.0, std::floor(std::log10(number)) - 2);
  return std::round(number / step) * step;
}

std::string interval_text(const Estimate& estimate) {
  if (!estimate.low || !estimate.high || *estimate.low <= 0) return "no interval";
  return fmt::format("interval {} to {}", one_in_text(*estimate.high), one_in_text(*estimate.low));
}

std::string estimate_text(const Scenario& scenario, const RareFailures& rare) {
  const Estimate& estimate = *rare.failure_fraction;
  return fmt::format("{} connects fails, {} ({} {}, n = {})", one_in_text(estimate.mean),
                     percent_text(estimate.mean), confidence_text(scenario.confidence),
                     interval_text(estimate), counted(rare.replications, "replication"));
}

std::string ports_text(std::int64_t ports) {
  return count_text(static_cast<double>(ports));
}

std::string simulated_text(const RareFailures& rare) {
  return counted(to_three_digits(rare.attempts), "connect");
}

std::string method_text(const RareFailures& rare) {
  const std::string levels =
      rare.levels.empty() ? ""
                          : fmt::format("from {} of {} in use on, ", ports_text(rare.levels.front().ports),
                                        counted(static_cast<double>(rare.ports), "port"));
  const std::string gain =
      rare.plain_attempts
          ? fmt::format(" for what takes {} without", count_text(to_three_digits(*rare.plain_attempts)))
          : "";
  return fmt::format(
      "by splitting (RESTART): {}the run is continued several times over wherever it comes "
      "closer to failing; {} simulated{}",
      levels, simulated_text(rare), gain);
}

std::string no_estimate_text(const RareFailures& rare) {
  return fmt::format(
      "splitting (RESTART) came to no estimate either: continued several times over wherever "
      "many ports were in use, {} in all, the run never had more than {} of {} in use; the "
      "bound above stays",
      simulated_text(rare), ports_text(rare.climbed_to), counted(static_cast<double>(rare.ports), "port"));
}

}  // namespace

std::string one_in_text(double fraction) {
  return fmt::format("1 in {}", count_text(to_three_digits(1 / fraction)));
}

Section rare_failures_section(const Scenario& scenario, const Results& results) {
  if (!results.rare_failures) return {};
  const RareFailures& rare = *results.rare_failures;
  if (!rare.failure_fraction) return {{"Rare", Emphasis::strong}, {{no_estimate_text(rare)}}};
  return {{"Rare", Emphasis::strong}, {{estimate_text(scenario, rare)}, {method_text(rare)}}};
}

}  // namespace portsim
