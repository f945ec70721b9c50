#include "sim/report/compare_sections.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <iterator>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "sim/report/compare_command_line.hpp"
#include "sim/report/number_text.hpp"
#include "sim/report/version.hpp"
#include "sim/scenario/problem_text.hpp"

namespace portsim {
namespace {

// How a metric is spoken of.
struct MetricWords {
  Metric metric;
  std::string_view label;
  std::string_view subject;  // "… cannot be told apart"
  std::string_view never;
  std::string_view better;  // "… in B"
  EstimateText (*value)(const Estimate&, SampleSize);
  EstimateText (*difference)(const Estimate&, SampleSize);
};
constexpr MetricWords metric_words[] = {
    {Metric::failure_fraction, "Fail", "the connects that fail", "no connect fails, in A or in B",
     "fewer connects fail", percent_estimate, points_estimate},
    {Metric::loss_fraction, "Loss", "the requests that are lost", "no request is lost, in A or in B",
     "fewer requests are lost", percent_estimate, points_estimate},
    {Metric::time_to_first_failure, "First", "the times of the first failure", "both fail at once",
     "the first failure is later", seconds_estimate, seconds_estimate},
};

const MetricWords& words_for(Metric metric) {
  return *std::find_if(std::begin(metric_words), std::end(metric_words),
                       [=](const MetricWords& words) { return words.metric == metric; });
}

// What every section is made from.
struct Compared {
  const ScenarioPair& pair;
  const PairedResults& comparison;

  SampleSize sample() const {
    const int n = comparison.a.replications;
    return {n, n, pair.a.confidence};
  }
};

// Every request is one attempt: losses say what failures say.
bool has_losses_of_its_own(const Compared& compared) {
  const auto differ = [](const Results& results) {
    return results.requests != results.attempts || results.retries > 0;
  };
  return differ(compared.comparison.a) || differ(compared.comparison.b);
}

std::vector<ComparedMetric> shown_metrics(const Compared& compared) {
  std::vector<ComparedMetric> shown;
  for (const ComparedMetric& metric : compared.comparison.metrics) {
    if (metric.metric == Metric::loss_fraction && !has_losses_of_its_own(compared)) continue;
    if (metric.a || metric.b) shown.push_back(metric);
  }
  return shown;
}

// "surer than 99.9 %"
std::string sureness_text(const ComparedMetric& metric) {
  if (metric.is_exact) return "exactly, as nothing is random";
  constexpr double steps[] = {0.001, 0.01};
  for (const double step : steps)
    if (*metric.paired->chance < step) return fmt::format("surer than {:g} %", 100 * (1 - step));
  return fmt::format("surer than {:g} %", std::floor(1000 * (1 - *metric.paired->chance)) / 10);
}

std::string undecided_text(const ComparedMetric& metric, SampleSize sample) {
  const MetricWords& words = words_for(metric.metric);
  const PairedEstimate& paired = *metric.paired;
  if (metric.a->mean == 0 && metric.b->mean == 0) return std::string{words.never};
  if (paired.difference.mean == 0 && paired.chance == 1)
    return fmt::format("{} are the same in A and in B", words.subject);
  std::string text = fmt::format("{} cannot be told apart with {}", words.subject,
                                 counted(sample.replications, "replication"));
  if (paired.replications_needed)
    text += fmt::format("; if they differ by as much as it seems, about {} would tell",
                        count_text(*paired.replications_needed));
  return text;
}

// Which is better in this, and how sure.
std::string verdict_text(const ComparedMetric& metric, SampleSize sample) {
  if (const auto better = better_side(metric, sample.confidence))
    return fmt::format("{} in {}: {}", words_for(metric.metric).better, *better == BetterSide::a ? "A" : "B",
                       sureness_text(metric));
  return undecided_text(metric, sample);
}

Marked verdict_word(const std::vector<ComparedMetric>& metrics, Probability confidence) {
  bool is_a_better = false;
  bool is_b_better = false;
  bool is_same = true;
  for (const ComparedMetric& metric : metrics) {
    const auto better = better_side(metric, confidence);
    is_a_better |= better == BetterSide::a;
    is_b_better |= better == BetterSide::b;
    is_same &= metric.paired->difference.mean == 0;
  }
  if (is_a_better && is_b_better) return {"MIXED", Emphasis::doubtful};
  if (is_a_better) return {"A IS BETTER", Emphasis::good};
  if (is_b_better) return {"B IS BETTER", Emphasis::good};
  return is_same ? Marked{"THE SAME", Emphasis::strong} : Marked{"UNDECIDED", Emphasis::doubtful};
}

Section verdict(const Compared& compared) {
  std::vector<ComparedMetric> metrics = shown_metrics(compared);
  metrics.erase(std::remove_if(metrics.begin(), metrics.end(),
                               [](const ComparedMetric& metric) { return !metric.paired; }),
                metrics.end());
  if (metrics.empty()) return {{"NO ANSWER", Emphasis::doubtful}, {{"one of them makes no connect"}}};
  Section section{verdict_word(metrics, compared.pair.a.confidence), {}};
  for (const ComparedMetric& metric : metrics)
    section.rows.push_back({verdict_text(metric, compared.sample())});
  return section;
}

std::string with_certainty(const EstimateText& text) {
  return fmt::format("{} ({})", text.value, text.certainty);
}

// Where only one of them has any, no more than a limit is known.
std::string ratio_text(const Estimate& ratio, SampleSize sample) {
  const std::string confidence = confidence_text(sample.confidence);
  if (std::isinf(ratio.mean))
    return ratio.low ? fmt::format("at least {:.3g} ({} interval)", *ratio.low, confidence) : "A has none";
  if (ratio.mean == 0 && ratio.high && *ratio.high > 0)
    return fmt::format("at most {:.2g} ({} interval)", *ratio.high, confidence);
  return with_certainty(factor_estimate(ratio, sample));
}

std::string side_text(const std::optional<Estimate>& value, const MetricWords& words, SampleSize sample) {
  return value ? with_certainty(words.value(*value, sample)) : "none";
}

// In how many replications of a side the metric can be measured, or batches of the only one.
SampleSize sample_of(const Results& side, Metric metric, SampleSize sample) {
  if (metric == Metric::time_to_first_failure) {
    sample.n = side.first_failure.runs_with_failure;
  } else if (side.batch_means) {
    sample.batches = side.batch_means->batches;
    sample.batch_length = side.batch_means->length;
  }
  return sample;
}

bool is_same_in_each(const PairedEstimate& paired) {
  return paired.difference.mean == 0 && !paired.difference.low && paired.chance == 1;
}

Section section_of(const ComparedMetric& metric, const Compared& compared) {
  const MetricWords& words = words_for(metric.metric);
  const auto& [a, b, metrics] = compared.comparison;
  const SampleSize sample = compared.sample();
  Section section{{std::string{words.label}, Emphasis::strong}, {}};
  section.rows.push_back({side_text(metric.a, words, sample_of(a, metric.metric, sample)), {"A"}});
  section.rows.push_back({side_text(metric.b, words, sample_of(b, metric.metric, sample)), {"B"}});
  if (!metric.paired) return section;
  if (is_same_in_each(*metric.paired)) {
    section.rows.push_back({"nothing, in each replication", {"B - A"}});
    return section;
  }
  section.rows.push_back({with_certainty(words.difference(metric.paired->difference, sample)), {"B - A"}});
  if (metric.paired->ratio) section.rows.push_back({ratio_text(*metric.paired->ratio, sample), {"B / A"}});
  return section;
}

// What common random numbers were worth.
std::string pairing_text(const PairedEstimate& paired) {
  constexpr double little = 1.05;
  const double narrowing = *paired.narrowing;
  const std::string correlation = fmt::format("correlation {:.3f}", *paired.correlation);
  if (narrowing < little) return correlation + ": common random numbers hardly help";
  return fmt::format(
      "{}: without common random numbers the interval of the difference would be {} times as wide, "
      "or take {} times as many replications",
      correlation, count_text(narrowing), count_text(narrowing * narrowing));
}

Section pairing(const Compared& compared) {
  Section section{{"Pairing", Emphasis::strong}, {}};
  for (const ComparedMetric& metric : shown_metrics(compared))
    if (metric.paired && metric.paired->narrowing && metric.paired->correlation)
      section.rows.push_back({pairing_text(*metric.paired), {std::string{words_for(metric.metric).label}}});
  return section;
}

std::string side_name(const Scenario& scenario, const std::vector<std::string>& own_overrides) {
  std::string text = printable(scenario.file);
  for (const std::string& changed : own_overrides) text += ", " + printable(changed);
  return text;
}

Section sides(const Compared& compared) {
  const auto& [a, b, remarks] = compared.pair;
  const OwnOverrides own = own_overrides(a, b);
  const bool has_other_name = a.name != b.name;
  const auto row = [&](const Scenario& scenario, const std::vector<std::string>& overrides) {
    const std::string name = has_other_name ? fmt::format(" ({})", printable(scenario.name)) : "";
    return Row{side_name(scenario, overrides) + name};
  };
  Section section{{"Compared", Emphasis::strong}, {row(a, own.a), row(b, own.b)}};
  section.rows[0].name = {"A"};
  section.rows[1].name = {"B"};
  for (const std::string& remark : remarks) section.rows.push_back({remark});
  return section;
}

Section rerun(const Compared& compared) {
  const auto& [a, b, remarks] = compared.pair;
  const auto& [of_a, of_b, metrics] = compared.comparison;
  return {{"Rerun", Emphasis::strong},
          {{compare_command_line(a, b)},
           {fmt::format("seed {}, {} of {}", of_a.seed, counted(of_a.replications, "replication"),
                        a.duration == b.duration
                            ? duration_text(a.duration)
                            : duration_text(a.duration) + " and " + duration_text(b.duration))},
           {fmt::format("portsim {}, scenario digests {} and {}, fingerprints {:016x} and {:016x}",
                        portsim_version(), a.digest, b.digest, of_a.fingerprint, of_b.fingerprint)}}};
}

}  // namespace

CompareSections compare_sections(const ScenarioPair& pair, const PairedResults& comparison) {
  const Compared compared{pair, comparison};
  CompareSections sections{.verdict = verdict(compared),
                           .sides = sides(compared),
                           .metrics = {},
                           .pairing = pairing(compared),
                           .rerun = rerun(compared)};
  for (const ComparedMetric& metric : shown_metrics(compared))
    sections.metrics.push_back({metric, section_of(metric, compared)});
  return sections;
}

}  // namespace portsim
