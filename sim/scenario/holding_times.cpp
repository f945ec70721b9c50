// `holds`: how long a connection stays open.
#include "sim/scenario/key_table.hpp"
#include "sim/scenario/sections.hpp"

namespace portsim {
namespace {

constexpr std::string_view mean_expected = "a mean duration such as \"200ms\"";
constexpr int coefficient_of_variation_max = 1000;

Decoded<double> decode_coefficient(std::string_view text) {
  const auto number = decode_decimal(text);
  if (!number) return tl::unexpected{number.error()};
  if (number->value() > coefficient_of_variation_max)
    return tl::unexpected{Reason{"more than 1000", ProblemKind::out_of_range}};
  return number->value();
}

// A lognormal variable is never 0, so its mean is not either.
constexpr Key<LognormalHold> lognormal_keys[] = {
    {"mean", required, mean_expected, takes_positive_duration<&LognormalHold::mean>, "the mean"},
    {"cv",
     required,
     "a coefficient of variation such as 2",
     {[](const Field& value, LognormalHold& hold) {
        value.read_into(hold.coefficient_of_variation, decode_coefficient);
      },
      [] { return Shape{DecimalShape{coefficient_of_variation_max}}; }},
     "the standard deviation over the mean"},
};

void read_exponential(const Field& value, HoldingTimeSpec& spec) {
  if (const auto mean = value.read(decode_duration)) spec = ExponentialHold{*mean};
}

void read_uniform(const Field& value, HoldingTimeSpec& spec) {
  if (!value.list() || value.list()->items.size() != 2) return value.report_unexpected();
  const auto shortest = value.item(0, "the shortest duration, such as \"1s\"").read(decode_duration);
  const auto longest = value.item(1, "the longest duration, such as \"3s\"").read(decode_duration);
  if (!shortest || !longest) return;
  if (*shortest > *longest)
    return value.report(ProblemKind::wrong_order, "the shortest is longer than the longest");
  spec = UniformHold{*shortest, *longest};
}

void read_lognormal(const Field& value, HoldingTimeSpec& spec) {
  LognormalHold hold{};
  read_map(value, lognormal_keys, hold);
  spec = hold;
}

constexpr Key<HoldingTimeSpec> distributions[] = {
    {"exponential",
     optional("another distribution"),
     mean_expected,
     {read_exponential, shapes::duration},
     "exponentially distributed, with this mean"},
    {"uniform",
     optional("another distribution"),
     "the shortest and the longest, such as [1s, 3s]",
     {read_uniform,
      [] {
        return Shape{ListShape{{shapes::duration(), shapes::duration()}}};
      }},
     "every duration from the one to the other is as likely"},
    {"lognormal",
     optional("another distribution"),
     "a map such as {mean: 1s, cv: 2}",
     {read_lognormal, shapes::map_of<lognormal_keys>},
     "lognormally distributed: most are short, a few are long"},
};

constexpr std::string_view forever_word = "forever";

}  // namespace

Shape distribution_shape() {
  return shapes::map_of_rows(distributions, {{{"exponential"}, {}}, {{"uniform"}, {}}, {{"lognormal"}, {}}});
}

Shape holding_time_shape() {
  return shapes::either<shapes::duration, shapes::the_word<forever_word>, distribution_shape>();
}

void read_holding_time(const Field& holds, HoldingTimeSpec& spec) {
  if (holds.map()) {
    read_map(holds, distributions, spec);
    if (holds.map()->entries.size() != 1)
      holds.report(ProblemKind::conflict, "expected one distribution of holding times");
  } else if (holds.scalar() && holds.scalar()->text == forever_word) {
    spec = HoldForever{};
  } else if (const auto length = holds.read(decode_duration)) {
    spec = ConstantHold{*length};
  }
}

}  // namespace portsim
