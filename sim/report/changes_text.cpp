#include "sim/report/changes_text.hpp"

#include <fmt/format.h>

#include "sim/report/failures_text.hpp"
#include "sim/report/number_text.hpp"
#include "sim/scenario/problem_text.hpp"

namespace portsim {
namespace {

SampleSize sample_of(const Scenario& scenario, const Results& results) {
  return {results.replications, results.replications, scenario.confidence};
}

std::string when_text(const EpochResult& epoch) {
  return epoch.begins_with.empty() ? "at first" : "at " + duration_text(epoch.from);
}

std::string epoch_text(const EpochResult& epoch, const Scenario& scenario, const Results& results) {
  std::string text = epoch.begins_with.empty() ? "" : printable(epoch.begins_with) + ": ";
  text += failures_text(epoch.attempts, epoch.failures, epoch.failure_fraction, sample_of(scenario, results));
  if (epoch.first_failure.seconds) text += ", " + first_failure_text(epoch.first_failure, scenario);
  return text;
}

}  // namespace

Section timeline_section(const Scenario& scenario, const Results& results) {
  Section section{{"Timeline", Emphasis::strong}, {}};
  for (const EpochResult& epoch : results.epochs) {
    section.rows.push_back({epoch_text(epoch, scenario, results), {when_text(epoch)}});
  }
  return section;
}

Section defects_section(const Scenario& scenario, const Results& results) {
  Section section{{"Defect", Emphasis::strong}, {}};
  for (const DefectResult& found : results.defects) {
    const EstimateText cured = percent_estimate(found.failure_fraction_cured, sample_of(scenario, results));
    section.rows.push_back({fmt::format("{}: {}", printable(found.host), printable(found.defect.mechanism))});
    section.rows.push_back({fmt::format("it causes {} of the failures; without it {} fail ({})",
                                        percent_text(found.share), cured.value, cured.certainty)});
    section.rows.push_back({fmt::format("cure: {}", printable(found.defect.cure))});
  }
  return section;
}

}  // namespace portsim
