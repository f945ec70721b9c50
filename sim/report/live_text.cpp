#include "sim/report/live_text.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include <fmt/format.h>

#include "sim/report/number_text.hpp"
#include "sim/report/run_command_line.hpp"
#include "sim/report/version.hpp"
#include "sim/scenario/problem_text.hpp"

namespace portsim {
namespace {

std::string lateness_text(Duration duration) {
  const double seconds = in_seconds(duration);
  return seconds < 1 ? fmt::format("{:.2f} ms", 1000 * seconds) : seconds_text(seconds);
}

std::string failures_text(double failures, double attempts, double fraction) {
  return fmt::format("{} of {} connects fail ({})", count_text(failures), count_text(attempts),
                     percent_text(fraction));
}

std::string interval_text(const Prediction& predicted, std::string (*text)(double)) {
  if (predicted.low == predicted.high) return "in every run";
  return fmt::format("{} interval {} to {}", confidence_text(twin_confidence), text(predicted.low),
                     text(predicted.high));
}

std::string predicted_text(const TwinPrediction& predicted) {
  const Prediction& fraction = predicted.failure_fraction;
  return fmt::format("{}; {}, n = {} simulated runs",
                     failures_text(predicted.failures.mean, predicted.attempts.mean, fraction.mean),
                     interval_text(fraction, percent_text), predicted.runs);
}

Marked verdict(const LiveComparison& comparison) {
  if (comparison.is_too_late()) return {"TOO BUSY", Emphasis::doubtful};
  if (comparison.agrees()) return {"AGREES", Emphasis::good};
  return {"DIFFERS", Emphasis::bad};
}

std::string points_text(double difference) {
  return difference == 0 ? "none" : fmt::format("{:+.2f} points", 100 * difference);
}

std::string judgement_text(const LiveComparison& comparison) {
  if (comparison.is_too_late())
    return fmt::format("the machine was too busy to compare: one attempt in a hundred was {} late or more",
                       lateness_text(comparison.lateness.of_99_percent));
  const double difference =
      comparison.measured.failure_fraction() - comparison.predicted.failure_fraction.mean;
  const std::string_view place = comparison.is_inside() ? "inside the interval"
                                 : comparison.agrees()
                                     ? "outside the interval by no more than lateness explains"
                                     : "outside the interval";
  return fmt::format("{}; the measured run is {}", points_text(difference), place);
}

Section answer(const LiveComparison& comparison) {
  const RunFigures& measured = comparison.measured;
  return {verdict(comparison),
          {{failures_text(measured.failures, measured.attempts, measured.failure_fraction()), {"measured"}},
           {predicted_text(comparison.predicted), {"predicted"}},
           {judgement_text(comparison), {"difference"}}}};
}

std::string first_failure_text(const std::optional<Duration>& first) {
  return first ? "failure at " + seconds_text(in_seconds(*first)) : "no failure";
}

Section first_failure(const LiveComparison& comparison) {
  const auto& predicted = comparison.predicted.first_failure_s;
  const std::string prediction = predicted ? fmt::format("{}; {}", seconds_text(predicted->mean),
                                                         interval_text(*predicted, seconds_text))
                                 : comparison.predicted.failures.high > 0 ? "not in every run"
                                                                          : "none";
  return {
      {"First", Emphasis::strong},
      {{fmt::format("{}; predicted {}", first_failure_text(comparison.measured.first_failure), prediction)}}};
}

Section time_wait(const LiveComparison& comparison) {
  const Prediction& peak = comparison.predicted.time_wait_peak;
  return {
      {"TIME_WAIT", Emphasis::strong},
      {{fmt::format("at most {} at once; predicted {}; {}", count_text(comparison.measured.time_wait_peak),
                    count_text(peak.mean), interval_text(peak, count_text))}}};
}

// Where the timers stood, and what the model says when it knows that.
Section timers(const FinishedLive& live) {
  const LiveMeasurement& measured = live.measured;
  Section section{{"Timers", Emphasis::strong}, {}};
  if (!measured.phases.time_wait) return section;
  const Duration granularity = live.scenario.hosts.front().behaviour.time_wait_granularity;
  section.rows.push_back({fmt::format(
      "TIME_WAIT ends every {:.3f} s, first at {:.3f} s of the run ({})", in_seconds(granularity),
      in_seconds(*measured.phases.time_wait),
      measured.phase_source == PhaseSource::jiffies ? "by the kernel's tick counter" : "by when it ended")});
  if (const auto& known = live.comparison.with_phases)
    section.rows.push_back({fmt::format(
        "predicted with that: {}; difference {}", predicted_text(*known),
        points_text(live.comparison.measured.failure_fraction() - known->failure_fraction.mean))});
  return section;
}

Section errors(const FinishedLive& live) {
  Section section{{"Errors", Emphasis::strong}, {}};
  for (const LiveErrorCount& error : errors_of(live.measured))
    section.rows.push_back({fmt::format("{} from {}(): {} times", name_of_live_error(error.error),
                                        name_of(error.call), count_text(double(error.count)))});
  return section;
}

Section lateness(const LiveComparison& comparison) {
  const Lateness& late = comparison.lateness;
  return {
      {"Lateness", Emphasis::strong},
      {{fmt::format("of the attempts: half within {}, 99 % within {}, all within {}",
                    lateness_text(late.half), lateness_text(late.of_99_percent), lateness_text(late.most))}}};
}

Section kernel(const FinishedLive& live) {
  const KernelFacts& facts = live.measured.kernel;
  Section section{{"Kernel", Emphasis::strong}, {}};
  section.rows.push_back({fmt::format(
      "Linux {}, CONFIG_HZ={}, predicted as {}; in a private network namespace{}{}", printable(facts.release),
      facts.hz, facts.os->id, facts.name_space == NamespaceKind::of_user ? "" : " made by root",
      facts.has_second_host ? ", the services in another" : ", the services on the host itself")});
  std::string settings;
  for (const auto& [name, value] : facts.settings)
    settings += fmt::format("{}{}={}", settings.empty() ? "" : ", ", name.substr(name.rfind('.') + 1),
                            value.empty() ? "none" : value);
  section.rows.push_back({settings});
  return section;
}

Section noted(const FinishedLive& live) {
  Section section{{"Noted", Emphasis::strong}, {}};
  for (const std::string& note : live.notes) section.rows.push_back({printable(note)});
  return section;
}

// The measured value as a bar, the predicted one as a mark on it.
std::string bar(double measured, double predicted, double most, TextStyle style) {
  constexpr int width = 16;
  const auto columns = [&](double value) {
    return most > 0 ? static_cast<int>(std::lround(width * value / most)) : 0;
  };
  const int filled = columns(measured);
  const int mark = std::max(columns(predicted) - 1, 0);
  std::string text;
  for (int column = 0; column < width; ++column) {
    if (column == mark && predicted > 0) {
      text += '|';
    } else if (column < filled) {
      text += style.unicode ? "\u2588" : "#";
    } else {
      text += ' ';
    }
  }
  return text;
}

std::vector<Marked> cell(std::string text, Emphasis emphasis = Emphasis::none) {
  return {{std::move(text), emphasis}};
}

std::string mean_text(const Prediction& predicted) {
  return predicted.mean == 0 ? "0" : fmt::format("{:.{}f}", predicted.mean, predicted.mean < 100 ? 1 : 0);
}

std::vector<TableRow> curves(const FinishedLive& live, TextStyle style) {
  const LiveComparison& comparison = live.comparison;
  const RunFigures& measured = comparison.measured;
  const TwinPrediction& predicted = comparison.predicted;
  double most_attempts = 0;
  for (const double attempts : measured.attempts_in_span) most_attempts = std::max(most_attempts, attempts);
  const double most_waiting = std::max(measured.time_wait_peak, predicted.time_wait_peak.high);
  std::vector<TableRow> rows(1);
  for (const char* title : {"until", "connects", "failed", "predicted", "# is, | predicted", "TIME_WAIT",
                            "predicted", "# is, | predicted"})
    rows.front().cells.push_back(cell(title, Emphasis::strong));
  for (std::size_t n = 0; n < measured.attempts_in_span.size(); ++n) {
    const Duration end = std::min(comparison.span * static_cast<std::int64_t>(n + 1), live.scenario.duration);
    const double failed = measured.failures_in_span[n];
    const double waiting =
        n < measured.time_wait_at_end_of_span.size() ? measured.time_wait_at_end_of_span[n] : 0;
    rows.push_back(
        {.cells = {cell(seconds_text(in_seconds(end))), cell(count_text(measured.attempts_in_span[n])),
                   cell(count_text(failed)), cell(mean_text(predicted.failures_in_span[n])),
                   cell(bar(failed, predicted.failures_in_span[n].mean, most_attempts, style)),
                   cell(count_text(waiting)), cell(mean_text(predicted.time_wait_at_end_of_span[n])),
                   cell(bar(waiting, predicted.time_wait_at_end_of_span[n].mean, most_waiting, style))}});
  }
  return rows;
}

}  // namespace

std::string live_text(const FinishedLive& live, TextStyle style) {
  Page page{style};
  page.title(printable(live.scenario.name));
  page.gap();
  page.add(answer(live.comparison));
  page.add(first_failure(live.comparison));
  page.add(time_wait(live.comparison));
  page.add(timers(live));
  page.add(errors(live));
  page.add(lateness(live.comparison));
  page.gap();
  page.add(curves(live, style));
  page.gap();
  page.add(kernel(live));
  page.add(noted(live));
  page.add({{"Rerun", Emphasis::strong},
            {{command_line("live", live.scenario.file, live.scenario.overrides)},
             {fmt::format("portsim {}, scenario digest {}, seed {}", portsim_version(), live.scenario.digest,
                          live.scenario.seed)}}});
  return page.text();
}

}  // namespace portsim
