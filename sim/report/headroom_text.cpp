#include "sim/report/headroom_text.hpp"

#include <cassert>
#include <cmath>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "sim/report/number_text.hpp"
#include "sim/scenario/problem_text.hpp"

namespace portsim {
namespace {

constexpr double rounding = 1e-9;

double used_fraction(const Headroom& part) {
  const double used = part.offered_rate_max / *part.sustainable_rate;
  return std::abs(used - 1) < rounding ? 1 : used;
}

// How long the ports last that others leave, in the part of the run from `from` to `until`.
std::string others_leave_text(const Headroom& part) {
  if (part.ports_last == 0) return "";
  const std::string rate = rate_text(part.offered_rate);
  if (part.ports_last >= in_seconds(part.until - part.from))
    return fmt::format("; at {} they last until then", rate);
  return fmt::format("; at {} they last {}", rate, seconds_text(part.ports_last));
}

// What the sustainable rate comes from.
std::string limit_text(const Headroom& part) {
  const std::string each = seconds_text(part.limit / *part.sustainable_rate);
  if (part.bottleneck != Bottleneck::ports)
    return fmt::format("{} under way at once / {} each", counted(part.limit, "connect"), each);
  const std::string others =
      part.occupied > 0 ? fmt::format(" (others hold {})", count_text(part.occupied)) : "";
  return fmt::format("{}{} / {} each{}{}", counted(part.limit, "port"), others, each,
                     part.is_measured ? " at least" : "", others_leave_text(part));
}

// Which of the connects of pools would not be but for retries.
std::string causes_text(const Headroom& part) {
  std::string text;
  if (part.flushed_fraction > 0)
    text += fmt::format("; {} of them while connections are missing that retries closed",
                        percent_text(part.flushed_fraction));
  if (part.retries_fraction > 0)
    text += fmt::format("; {} of them are retries", percent_text(part.retries_fraction));
  return text;
}

std::string rate_against_limit(const Headroom& part) {
  const auto [offered, sustainable] = rates_apart(part.offered_rate_max, *part.sustainable_rate);
  const bool is_constant = part.offered_rate_max <= part.offered_rate * (1 + rounding);
  const std::string average =
      is_constant ? "" : fmt::format(" at most, {} on average", rate_text(part.offered_rate));
  const std::string used = percent_text(used_fraction(part));
  if (part.pools == 1 && part.is_measured) {
    return fmt::format("{} connects measured; {} of the {} sustainable at most: {}{}", offered, used,
                       sustainable, limit_text(part), causes_text(part));
  }
  if (part.pools == 1) {
    return fmt::format("{} offered{}; {} of the {} sustainable: {}", offered, average, used, sustainable,
                       limit_text(part));
  }
  return fmt::format("{} offered{} to {}; {} of what {}", offered, average,
                     counted(static_cast<double>(part.pools), "pool"), used,
                     part.bottleneck == Bottleneck::ports ? "would fill the first of them"
                                                          : "the half-open limit lets through");
}

std::string ports_last_text(const Headroom& part) {
  const std::string rate = rate_text(part.draining_rate);
  const std::string seconds = seconds_text(part.ports_last);
  if (part.pools > 1) {
    return fmt::format("at {} the first of {} lasts {}", rate,
                       counted(static_cast<double>(part.pools), "pool"), seconds);
  }
  return fmt::format("at {} {} last {}", rate, counted(part.limit, "port"), seconds);
}

const HostBehaviour* with_endless_time_wait(const Scenario& scenario) {
  for (std::size_t epoch = 0; epoch < scenario.epochs(); ++epoch) {
    for (const Host& host : scenario.hosts_in(epoch))
      if (host.behaviour.last_time_wait_end) return &host.behaviour;
  }
  return nullptr;
}

std::string endless_time_wait_text(const Scenario& scenario) {
  const HostBehaviour* host = with_endless_time_wait(scenario);
  assert(host != nullptr);
  return fmt::format("from an uptime of {:.4g} days on no TIME_WAIT ends",
                     in_seconds(*host->last_time_wait_end) / 86'400);
}

std::string cure_text(const Scenario& scenario) {
  for (const ActiveDefect& active : with_endless_time_wait(scenario)->defects) {
    if (ends_time_wait_never(active.defect)) return "; cure: " + active.cure;
  }
  return "";
}

// Empty: nothing limits, or it is not known what does.
std::string why_text(const Headroom& part, const Scenario& scenario) {
  switch (part.bottleneck) {
    case Bottleneck::ports:
    case Bottleneck::half_open_limit:
      return std::isfinite(*part.sustainable_rate) ? rate_against_limit(part) : "";
    case Bottleneck::endless_connections:
      return "connections are never closed: " + ports_last_text(part);
    case Bottleneck::endless_time_wait:
      return fmt::format("{}: {}", endless_time_wait_text(scenario), ports_last_text(part));
    case Bottleneck::no_ports:
      return "others hold every port that it could use";
    case Bottleneck::unknown:
      break;
  }
  return "";
}

std::string span_text(Duration from, Duration until, const Scenario& scenario) {
  if (until == scenario.duration) return "from " + duration_text(from);
  if (from == Duration::zero()) return "until " + duration_text(until);
  return fmt::format("{} to {}", duration_text(from), duration_text(until));
}

struct Span {
  std::string why;
  Duration from;
  Duration until;
};

// Successive parts of which the same is to be said count as one.
std::vector<Span> spans_of(const Scenario& scenario, const Results& results) {
  std::vector<Span> spans;
  for (const Headroom& part : results.analytic.headroom) {
    std::string why = why_text(part, scenario);
    if (!spans.empty() && spans.back().why == why && spans.back().until == part.from) {
      spans.back().until = part.until;
    } else {
      spans.push_back({std::move(why), part.from, part.until});
    }
  }
  return spans;
}

}  // namespace

Section why_section(const Scenario& scenario, const Results& results) {
  Section section{{"Why", Emphasis::strong}, {}};
  for (const Span& span : spans_of(scenario, results)) {
    if (span.why.empty()) continue;
    const bool is_whole_run = span.from == Duration::zero() && span.until == scenario.duration;
    section.rows.push_back({span.why, {is_whole_run ? "" : span_text(span.from, span.until, scenario)}});
  }
  return section;
}

std::string later_failures_text(const Scenario& scenario, const Results& results) {
  const auto& parts = results.analytic.headroom;
  if (parts.empty() || parts.back().until < scenario.duration || !parts.back().may_fail_later) return "";
  const std::string begin = "but not for ever: ";
  switch (parts.back().bottleneck) {
    case Bottleneck::ports:
      return begin + "more is offered than the ports sustain; a longer run may fail";
    case Bottleneck::half_open_limit:
      return begin +
             "more is offered than the half-open limit lets through, and connects that wait hold their "
             "ports; a longer run may fail";
    case Bottleneck::endless_connections:
      return begin + "connections are never closed; a longer run fails";
    case Bottleneck::endless_time_wait:
      return fmt::format("{}{}, and a longer run fails{}", begin, endless_time_wait_text(scenario),
                         cure_text(scenario));
    case Bottleneck::no_ports:  // which cannot be overlooked
    case Bottleneck::unknown:
      break;
  }
  return "";
}

}  // namespace portsim
