#include "sim/report/theory_text.hpp"

#include <optional>
#include <string_view>

#include <fmt/format.h>

#include "sim/report/failures_text.hpp"
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

Section theory_section(const Scenario& scenario, const Results& results) {
  const AnalyticResult& closed_form = results.analytic;
  const std::string reason = closed_form.note.empty() ? "" : " " + closed_form.note;
  if (!closed_form.failure_fraction) {
    return {{"Theory", Emphasis::strong}, {{"No closed form applies." + reason}}};
  }
  const EstimateText simulated = percent_estimate(results.failure_fraction, sample_of(scenario, results));
  return {{"Theory", closed_form.agrees == false ? Emphasis::bad : Emphasis::strong},
          {{fmt::format("{}: {}", percent_text(*closed_form.failure_fraction), load_text(results)),
            {closed_form.model}},
           {fmt::format("{} ({})", simulated.value, simulated.certainty), {"simulated"}},
           {std::string{agreement_text(closed_form.agrees)} + reason}}};
}

}  // namespace portsim
