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

std::string failing_runs_text(const FirstFailureLaw& law) {
  const std::string least = percent_text(law.failing_runs_min);
  const std::string most = percent_text(law.failing_runs_max);
  return least == most ? least : least + " to " + most;
}

std::string simulated_first_failure_text(const FailureTime& first, const Scenario& scenario) {
  const std::string quantiles = first_failure_quantiles_text(first, scenario);
  return fmt::format("{}{} of {} fail.", quantiles.empty() ? "" : quantiles + ", ", first.runs_with_failure,
                     counted(first.runs, "replication"));
}

// The law of the first failure, and beneath it what was simulated.
void add_first_failure(Section& section, const Scenario& scenario, const Results& results) {
  const auto& law = results.analytic.first_failure;
  if (!law) return;
  const std::string failing = law->median ? fmt::format("half of the runs fail by {}, {} within the run",
                                                        seconds_text(*law->median), failing_runs_text(*law))
                                          : failing_runs_text(*law) + " of the runs fail";
  section.rows.push_back({fmt::format("{}: Poisson attempts on {}, all free at first", failing,
                                      counted(results.analytic.servers, "port")),
                          {"first failure"}});
  const std::string agreement = law->agrees ? " " + std::string{agreement_text(law->agrees)} : "";
  section.rows.push_back(
      {simulated_first_failure_text(results.first_failure, scenario) + agreement, {"simulated"}});
  if (law->agrees == false) section.label.emphasis = Emphasis::bad;
}

Section theory_of_failures(const Scenario& scenario, const Results& results) {
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

// Of all workloads together.
double simulated_probes(const Results& results) {
  double probes = 0;
  for (const WorkloadResult& workload : results.workloads) probes += workload.probes_mean * workload.attempts;
  return results.attempts > 0 ? probes / results.attempts : 0;
}

// Nothing to tell where each connect takes the first port that it looks at.
void add_probes(Section& section, const Results& results) {
  const auto& probes = results.analytic.probes_mean;
  constexpr double about_one = 1.005;
  if (!probes || *probes < about_one) return;
  section.rows.push_back({fmt::format("{:.3g} ports looked at for one connect; simulated {:.3g}", *probes,
                                      simulated_probes(results)),
                          {"probes"}});
}

}  // namespace

Section theory_section(const Scenario& scenario, const Results& results) {
  Section section = theory_of_failures(scenario, results);
  add_first_failure(section, scenario, results);
  add_probes(section, results);
  return section;
}

}  // namespace portsim
