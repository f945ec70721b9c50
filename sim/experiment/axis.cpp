#include "sim/experiment/axis.hpp"

#include <algorithm>
#include <optional>
#include <set>

#include <fmt/format.h>

#include "sim/experiment/quantity.hpp"
#include "sim/scenario/blanks.hpp"
#include "sim/scenario/field.hpp"
#include "sim/scenario/overrides.hpp"

namespace portsim {

namespace {

using Values = std::vector<std::string>;

// Where the next comma outside brackets, braces and quotes is.
std::size_t end_of_item(std::string_view text) {
  int depth = 0;
  char quote = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char here = text[at];
    if (quote != 0) {
      quote = here == quote ? '\0' : quote;
    } else if (here == '"' || here == '\'') {
      quote = here;
    } else if (here == '[' || here == '{') {
      ++depth;
    } else if (here == ']' || here == '}') {
      --depth;
    } else if (here == ',' && depth <= 0) {
      return at;
    }
  }
  return text.size();
}

// The parts of "30..300 step 30".
struct RangeText {
  std::string_view first;
  std::string_view last;
  std::string_view step;  // empty: not given
};

std::optional<RangeText> range_in(std::string_view item) {
  const auto dots = item.find("..");
  if (dots == std::string_view::npos || item.find_first_of("[{\"'") != std::string_view::npos)
    return std::nullopt;
  constexpr std::string_view word = " step ";
  const std::string_view rest = item.substr(dots + 2);
  const auto step = std::min(rest.find(word), rest.size());
  return RangeText{
      without_blanks(item.substr(0, dots)), without_blanks(rest.substr(0, step)),
      step == rest.size() ? std::string_view{} : without_blanks(rest.substr(step + word.size()))};
}

tl::unexpected<std::string> error(std::string text) {
  return tl::unexpected{std::move(text)};
}

constexpr std::int64_t one = 1'000'000'000;

tl::expected<Quantity, std::string> step_of(const RangeText& range, const Quantity& first,
                                            const Quantity& last, bool by_one_unit) {
  if (range.step.empty()) {
    const bool are_whole = first.billionths % one == 0 && last.billionths % one == 0;
    if (are_whole && (by_one_unit || first.unit.empty())) return Quantity{one, first.unit};
    return error(fmt::format("expected a step, such as \"{}..{} step {}\"", range.first, range.last,
                             first.unit.empty() ? "0.5" : to_text({one, first.unit})));
  }
  const auto step = parse_quantity(range.step);
  if (step && step->unit == first.unit && step->billionths > 0) return *step;
  return error(fmt::format("expected a step above 0 in the unit of {}, found {}", shown(range.first),
                           shown(range.step)));
}

tl::expected<Values, std::string> values_of(const RangeText& range, const ListRules& rules) {
  const auto first = parse_quantity(range.first);
  const auto last = parse_quantity(range.last);
  if (!first || !last)
    return error(fmt::format("expected numbers with units, such as \"30..300\" or \"30s..5min\", found {}",
                             shown(!first ? range.first : range.last)));
  if (first->unit != last->unit)
    return error(fmt::format("expected {} and {} in the same unit", shown(range.first), shown(range.last)));
  if (first->billionths > last->billionths)
    return error(fmt::format("expected the smaller value first, found {} before {}", shown(range.first),
                             shown(range.last)));
  const auto step = step_of(range, *first, *last, rules.steps_by_one_unit);
  if (!step) return error(step.error());
  const std::int64_t steps = (last->billionths - first->billionths) / step->billionths;
  if (steps >= static_cast<std::int64_t>(rules.values_max))
    return error(fmt::format("{} values; at most {} are taken", steps + 1, rules.values_max));
  Values values;
  for (std::int64_t n = 0; n <= steps; ++n)
    values.push_back(to_text({first->billionths + n * step->billionths, first->unit}));
  return values;
}

}  // namespace

tl::expected<Values, std::string> parse_values(std::string_view list, const ListRules& rules) {
  Values values;
  for (std::string_view rest = list;;) {
    const std::size_t end = end_of_item(rest);
    const std::string_view item = without_blanks(rest.substr(0, end));
    if (item.empty()) return error(fmt::format("expected a value between commas, found {}", shown(list)));
    if (const auto range = range_in(item)) {
      const auto of_range = values_of(*range, rules);
      if (!of_range) return error(of_range.error());
      values.insert(values.end(), of_range->begin(), of_range->end());
    } else {
      values.emplace_back(item);
    }
    if (end == rest.size()) break;
    rest.remove_prefix(end + 1);
  }
  if (values.size() > rules.values_max)
    return error(fmt::format("{} values; at most {} are taken", values.size(), rules.values_max));
  std::set<std::string_view> seen;
  for (const std::string& value : values)
    if (!seen.insert(value).second) return error(fmt::format("{} stands there twice", shown(value)));
  return values;
}

tl::expected<Axis, std::string> parse_axis(std::string_view text) {
  if (!is_override(text))
    return error(fmt::format(
        "expected PATH=LIST, such as hosts.web.settings.TcpTimedWaitDelay=30,60,120, found {}", shown(text)));
  const auto equals = text.find('=');
  auto values = parse_values(text.substr(equals + 1));
  if (!values) return error(fmt::format("{}: {}", text.substr(0, equals), values.error()));
  return Axis{std::string{text.substr(0, equals)}, std::move(*values)};
}

}  // namespace portsim
