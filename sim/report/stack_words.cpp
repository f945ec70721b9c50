#include "sim/report/stack_words.hpp"

#include <iterator>
#include <vector>

#include <fmt/format.h>

#include "models/vocabulary/overloaded.hpp"

#include "sim/scenario/selection_words.hpp"
#include "sim/scenario/suggestion.hpp"

namespace portsim {
namespace {

std::string list_words(const std::vector<PortRange>& ranges) {
  std::string text;
  for (const PortRange& range : ranges) {
    text += fmt::format("{}{}", text.empty() ? "" : ", ", range_words(range));
  }
  return text.empty() ? "none" : fmt::format("[{}]", text);
}

}  // namespace

std::string range_words(const PortRange& range) {
  return range.first == range.last ? fmt::format("{}", range.first.number())
                                   : fmt::format("{}-{}", range.first.number(), range.last.number());
}

std::string_view order_words(const PortSelectionSpec& spec) {
  constexpr std::string_view orders[] = {
      "a rotating cursor takes the next port that no socket holds, TIME_WAIT or not",
      "a rotating cursor passes over TIME_WAIT while any other port is free",
      "one random port; where it cannot be used the call fails",
      "as seq_smart, but at times the port that has been closing longest",
      "the first port that can be used, from a random place on",
      "the port that the application bound",
      "one random port after another, as many as there are, until one can be used",
      "in order, from a place of the destination's own on, moved on by every connection",
      "in order, from a place of the destination's own on, moved on by the connections of a few destinations",
      "a cursor that goes on by random steps until a port can be used",
      "from a place of the destination's own on: every second port first, then those between",
      "every second port from a random place on, then those between",
      "from a random place on, or from the last port on while many are asked for",
  };
  static_assert(std::size(orders) == std::variant_size_v<PortSelectionSpec>);
  return orders[spec.index()];
}

std::string order_details(const PortSelectionSpec& spec) {
  const auto* linux_connect = std::get_if<LinuxConnectSpec>(&spec);
  if (!linux_connect) return "";
  std::string text;
  if (linux_connect->hash_lasts > Duration::zero())
    text += fmt::format("; the place changes every {}", seconds_words(linux_connect->hash_lasts));
  if (linux_connect->own_range_in_order)
    text += "; a socket with IP_LOCAL_PORT_RANGE takes every port in order";
  return text;
}

std::string_view bound_ports_words(BoundPorts bound_ports) {
  switch (bound_ports) {
    case BoundPorts::as_others:
      return "a port that bind() gave out is like all others";
    case BoundPorts::closed_until_binder_left:
      return "a port that bind() gave out is closed to connect(), whatever the addresses, until its socket "
             "has "
             "left TIME_WAIT";
    case BoundPorts::closed_until_nobody_is_on:
      return "a port that bind() gave out is closed to connect(), whatever the addresses, until its socket "
             "has "
             "left TIME_WAIT and no other is on it";
  }
  return "";
}

std::string seconds_words(Duration duration) {
  return fmt::format("{:g} s", in_seconds(duration));
}

std::string time_wait_length_words(const OsProfile& os) {
  if (!os.time_wait_granularity) return seconds_words(os.time_wait.value);
  const TimeWaitLength length{os.time_wait.value, os.time_wait_granularity->value};
  return fmt::format("{:.4g}-{:.4g} s", in_seconds(length.least), in_seconds(length.longest()));
}

std::string reuse_words(const TimeWaitReuse& reuse) {
  const TimeWaitLength& after = reuse.after;
  const std::string when =
      after.granularity > Duration::zero()
          ? fmt::format("{:g} to {:g} s", in_seconds(after.least), in_seconds(after.longest()))
          : seconds_words(after.least);
  constexpr std::string_view by_default[] = {"never", "always", "towards loopback addresses only"};
  return fmt::format("with tcp_tw_reuse 1 connect() takes a four-tuple from it after {}; by default {}", when,
                     by_default[reuse.default_value]);
}

std::string_view scope_words(PoolScope scope) {
  switch (scope) {
    case PoolScope::host:
      return "one pool for the host";
    case PoolScope::address:
      return "one pool for each local address";
    case PoolScope::destination:
      return "one pool for each local address and destination";
  }
  return "";
}

std::string_view time_wait_words(TimeWaitBlocks blocks) {
  switch (blocks) {
    case TimeWaitBlocks::four_tuple:
      return "meanwhile the port is closed to the same destination only";
    case TimeWaitBlocks::pool:
      return "meanwhile the port is closed to every destination";
  }
  return "";
}

std::string error_words(const ConnectError& error) {
  const std::string event = error.event_id ? fmt::format("event {}", *error.event_id) : "no event";
  return fmt::format("{} ({}), {}: {}", error.name, error.code, event, error.cause);
}

std::string type_words(const SettingType& type) {
  return std::visit(overloaded{
                        [](const IntegerInRange& range) {
                          return fmt::format("{} to {}{}", range.min, range.max,
                                             range.unit.empty() ? "" : fmt::format(" ({})", range.unit));
                        },
                        [](PortRangeText) { return std::string{"a range of ports such as 1024-5119"}; },
                        [](TwoPorts) { return std::string{"two ports such as \"32768 60999\""}; },
                        [](PortRangeList) {
                          return std::string{"a list of ports and ranges such as [50000-50099, 60000]"};
                        },
                        [](const StartAndNumber& limits) {
                          return fmt::format(
                              "{{start, num}}: start from {}, num from {}, the last port at most 65535",
                              limits.start_min, limits.number_min);
                        },
                        [](DurationText) { return std::string{"a duration such as 60s"}; },
                        [](SelectionWord) { return joined(words_of(selection_words), " or "); },
                        [](PoolScopeWord) {
                          return fmt::format("{}, {} or {}", name_of(PoolScope::host),
                                             name_of(PoolScope::address), name_of(PoolScope::destination));
                        },
                    },
                    type);
}

std::string value_words(const SettingValue& value, const SettingType& type) {
  return std::visit(overloaded{
                        [](std::int64_t number) { return fmt::format("{}", number); },
                        [&](const PortRange& range) {
                          return std::holds_alternative<StartAndNumber>(type)
                                     ? fmt::format("{{start: {}, num: {}}}", range.first.number(),
                                                   range.size())
                                 : std::holds_alternative<TwoPorts>(type)
                                     ? fmt::format("{} {}", range.first.number(), range.last.number())
                                     : range_words(range);
                        },
                        [](const std::vector<PortRange>& ranges) { return list_words(ranges); },
                        [](Duration duration) { return fmt::format("{:g}s", in_seconds(duration)); },
                        [](const PortSelectionSpec& spec) { return std::string{name_of(spec)}; },
                        [](PoolScope scope) { return std::string{name_of(scope)}; },
                    },
                    value);
}

}  // namespace portsim
