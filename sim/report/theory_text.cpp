#include "sim/report/theory_text.hpp"

#include <cmath>
#include <optional>
#include <string_view>

#include <fmt/format.h>

#include "sim/report/number_text.hpp"

namespace portsim {
namespace {

std::string_view agreement_text(std::optional<bool> agrees) {
  if (!agrees) {
    return "They need not agree.";
  }
  return *agrees ? "They agree." : "They DISAGREE.";
}

std::string load_text(const Results& results) {
  const AnalyticResult& theory = results.analytic;
  if (results.pools.size() > 1) return "all pools together, each by its own load";
  return fmt::format("{} offered to {}", counted(theory.offered_load, "erlang"),
                     counted(theory.servers, "port"));
}

}  // namespace

Section why_section(const Results& results) {
  const AnalyticResult& theory = results.analytic;
  const bool is_limited = theory.sustainable_rate > 0 && std::isfinite(theory.sustainable_rate);
  if (!is_limited || theory.servers == 0) {
    return {};
  }
  constexpr double rounding = 1 + 1e-9;
  const bool is_constant = theory.offered_rate_max <= theory.offered_rate * rounding;
  const double offered = theory.offered_rate_max;
  const std::string average =
      is_constant ? "" : fmt::format(" at most, {} on average", rate_text(theory.offered_rate));
  const std::string used = percent_text(offered / theory.sustainable_rate);
  if (results.pools.size() > 1) {
    return {{"Why", Emphasis::strong},
            {{fmt::format("{} offered{} to {}; {} of what would fill the first of them", rate_text(offered),
                          average, counted(static_cast<double>(results.pools.size()), "pool"), used)}}};
  }
  return {{"Why", Emphasis::strong},
          {{fmt::format("{} offered{}; {} of the {} sustainable: {} / {} each", rate_text(offered), average,
                        used, rate_text(theory.sustainable_rate), counted(theory.servers, "port"),
                        seconds_text(theory.servers / theory.sustainable_rate))}}};
}

Section theory_section(const Scenario& scenario, const Results& results) {
  const AnalyticResult& closed_form = results.analytic;
  const std::string reason = closed_form.note.empty() ? "" : " " + closed_form.note;
  if (!closed_form.failure_fraction) {
    return {{"Theory", Emphasis::strong}, {{"No closed form applies." + reason}}};
  }
  const EstimateText simulated = percent_estimate(
      results.failure_fraction, {results.replications, results.replications, scenario.confidence});
  return {{"Theory", closed_form.agrees == false ? Emphasis::bad : Emphasis::strong},
          {{fmt::format("{}: {}", percent_text(*closed_form.failure_fraction), load_text(results)),
            {closed_form.model}},
           {fmt::format("{} ({})", simulated.value, simulated.certainty), {"simulated"}},
           {std::string{agreement_text(closed_form.agrees)} + reason}}};
}

}  // namespace portsim
