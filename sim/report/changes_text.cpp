#include "sim/report/changes_text.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "sim/report/failures_text.hpp"
#include "sim/report/number_text.hpp"
#include "sim/scenario/problem_text.hpp"

namespace portsim {
namespace {

// An epoch, with those before it that took no time.
struct Stretch {
  const EpochResult& epoch;
  std::string begins_with;
};

std::vector<Stretch> stretches_of(const Results& results) {
  std::vector<Stretch> stretches;
  std::string begins_with;
  for (const EpochResult& epoch : results.epochs) {
    const bool is_first = begins_with.empty() || epoch.begins_with.empty();
    begins_with += (is_first ? "" : "; ") + printable(epoch.begins_with);
    if (epoch.from == epoch.until) continue;
    stretches.push_back({epoch, begins_with});
    begins_with.clear();
  }
  return stretches;
}

std::string when_text(const Stretch& stretch) {
  return stretch.begins_with.empty() ? "at first" : "at " + duration_text(stretch.epoch.from);
}

std::string stretch_text(const Stretch& stretch, const Scenario& scenario, const Results& results) {
  const EpochResult& epoch = stretch.epoch;
  std::string text = stretch.begins_with.empty() ? "" : stretch.begins_with + ": ";
  if (epoch.until <= scenario.warm_up) return text + "in the warm-up, not counted";
  text += failures_text(epoch.attempts, epoch.failures, epoch.failure_fraction, sample_of(scenario, results));
  if (epoch.first_failure.seconds) text += ", " + first_failure_text(epoch.first_failure, scenario);
  return text;
}

bool has(const Host& host, Defect defect) {
  const auto& defects = host.behaviour.defects;
  return std::any_of(defects.begin(), defects.end(),
                     [&](const ActiveDefect& active) { return active.defect == defect; });
}

// When the timeline cures it. Nothing: it does not.
std::optional<Duration> cured_at(const DefectResult& found, const Scenario& scenario) {
  for (const TimelineStep& step : scenario.timeline)
    for (const Host& host : step.hosts)
      if (host.name == found.host && !has(host, found.defect.defect)) return step.at;
  return std::nullopt;
}

std::string cure_text(const DefectResult& found, const Scenario& scenario) {
  const std::string cure = printable(found.defect.cure);
  if (const auto at = cured_at(found, scenario))
    return fmt::format("cured from {} on: {}", duration_text(*at), cure);
  return "cure: " + cure;
}

// Of the defect that hands out ports which cannot be used: on its host, failures that another port would have
// spared.
double avoidable_failures(const DefectResult& found, const Scenario& scenario, const Results& results) {
  if (found.defect.defect != Defect::closing_port) return 0;
  double failures = 0;
  for (std::size_t n = 0; n < results.workloads.size(); ++n) {
    const HostIndex host = scenario.workloads[n].host;
    if (scenario.hosts[host].name == found.host) failures += results.workloads[n].missed_usable;
  }
  return failures;
}

std::string share_text(const DefectResult& found, const Scenario& scenario, const Results& results) {
  const EstimateText cured = percent_estimate(found.failure_fraction_cured, sample_of(scenario, results));
  return fmt::format("curing it{} removes {} of the failures; without it {} fail ({})",
                     cured_at(found, scenario) ? " from the beginning" : "",
                     found.share > 0 ? percent_text(found.share) : "none", cured.value, cured.certainty);
}

void add_defect(const DefectResult& found, const Scenario& scenario, const Results& results,
                Section& section) {
  const std::string what = fmt::format("{}: {}", printable(found.host), printable(found.defect.mechanism));
  const double avoidable = avoidable_failures(found, scenario, results);
  if (avoidable == 0 && found.share <= 0) {
    section.rows.push_back({what + "; it makes no difference here"});
    return;
  }
  section.rows.push_back({what});
  if (avoidable > 0) {
    section.rows.push_back({fmt::format("{} of {} come while a port is usable", count_text(avoidable),
                                        counted(results.failures, "failure"))});
  }
  section.rows.push_back({share_text(found, scenario, results)});
  section.rows.push_back({cure_text(found, scenario)});
}

}  // namespace

Section timeline_section(const Scenario& scenario, const Results& results) {
  Section section{{"Timeline", Emphasis::strong}, {}};
  for (const Stretch& stretch : stretches_of(results)) {
    section.rows.push_back({stretch_text(stretch, scenario, results), {when_text(stretch)}});
  }
  return section;
}

Section defects_section(const Scenario& scenario, const Results& results) {
  Section section{{"Defect", Emphasis::strong}, {}};
  for (const DefectResult& found : results.defects) add_defect(found, scenario, results, section);
  return section;
}

}  // namespace portsim
