#include "sim/report/story_words.hpp"

#include <algorithm>
#include <string_view>

#include <fmt/format.h>

#include "sim/report/advise_words.hpp"
#include "sim/report/number_text.hpp"
#include "sim/report/run_command_line.hpp"
#include "sim/report/stack_words.hpp"
#include "sim/scenario/port_source.hpp"
#include "sim/scenario/problem_text.hpp"

namespace portsim {
namespace {

constexpr std::size_t ranges_shown_max = 6;

std::string ranges_words(const std::vector<PortRange>& ranges) {
  std::string text;
  for (std::size_t n = 0; n < ranges.size() && n < ranges_shown_max; ++n) {
    if (n > 0) text += ", ";
    text += range_words(ranges[n]);
  }
  return ranges.size() > ranges_shown_max ? text + ", …" : text;
}

std::string endpoint_words(const Endpoint& endpoint) {
  return fmt::format("{}:{}", to_text(endpoint.address), endpoint.port.number());
}

std::string bind_words(const FinishedExplanation& told) {
  const Bind& bind = told.workload().bind;
  const std::string from = to_text(address_of(told.host(), told.story.ends.address));
  switch (bind.call) {
    case BindCall::any_port:
      return fmt::format("bind() to {} without a port, then ", from);
    case BindCall::fixed_port:
      return fmt::format("bind() to {}:{}, then ", from, bind.port.number());
    case BindCall::none:
      break;
  }
  return told.workload().from.empty() ? "" : fmt::format("bind() to {}, then ", from);
}

std::string holder_words(const FinishedExplanation& told, const HeldPorts& held) {
  switch (held.holder) {
    case PortHolder::nobody:
      return "usable";
    case PortHolder::others:
      return "held by others since the run began";
    case PortHolder::reserved:
      return "never handed out";
    case PortHolder::bind:
      return "kept from connect() by a bind() to it";
    case PortHolder::connection:
      break;
  }
  const std::string whose = printable(told.scenario->workloads[*held.workload].name);
  return fmt::format("{} of {}, towards {} destination", name_of(*held.state), whose,
                     held.has_same_destination ? "the same" : "another");
}

// The patch is the first word of its remedy's title.
const TriedWay* way_by_patch(const std::vector<TriedWay>& ways, const std::string& cure) {
  const auto found = std::find_if(ways.begin(), ways.end(), [&](const TriedWay& way) {
    const std::string patch = way.remedy.title.substr(0, way.remedy.title.find(' '));
    return way.remedy.kind == RemedyKind::patch && cure.find(patch) != std::string::npos;
  });
  return found == ways.end() ? nullptr : &*found;
}

std::string replication_words(const FinishedExplanation& told, const TriedWay& way) {
  const std::string today = count_text(static_cast<double>(told.ways.as_it_is.failures));
  if (way.replication.failures == 0)
    return fmt::format("no attempt of this replication fails (today {})", today);
  return fmt::format("{} of {} of this replication fail (today {})",
                     count_text(static_cast<double>(way.replication.failures)),
                     counted(static_cast<double>(way.replication.attempts), "attempt"), today);
}

}  // namespace

std::string instant_words(SimTime when) {
  return fmt::format("{:.3f} s", in_seconds(when.since_start()));
}

std::string asked_words(const FinishedExplanation& told) {
  const RemoteIndex& remote = told.story.ends.remote;
  const Service& service = told.scenario->services[remote.service];
  return fmt::format("{} on {} calls {}connect() to {} at {}{}", printable(told.workload().name),
                     printable(told.host().name), bind_words(told),
                     printable(name_of(remote, told.scenario->services)),
                     endpoint_words(endpoint_of(service, remote)),
                     told.story.attempt.is_retry ? ", for a request whose connect has failed before" : "");
}

std::string pool_words(const FinishedExplanation& told) {
  const AttemptStory& story = told.story;
  std::string text = fmt::format("{}: {}, {}", scope_words(story.pool.scope), counted(story.ports, "port"),
                                 ranges_words(story.pool.ports().ranges()));
  if (story.own_range)
    text +=
        fmt::format("; of these the socket may have {} (IP_LOCAL_PORT_RANGE)", range_words(*story.own_range));
  if (!story.pool.reserved().empty())
    text += fmt::format("; {} are never handed out", ranges_words(story.pool.reserved()));
  return text;
}

std::string search_words(const FinishedExplanation& told) {
  const AttemptStory& story = told.story;
  const std::string order = fmt::format("{}: {}", name_of(story.selection), order_words(story.selection));
  const std::string looked = fmt::format("it looked at {}", counted(story.attempt.probes, "port"));
  if (!story.picked) return fmt::format("{}; {} and took none", order, looked);
  return fmt::format("{}; {} and took {}", order, looked, story.picked->number());
}

std::string held_words(const FinishedExplanation& told, const HeldPorts& held) {
  std::string text = fmt::format("{}, {}: {}", counted(held.ports, "port"), ranges_words(held.ranges),
                                 holder_words(told, held));
  if (held.holder == PortHolder::nobody) return text;
  if (!held.soonest) return text + ", for good";
  const bool is_one = *held.soonest == *held.latest;
  return text + (is_one ? fmt::format(", until {}", instant_words(*held.soonest))
                        : fmt::format(", the first until {}, the last until {}", instant_words(*held.soonest),
                                      instant_words(*held.latest)));
}

std::string answer_words(const FinishedExplanation& told) {
  if (!told.has_failed()) return fmt::format("connected from port {}", told.story.picked->number());
  const ConnectError& error = error_of(told.host().behaviour, told.workload(), told.story.attempt.outcome);
  const std::string logged =
      error.event_id ? fmt::format("the system logs event {}", *error.event_id) : "the system logs nothing";
  const std::string then = told.story.attempt.is_last ? "the request is lost" : "the application tries again";
  return fmt::format("{} ({}): {}; {}; {}", error.name, error.code, error.cause, logged, then);
}

std::string wait_words(const FinishedExplanation& told) {
  const AttemptStory& story = told.story;
  if (!told.has_failed() || story.attempt.outcome == ConnectOutcome::refused) return "";
  if (story.usable > 0)
    return fmt::format("none: {} of {} could have been used at this instant; the search did not come to {}",
                       count_text(story.usable), counted(story.ports, "port"),
                       story.usable == 1 ? "it" : "them");
  if (!story.next_usable) return "no port comes back: all of them are held for good";
  const Duration wait = *story.next_usable - story.attempt.when;
  return fmt::format("until {}, {} later: port {} is the first to come back, if nobody else takes it",
                     instant_words(*story.next_usable), seconds_text(in_seconds(wait)),
                     story.next_port->number());
}

std::string defect_words(const FinishedExplanation& told, const ActiveDefect& defect) {
  std::string text = fmt::format("known of {}: {}", told.host().os->id, defect.mechanism);
  if (defect.cure.empty()) return text + "; nothing cures it";
  text += fmt::format("; to cure it, {}", defect.cure);
  for (const auto* ways : {&told.ways.ways, &told.ways.no_help})
    if (const TriedWay* way = way_by_patch(*ways, defect.cure))
      text += ": then " + replication_words(told, *way);
  return text;
}

std::string way_words(const FinishedExplanation& told, const TriedWay& way) {
  return fmt::format("{}; {} {}", way.is_made ? "it connects" : "it is not made at this instant",
                     way.replication.failures == 0 ? "and" : "but", replication_words(told, way));
}

std::string no_help_words(const FinishedExplanation& told, const TriedWay& way) {
  return fmt::format("{}: {}; {}", change_words(way.remedy, way.chosen),
                     way.is_made ? "it fails still" : "the request fails another time",
                     replication_words(told, way));
}

std::string run_with(const FinishedExplanation& told, const TriedWay& way) {
  std::vector<std::string> overrides = told.scenario->overrides;
  overrides.insert(overrides.end(), way.chosen.overrides.begin(), way.chosen.overrides.end());
  return run_command_line(told.scenario->file, overrides);
}

std::string explain_command_line(const FinishedExplanation& told) {
  std::string line = command_line("explain", told.scenario->file, told.scenario->overrides);
  if (told.id.replication > 0) line += fmt::format(" --replication {}", told.id.replication + 1);
  return line + fmt::format(" --attempt {}", told.story.number);
}

}  // namespace portsim
