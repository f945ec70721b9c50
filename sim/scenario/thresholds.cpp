// `thresholds`: METRIC < VALUE, the value in the metric's own unit.
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
    {"attempts", Metric::attempts, "a number such as 100", decode_count, decimal_part},
    {"failures", Metric::failures, "a number such as 100", decode_count, decimal_part},
    {"failure_fraction", Metric::failure_fraction, "a percentage such as \"0.1%\"", decode_fraction,
     percentage_part},
    {"loss_fraction", Metric::loss_fraction, "a percentage such as \"0.1%\"", decode_fraction,
     percentage_part},
    {"time_to_first_failure", Metric::time_to_first_failure, "a duration such as \"60s\"", decode_seconds,
     duration_part},
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

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(' ');
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

// "workloads.webmail.failure_fraction" is the metric of one workload. False: reported.
bool read_workload(const Field& item, std::string_view& subject, const Scenario& scenario,
                   Threshold& threshold) {
  constexpr std::string_view prefix = "workloads.";
  if (subject.substr(0, prefix.size()) != prefix) return true;
  const std::string_view rest = subject.substr(prefix.size());
  const std::string_view name = rest.substr(0, rest.find('.'));
  threshold.workload = index_of(scenario.workloads, name);
  if (!threshold.workload) {
    item.report_unknown("workload", name, names_of(scenario.workloads));
    return false;
  }
  subject = name.size() < rest.size() ? rest.substr(name.size() + 1) : "";
  return true;
}

void read_threshold(const Field& item, Scenario& scenario) {
  if (!item.scalar()) return item.report_unexpected();
  Threshold threshold;
  threshold.expression = item.scalar()->text;
  const std::string_view text = threshold.expression;
  const auto comparison = text.find_first_of("<>");
  if (comparison == std::string_view::npos) return item.report_unexpected(Reason{});
  threshold.below = text[comparison] == '<';

  std::string_view subject = trimmed(text.substr(0, comparison));
  if (!read_workload(item, subject, scenario, threshold)) return;
  const MetricRow* row = find_metric(subject);
  if (!row) return item.report_unknown("metric", subject, metric_names());
  threshold.metric = row->metric;

  const std::string_view written = trimmed(text.substr(comparison + 1));
  const auto value = row->decode(written);
  if (!value) {
    const std::string reason = value.error().text.empty() ? "" : "; " + value.error().text;
    return item.report(value.error().kind, fmt::format("expected {} after {}, found {}{}", row->expected,
                                                       text[comparison], shown(written), reason));
  }
  threshold.value = *value;
  scenario.thresholds.push_back(std::move(threshold));
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
