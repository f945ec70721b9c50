// `thresholds`: METRIC < VALUE, the value in the metric's own unit.
#include <algorithm>
#include <utility>

#include "sim/scenario/blanks.hpp"
#include "sim/scenario/sections.hpp"
#include "sim/scenario/shape.hpp"
#include "sim/scenario/value_patterns.hpp"

namespace portsim {
namespace {

Decoded<double> decode_count(std::string_view text) {
  const auto number = decode_decimal(text);
  if (!number) return tl::unexpected{number.error()};
  return number->value();
}
Decoded<double> decode_fraction(std::string_view text) {
  const auto fraction = decode_percentage(text);
  if (!fraction) return tl::unexpected{fraction.error()};
  return fraction->value();
}
Decoded<double> decode_seconds(std::string_view text) {
  const auto duration = decode_duration(text);
  if (!duration) return tl::unexpected{duration.error()};
  return in_seconds(*duration);
}

struct MetricRow {
  std::string_view name;
  Metric metric;
  std::string_view expected;
  Decoded<double> (*decode)(std::string_view);
  std::string (*part)();  // what decode accepts
};

constexpr MetricRow metrics[] = {
    {name_of(Metric::attempts), Metric::attempts, "a number such as 100", decode_count, decimal_part},
    {name_of(Metric::failures), Metric::failures, "a number such as 100", decode_count, decimal_part},
    {name_of(Metric::failure_fraction), Metric::failure_fraction, "a percentage such as \"0.1%\"",
     decode_fraction, percentage_part},
    {name_of(Metric::loss_fraction), Metric::loss_fraction, "a percentage such as \"0.1%\"", decode_fraction,
     percentage_part},
    {name_of(Metric::time_to_first_failure), Metric::time_to_first_failure, "a duration such as \"60s\"",
     decode_seconds, duration_part},
};

const MetricRow* find_metric(std::string_view name) {
  for (const MetricRow& row : metrics) {
    if (row.name == name) return &row;
  }
  return nullptr;
}

Candidates metric_names() {
  Candidates names;
  for (const MetricRow& row : metrics) names.push_back(row.name);
  return names;
}

// What is wrong with a threshold, at the part that is.
class ThresholdField {
 public:
  ThresholdField(const Field& item, std::string_view text) : item_{item}, text_{text} {}

  void report(std::string_view part, ProblemKind kind, std::string message, Mismatch mismatch = {}) const {
    const auto offset = static_cast<std::size_t>(part.data() - text_.data());
    item_.report_at(kind, item_.mark_within(offset), std::move(message), std::move(mismatch));
  }
  void report_unexpected(std::string_view part, std::string_view expected, std::string found,
                         const Reason& why) const {
    report(part, why.kind,
           fmt::format("expected {}, found {}{}{}", expected, found, why.text.empty() ? "" : "; ", why.text),
           {std::string{expected}, found});
  }
  void report_unknown(std::string_view part, std::string_view kind, const Candidates& known) const {
    report(part, ProblemKind::unknown_name,
           fmt::format("unknown {} {}; {}", kind, shown(part), suggestion_for(part, known)),
           {"", shown(part)});
  }

 private:
  const Field& item_;
  std::string_view text_;
};

// "workloads.webmail.failure_fraction" is the metric of one workload. False: reported.
bool read_workload(const ThresholdField& field, std::string_view& subject, const Scenario& scenario,
                   Threshold& threshold) {
  constexpr std::string_view prefix = "workloads.";
  if (subject.substr(0, prefix.size()) != prefix) return true;
  const std::string_view rest = subject.substr(prefix.size());
  const std::string_view name = rest.substr(0, rest.find('.'));
  threshold.workload = index_of(scenario.workloads, name);
  if (!threshold.workload) {
    field.report_unknown(name, "workload", names_of(scenario.workloads));
    return false;
  }
  subject = rest.substr(std::min(name.size() + 1, rest.size()));
  return true;
}

// The value behind the < or >. Nothing: reported.
std::optional<double> read_value(const ThresholdField& field, std::string_view text, std::size_t comparison,
                                 const MetricRow& row) {
  const std::string_view written = without_blanks(text.substr(comparison + 1));
  if (written.substr(0, 1).find_first_of("=<>") != std::string_view::npos) {
    const std::string_view sign = text.substr(comparison, 2);
    field.report(text.substr(comparison), ProblemKind::wrong_value,
                 fmt::format("expected < or >, found {}", sign), {"< or >", std::string{sign}});
    return std::nullopt;
  }
  const auto value = row.decode(written);
  if (value) return *value;
  field.report_unexpected(written, fmt::format("{} after {}", row.expected, text[comparison]),
                          written.empty() ? "nothing" : shown(written), value.error());
  return std::nullopt;
}

void read_threshold(const Field& item, Scenario& scenario) {
  if (!item.scalar()) return item.report_unexpected();
  Threshold threshold;
  threshold.expression = item.scalar()->text;
  const std::string_view text = threshold.expression;
  const auto comparison = text.find_first_of("<>");
  if (comparison == std::string_view::npos) return item.report_unexpected(Reason{});
  threshold.below = text[comparison] == '<';

  const ThresholdField field{item, text};
  std::string_view subject = without_blanks(text.substr(0, comparison));
  if (!read_workload(field, subject, scenario, threshold)) return;
  const MetricRow* row = find_metric(subject);
  if (!row) return field.report_unknown(subject, "metric", metric_names());
  threshold.metric = row->metric;
  if (const auto value = read_value(field, text, comparison, *row)) {
    threshold.value = *value;
    scenario.thresholds.push_back(std::move(threshold));
  }
}

Shape a_threshold() {
  std::string metric_and_value;
  for (const MetricRow& row : metrics) {
    metric_and_value +=
        fmt::format("{}{} *[<>] *{}", metric_and_value.empty() ? "" : "|", row.name, row.part());
  }
  return {PatternShape{fmt::format(R"(^ *(?:workloads\.[^.]+\.)?(?:{}) *$)", metric_and_value)}};
}

}  // namespace

Shape thresholds_shape() {
  return shapes::list_of<a_threshold>();
}

void read_thresholds(const Field& thresholds, Scenario& scenario) {
  if (!thresholds.list()) return thresholds.report_unexpected();
  for (std::size_t i = 0; i < thresholds.list()->items.size(); ++i) {
    read_threshold(thresholds.item(i, "a threshold such as \"failure_fraction < 0.1%\""), scenario);
  }
}

}  // namespace portsim
