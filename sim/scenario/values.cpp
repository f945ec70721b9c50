#include "sim/scenario/values.hpp"

#include <algorithm>
#include <charconv>
#include <numeric>
#include <optional>

#include <fmt/format.h>

#include "sim/scenario/suggestion.hpp"

namespace portsim {
namespace {

tl::unexpected<Reason> no(std::string why = "", ProblemKind kind = ProblemKind::wrong_value) {
  return tl::unexpected<Reason>{Reason{std::move(why), kind}};
}

tl::unexpected<Reason> out_of_range(std::string why = "") {
  return no(std::move(why), ProblemKind::out_of_range);
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool all_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

bool has_leading_zero(std::string_view digits) {
  return digits.size() > 1 && digits.front() == '0';
}

constexpr int decimals_max = 18;

constexpr std::int64_t power_of_ten(int exponent) {
  std::int64_t power = 1;
  for (int i = 0; i < exponent; ++i) power *= 10;
  return power;
}

struct Quantity {
  std::string_view number;
  std::string_view unit;
};

// "1.5s" and "1.5 s" are the number 1.5 and the unit s.
Quantity split(std::string_view text) {
  const auto end = text.find_first_not_of("0123456789.");
  if (end == std::string_view::npos) return {text, {}};
  std::string_view unit = text.substr(end);
  if (unit.size() > 1 && unit.front() == ' ') unit.remove_prefix(1);
  return {text.substr(0, end), unit};
}

struct Unit {
  std::string_view name;
  Duration length;
};

constexpr Unit duration_units[] = {
    {"ns", 1ns}, {"us", 1us}, {"ms", 1ms}, {"s", 1s}, {"min", 1min}, {"h", 1h}, {"d", 24h},
};
constexpr Unit rate_units[] = {{"/s", 1s}, {"/min", 1min}, {"/h", 1h}};

template <std::size_t count>
std::optional<Duration> length_of(const Unit (&units)[count], std::string_view name) {
  const auto found =
      std::find_if(std::begin(units), std::end(units), [&](const Unit& unit) { return unit.name == name; });
  if (found == std::end(units)) return std::nullopt;
  return found->length;
}

// "1e9/s" looks like the unit e9/s.
bool is_scientific(const Quantity& quantity) {
  const std::string_view unit = quantity.unit;
  return unit.size() > 1 && (unit[0] == 'e' || unit[0] == 'E') &&
         (is_digit(unit[1]) || unit[1] == '-' || unit[1] == '+');
}

template <std::size_t count>
Candidates names_of(const Unit (&units)[count]) {
  Candidates names;
  for (const Unit& unit : units) names.push_back(unit.name);
  return names;
}

// "1,000" and "1_000".
bool has_thousands_separator(std::string_view whole, std::string_view rest) {
  if (!all_digits(whole) || rest.size() < 4 || (rest[0] != ',' && rest[0] != '_')) return false;
  return all_digits(rest.substr(1, 3)) && (rest.size() == 4 || !is_digit(rest[4]));
}
constexpr const char* no_thousands_separators = "numbers have no thousands separators";

// Empty: no number goes on so.
std::string complaint_about_comma(const Quantity& quantity) {
  const std::string_view rest = quantity.unit;
  if (has_thousands_separator(quantity.number, rest)) return no_thousands_separators;
  if (!all_digits(quantity.number) || rest.size() < 2 || rest[0] != ',' || !is_digit(rest[1])) return "";
  const auto end = std::min(rest.find_first_not_of("0123456789", 1), rest.size());
  return fmt::format("the decimal sign is a point: {}.{}", quantity.number, rest.substr(1, end - 1));
}

// "1h30min" is 90min. Nothing: it is no such sum.
std::optional<Duration> sum_of_durations(std::string_view text) {
  Duration sum = Duration::zero();
  while (!text.empty()) {
    const auto unit = text.find_first_not_of("0123456789. ");
    const auto end = text.find_first_of("0123456789", std::min(unit, text.size()));
    std::string_view part = text.substr(0, end);
    text.remove_prefix(part.size());
    while (!part.empty() && part.back() == ' ') part.remove_suffix(1);
    const auto duration = decode_duration(part);
    if (!duration || *duration > duration_max - sum) return std::nullopt;
    sum += *duration;
  }
  return sum;
}

// Of a unit with digits in it, so that the parts, which have none, are told apart no further.
std::optional<Reason> reason_of_several_units(const Quantity& quantity) {
  if (quantity.unit.find_first_of("0123456789") == std::string_view::npos) return std::nullopt;
  const auto sum = sum_of_durations(fmt::format("{}{}", quantity.number, quantity.unit));
  if (!sum) return std::nullopt;
  return Reason{fmt::format("a value has one unit: {}", as_written(*sum)), ProblemKind::wrong_unit};
}

template <std::size_t count>
Reason wrong_unit(const Unit (&units)[count], const Quantity& quantity) {
  if (!decode_decimal(quantity.number)) return {};
  if (std::string why = complaint_about_comma(quantity); !why.empty()) return {std::move(why)};
  if (quantity.unit.empty()) return {"the unit is missing", ProblemKind::missing_unit};
  if (is_scientific(quantity)) return {"numbers are plain decimals such as 0.001"};
  return {fmt::format("units are {}", joined(names_of(units), " and ")), ProblemKind::wrong_unit};
}

bool is_negative(std::string_view text) {
  return text.size() > 1 && text[0] == '-' && is_digit(text[1]);
}

}  // namespace

double Decimal::value() const {
  return static_cast<double>(digits) / static_cast<double>(power_of_ten(decimals));
}

Decoded<Decimal> decode_decimal(std::string_view text) {
  if (is_negative(text)) return out_of_range("it cannot be negative");
  const auto point = text.find('.');
  const std::string_view whole = text.substr(0, point);
  std::string_view fraction = point == std::string_view::npos ? "" : text.substr(point + 1);
  if (!all_digits(whole)) return no();
  if (point != std::string_view::npos && !all_digits(fraction)) return no();
  if (has_leading_zero(whole)) return no("numbers have no leading zero");

  fraction = fraction.substr(0, fraction.find_last_not_of('0') + 1);
  const std::string all = fmt::format("{}{}", whole, fraction);
  const auto first_significant = std::min(all.find_first_not_of('0'), all.size());
  const auto significant = std::string_view{all}.substr(first_significant);
  if (significant.size() > significant_digits_max || fraction.size() > decimals_max) {
    return no(fmt::format("more than {} digits", significant_digits_max));
  }
  Decimal decimal{0, static_cast<int>(fraction.size())};
  std::from_chars(significant.data(), significant.data() + significant.size(), decimal.digits);
  return decimal;
}

Decoded<Duration> decode_duration(std::string_view text) {
  if (is_negative(text)) return out_of_range("it cannot be negative");
  const Quantity quantity = split(text);
  const auto unit = length_of(duration_units, quantity.unit);
  if (!unit) {
    const auto several = reason_of_several_units(quantity);
    return tl::unexpected{several ? *several : wrong_unit(duration_units, quantity)};
  }
  const auto number = decode_decimal(quantity.number);
  if (!number) return tl::unexpected{number.error()};

  // digits * unit / 10^decimals, reduced first so that it neither overflows nor rounds.
  const std::int64_t parts = power_of_ten(number->decimals);
  const std::int64_t common = std::gcd(unit->count(), parts);
  const std::int64_t divisor = parts / common;
  const std::int64_t multiplier = unit->count() / common;
  if (number->digits / divisor > duration_max.count() / multiplier)
    return out_of_range("more than ten years");
  if (number->digits % divisor != 0) return out_of_range("finer than a nanosecond");
  return Duration{number->digits / divisor * multiplier};
}

Decoded<Duration> decode_positive_duration(std::string_view text) {
  auto duration = decode_duration(text);
  if (duration == Duration::zero()) return out_of_range("it must be longer than 0s");
  return duration;
}

std::vector<std::string_view> duration_unit_names() {
  return names_of(duration_units);
}
std::vector<std::string_view> rate_unit_names() {
  return names_of(rate_units);
}

std::string as_written(Duration duration) {
  const Unit* unit = std::begin(duration_units);
  for (const Unit& larger : duration_units) {
    if (duration % larger.length == Duration::zero()) unit = &larger;
  }
  return fmt::format("{}{}", duration / unit->length, unit->name);
}

Decoded<Rate> decode_rate(std::string_view text) {
  if (is_negative(text)) return out_of_range("it cannot be negative");
  const Quantity quantity = split(text);
  const auto unit = length_of(rate_units, quantity.unit);
  if (!unit) return tl::unexpected{wrong_unit(rate_units, quantity)};
  const auto number = decode_decimal(quantity.number);
  if (!number) return tl::unexpected{number.error()};

  const std::int64_t parts = power_of_ten(number->decimals);
  if (parts > duration_max / *unit) return out_of_range("too many decimals");
  const Rate rate{number->digits, *unit * parts};
  if (rate.per_second() > rate_per_second_max) return out_of_range("more than 1e9 in a second");
  return rate;
}

Decoded<Probability> decode_percentage(std::string_view text) {
  if (is_negative(text)) return out_of_range("it cannot be negative");
  const Quantity quantity = split(text);
  const auto number = decode_decimal(quantity.number);
  if (!number) return tl::unexpected{number.error()};
  if (quantity.unit.empty()) return no("the % is missing", ProblemKind::missing_unit);
  if (quantity.unit != "%") return no(complaint_about_comma(quantity));
  const double whole = 100 * static_cast<double>(power_of_ten(number->decimals));
  const double fraction = static_cast<double>(number->digits) / whole;
  if (fraction > 1) return out_of_range("more than 100%");
  return Probability{fraction};
}

Decoded<Ipv4Address> decode_ipv4(std::string_view text) {
  std::uint32_t bits = 0;
  for (int part = 0; part < 4; ++part) {
    const auto end = part < 3 ? text.find('.') : text.size();
    if (end == std::string_view::npos) return no();
    const auto number = decode_whole(text.substr(0, end), {0, 255});
    if (!number) return tl::unexpected{number.error()};
    bits = bits << 8 | static_cast<std::uint32_t>(*number);
    text.remove_prefix(std::min(text.size(), end + 1));
  }
  const std::uint32_t first = bits >> 24;
  // RFC 1122, section 3.2.1.3, and RFC 5771: 0.0.0.0/8 is no destination, 224.0.0.0 and above no host.
  if (first == 0 || first >= 224) return no("it is not the address of a host");
  return Ipv4Address{bits};
}

Decoded<PortRange> decode_port_range(std::string_view text) {
  const auto dash = text.find('-');
  if (dash == std::string_view::npos) return no();
  const auto first = decode_whole(text.substr(0, dash), {1, 65535});
  const auto last = decode_whole(text.substr(dash + 1), {1, 65535});
  if (!first) return tl::unexpected{first.error()};
  if (!last) return tl::unexpected{last.error()};
  if (*first > *last) return no("the first port is above the last", ProblemKind::wrong_order);
  return PortRange{Port{static_cast<std::uint16_t>(*first)}, Port{static_cast<std::uint16_t>(*last)}};
}

Decoded<PortRange> decode_ports(std::string_view text) {
  if (text.find('-') != std::string_view::npos) return decode_port_range(text);
  const auto number = decode_whole(text, {1, 65535});
  if (!number) return tl::unexpected{number.error()};
  const Port port{static_cast<std::uint16_t>(*number)};
  return PortRange{port, port};
}

Decoded<bool> decode_boolean(std::string_view text) {
  if (text == "true") return true;
  if (text == "false") return false;
  return no();
}

Decoded<std::uint64_t> decode_whole(std::string_view text, WholeRange range) {
  if (is_negative(text)) return out_of_range();
  if (!all_digits(text)) {
    const auto end = std::min(text.find_first_not_of("0123456789"), text.size());
    const bool is_grouped = has_thousands_separator(text.substr(0, end), text.substr(end));
    return no(is_grouped ? no_thousands_separators : "");
  }
  if (has_leading_zero(text)) return no("numbers have no leading zero");
  std::uint64_t number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  if (read.ec != std::errc{} || number < range.min || number > range.max) return out_of_range();
  return number;
}

}  // namespace portsim
