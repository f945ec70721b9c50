// The values of the scenario language, each decoded from its text by one function. Units belong to values;
// numbers are plain decimals, kept exactly. A decoder that fails may say why, in words that continue the
// message `expected a duration such as "200ms", found 200`.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "models/vocabulary/duration.hpp"
#include "models/vocabulary/endpoint.hpp"
#include "models/vocabulary/port.hpp"
#include "models/vocabulary/probability.hpp"
#include "models/vocabulary/rate.hpp"

#include "sim/scenario/problem_kind.hpp"

namespace portsim {

// Why a text is not a T: "the unit is missing"; empty if there is nothing to add.
struct Reason {
  std::string text;
  ProblemKind kind = ProblemKind::wrong_value;
};
template <class T>
using Decoded = tl::expected<T, Reason>;

// `digits` / 10^`decimals`, without trailing zeros: 16.570 is 1657 / 10^2.
struct Decimal {
  std::int64_t digits = 0;
  int decimals = 0;

  double value() const;
  bool operator==(const Decimal&) const = default;
};

inline constexpr int significant_digits_max = 15;
inline constexpr double rate_per_second_max = 1e9;  // one event a nanosecond

Decoded<Decimal> decode_decimal(std::string_view text);             // 0.5; not negative
Decoded<Duration> decode_duration(std::string_view text);           // 1.5s; 0s to duration_max
Decoded<Duration> decode_positive_duration(std::string_view text);  // longer than 0s
Decoded<Rate> decode_rate(std::string_view text);                   // 16.57/s
Decoded<Probability> decode_percentage(std::string_view text);      // 0.1%
Decoded<Ipv4Address> decode_ipv4(std::string_view text);            // 10.0.1.20; of one host
Decoded<PortRange> decode_port_range(std::string_view text);        // 1024-5119
Decoded<PortRange> decode_ports(std::string_view text);             // 50000-50099, or 60000 alone
Decoded<bool> decode_boolean(std::string_view text);                // true, false

std::vector<std::string_view> duration_unit_names();
std::vector<std::string_view> rate_unit_names();

// As a user would write it, in the largest unit that takes a whole number: "10min", "1500ms".
std::string as_written(Duration duration);

struct WholeRange {
  std::uint64_t min;
  std::uint64_t max;
};
Decoded<std::uint64_t> decode_whole(std::string_view text, WholeRange range);  // 143

}  // namespace portsim
