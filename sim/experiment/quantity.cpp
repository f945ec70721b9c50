#include "sim/experiment/quantity.hpp"

#include <algorithm>
#include <limits>
#include <string>

#include <fmt/format.h>

#include "sim/scenario/values.hpp"

namespace portsim {

namespace {

constexpr int billionth_decimals = 9;

std::optional<std::int64_t> billionths_of(const Decimal& decimal) {
  constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max();
  std::int64_t number = decimal.digits;
  for (int place = decimal.decimals; place < billionth_decimals; ++place) {
    if (number > largest / 10) return std::nullopt;
    number *= 10;
  }
  return decimal.decimals > billionth_decimals ? std::nullopt : std::optional{number};
}

}  // namespace

std::optional<Quantity> parse_quantity(std::string_view text) {
  if (const auto duration = decode_duration(text)) return Quantity{duration->count(), "s"};
  const auto unit_begin = std::min(text.find_first_not_of("0123456789."), text.size());
  const auto number = decode_decimal(text.substr(0, unit_begin));
  const std::string_view unit = text.substr(unit_begin);
  const bool is_known = unit.empty() || unit == "%" || decode_rate(text).has_value();
  const auto billionths = number && is_known ? billionths_of(*number) : std::nullopt;
  if (!billionths) return std::nullopt;
  return Quantity{*billionths, std::string{unit}};
}

std::string to_text(const Quantity& quantity) {
  if (quantity.unit == "s" && quantity.billionths > 0) return as_written(Duration{quantity.billionths});
  constexpr std::int64_t billion = 1'000'000'000;
  std::string text = fmt::format("{}", quantity.billionths / billion);
  if (const std::int64_t part = quantity.billionths % billion) {
    text += fmt::format(".{:09}", part);
    text.erase(text.find_last_not_of('0') + 1);
  }
  return text + quantity.unit;
}

}  // namespace portsim
