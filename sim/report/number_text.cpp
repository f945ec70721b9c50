#include "sim/report/number_text.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include <fmt/format.h>

namespace portsim {
namespace {

struct Unit {
  double factor;  // shown number = value * factor
  std::string_view suffix;
};

constexpr Unit percent{100, " %"};
constexpr Unit points{100, " points"};
constexpr Unit factor{1, ""};

Unit unit_of_time(double seconds) {
  if (seconds >= 3600) {
    return {1.0 / 3600, " h"};
  }
  if (seconds >= 1 || seconds <= 0) {
    return {1, " s"};
  }
  return seconds >= 1e-3 ? Unit{1e3, " ms"} : seconds >= 1e-6 ? Unit{1e6, " us"} : Unit{1e9, " ns"};
}

constexpr int percent_digits = 3;
constexpr int seconds_digits = 4;
constexpr int rate_digits = 3;
constexpr int bound_digits = 2;
constexpr int decimals_max = 9;
constexpr double nobody_counts = 1e-6;  // of a value

// The decimals that show `digits` significant digits of a number.
int decimals_for(double number, int digits) {
  if (number == 0 || !std::isfinite(number)) {
    return 0;
  }
  double smallest = 1;  // with that many digits before the point
  for (int digit = 1; digit < digits; ++digit) {
    smallest *= 10;
  }
  int decimals = 0;
  for (double shown = std::abs(number); shown < smallest && decimals < decimals_max; shown *= 10) {
    ++decimals;
  }
  return decimals;
}

// How far it is from a whole counts: 99.97 % and 100.03 % deserve as many decimals as 0.03 %.
int decimals_for_percent(double number) {
  const bool is_near_whole = number > 50 && number < 150 && number != 100;
  return decimals_for(is_near_whole ? 100 - number : number, percent_digits);
}

// Fixed decimals, a comma between groups of three digits.
std::string fixed(double number, int decimals) {
  std::string text = fmt::format("{:.{}f}", number, decimals);
  const auto point = std::min(text.find('.'), text.size());
  const std::size_t first_digit = text[0] == '-' ? 1 : 0;
  for (std::size_t at = point; std::isfinite(number) && at > first_digit + 3; at -= 3) {
    text.insert(at - 3, 1, ',');
  }
  return text;
}

std::string rate_text(double per_second, int digits) {
  const auto text = [=](double rate, std::string_view unit) {
    return fixed(rate, decimals_for(rate, digits)) + std::string{unit};
  };
  if (per_second == 0 || per_second >= 0.1) {
    return text(per_second, "/s");
  }
  return per_second * 60 >= 0.1 ? text(per_second * 60, "/min") : text(per_second * 3600, "/h");
}

std::string without_trailing_zeros(std::string text) {
  const auto point = text.find('.');
  while (point != std::string::npos && text.back() == '0' && text.size() > point + 2) {
    text.pop_back();
  }
  return text;
}

// "20 replications", "7 of 20 replications", "30 batches of 60 s"
std::string replications_text(SampleSize sample) {
  if (sample.batches > 0)
    return fmt::format("{} batches of {}", sample.batches, seconds_text(in_seconds(sample.batch_length)));
  const std::string replications = counted(sample.replications, "replication");
  return sample.n == sample.replications ? replications : fmt::format("{} of {}", sample.n, replications);
}

EstimateText estimate_text(const Estimate& estimate, Unit unit, int decimals, SampleSize sample) {
  const auto text = [&](double value) {
    return fixed(value * unit.factor, decimals) + std::string{unit.suffix};
  };
  const std::string n = replications_text(sample);
  const std::string mean =
      without_trailing_zeros(fixed(estimate.mean * unit.factor, decimals)) + std::string{unit.suffix};
  if (!estimate.low || !estimate.high) {
    return {mean, fmt::format("n = {}: no interval", n)};
  }
  const std::string confidence = confidence_text(sample.confidence);
  if (estimate.is_upper_bound) {
    decimals = decimals_for(*estimate.high * unit.factor, bound_digits);
    return {fixed(estimate.mean, 0) + std::string{unit.suffix},
            fmt::format("at most {}, one-sided {}, n = {}", text(*estimate.high), confidence, n)};
  }
  const double half_width = (*estimate.high - *estimate.low) / 2;
  // All replications gave the same but for the rounding of their mean.
  if (half_width <= 1e-12 * std::abs(estimate.mean)) {
    if (sample.n == 1) return {mean, "exact: nothing is random"};
    return {mean, fmt::format("the same in {}", n)};
  }
  if (half_width <= nobody_counts * std::abs(estimate.mean))
    return {mean,
            fmt::format("{} interval within {} of it, n = {}", confidence, percent_text(nobody_counts), n)};
  // An interval narrower than the digits shown would seem to be a point.
  decimals = std::max(decimals, decimals_for(half_width * unit.factor, 1));
  return {text(estimate.mean), fmt::format("{} interval {} to {}, n = {}", confidence, text(*estimate.low),
                                           text(*estimate.high), n)};
}

}  // namespace

std::string count_text(double count) {
  const bool is_whole = std::nearbyint(count) == count;
  return fixed(count, is_whole || std::abs(count) >= 100 ? 0 : decimals_for(count, 3));
}

std::string counted(double count, std::string_view noun) {
  return fmt::format("{} {}{}", count_text(count), noun, count == 1 ? "" : "s");
}

std::string percent_text(double fraction) {
  const double number = fraction * percent.factor;
  if (number == 0 || number == 100) {
    return fixed(number, 0) + std::string{percent.suffix};
  }
  constexpr double rare = 1e-6;  // beyond it nobody counts digits
  if (number > 0 && number < rare) {
    return "under 0.000001 %";
  }
  if (number > 100 - rare && number < 100) {
    return "over 99.999999 %";
  }
  if (number > 100 && number < 100 + rare) {
    return "over 100 %";
  }
  return without_trailing_zeros(fixed(number, decimals_for_percent(number))) + std::string{percent.suffix};
}

std::string seconds_text(double seconds) {
  const Unit unit = unit_of_time(seconds);
  const double number = seconds * unit.factor;
  return without_trailing_zeros(fixed(number, decimals_for(number, seconds_digits))) +
         std::string{unit.suffix};
}

std::string rate_text(double per_second) {
  return rate_text(per_second, rate_digits);
}

std::pair<std::string, std::string> rates_apart(double per_second, double other) {
  for (int digits = rate_digits; digits <= decimals_max; ++digits) {
    std::pair texts{rate_text(per_second, digits), rate_text(other, digits)};
    if (texts.first != texts.second) return texts;
  }
  return {rate_text(per_second), rate_text(other)};
}

std::string duration_text(Duration duration) {
  struct Named {
    Duration unit;
    std::string_view name;
  };
  constexpr Named units[] = {{24h, "d"}, {1h, "h"}, {1min, "min"}, {1s, "s"}, {1ms, "ms"}, {1us, "us"}};
  for (const Named& named : units) {
    const bool is_whole = duration % named.unit == Duration::zero();
    if (is_whole && (duration != Duration::zero() || named.unit == 1s)) {
      return fmt::format("{} {}", duration / named.unit, named.name);
    }
  }
  return fmt::format("{} ns", duration.count());
}

std::string confidence_text(Probability confidence) {
  return fmt::format("{:g} %", confidence.value() * 100);
}

EstimateText percent_estimate(const Estimate& estimate, SampleSize sample) {
  return estimate_text(estimate, percent, decimals_for_percent(estimate.mean * percent.factor), sample);
}

std::string percent_interval_text(const Estimate& estimate) {
  if (!estimate.low || !estimate.high) return "-";
  const double low = *estimate.low * percent.factor;
  const double high = *estimate.high * percent.factor;
  if (estimate.is_upper_bound)
    return fmt::format("at most {} %", fixed(high, decimals_for(high, bound_digits)));
  const double mean = estimate.mean * percent.factor;
  const double half_width = (high - low) / 2;
  if (half_width <= 1e-12 * std::abs(mean)) return "exact";
  const int decimals = std::max(decimals_for_percent(mean), decimals_for(half_width, 1));
  return fmt::format("{} to {} %", fixed(low, decimals), fixed(high, decimals));
}

EstimateText seconds_estimate(const Estimate& estimate, SampleSize sample) {
  const Unit unit = unit_of_time(std::abs(estimate.mean));
  return estimate_text(estimate, unit, decimals_for(estimate.mean * unit.factor, seconds_digits), sample);
}

EstimateText points_estimate(const Estimate& estimate, SampleSize sample) {
  return estimate_text(estimate, points, decimals_for(estimate.mean * points.factor, percent_digits), sample);
}

EstimateText factor_estimate(const Estimate& estimate, SampleSize sample) {
  const bool is_near_one = estimate.mean > 0.5 && estimate.mean < 1.5 && estimate.mean != 1;
  const double counts = is_near_one ? 1 - estimate.mean : estimate.mean;
  return estimate_text(estimate, factor, decimals_for(counts, percent_digits), sample);
}

}  // namespace portsim
