// Random variables drawn from a RandomStream, with the same bits from every compiler and library: the
// distributions of <random> differ between standard libraries. No libm here: sqrt alone is exact by IEEE 754,
// the rest is portable_math.hpp.
#pragma once

#include <cassert>
#include <cmath>
#include <cstddef>
#include <cstdint>

#include "models/random/exponential_ziggurat.hpp"
#include "models/random/portable_math.hpp"
#include "models/random/random_stream.hpp"

namespace portsim {

// The upper 53 bits as a number from 0 up to, not including, 1. (Signed, because that conversion is one
// instruction.)
constexpr double unit_from(std::uint64_t bits) {
  return static_cast<double>(static_cast<std::int64_t>(bits >> 11)) * 0x1p-53;
}

inline double uniform_unit(RandomStream& stream) {
  return unit_from(stream.next());
}

// A whole number from 0 up to, not including, `bound`, which is positive: Lemire, "Fast Random Integer
// Generation in an Interval", ACM TOMACS 29, 2019.
inline std::uint32_t uniform_below(RandomStream& stream, std::uint32_t bound) {
  assert(bound > 0);
  std::uint64_t product = (stream.next() >> 32) * bound;
  if (static_cast<std::uint32_t>(product) < bound) {
    const std::uint32_t surplus = -bound % bound;  // 2^32 mod bound
    while (static_cast<std::uint32_t>(product) < surplus) {
      product = (stream.next() >> 32) * bound;
    }
  }
  return static_cast<std::uint32_t>(product >> 32);
}

// Whether the place x in this layer, at this fraction of the layer's height, is under e^-x. Not inline, and
// given no stream: so the generator's state can stay in registers where unit_exponential is called in a loop.
[[gnu::cold]] bool is_under_exponential_density(std::size_t layer, double x, double fraction);

// Layer and place come from different bits of one word.
struct ZigguratDraw {
  std::size_t layer;
  double x;

  explicit ZigguratDraw(std::uint64_t bits)
      : layer{bits % ExponentialZiggurat::layers}, x{unit_from(bits) * exponential_ziggurat.edge[layer]} {}
  bool is_surely_under_density() const { return x < exponential_ziggurat.edge[layer + 1]; }
};

// What unit_exponential comes to after a first draw that needs more.
inline double unit_exponential_after(ZigguratDraw draw, RandomStream& stream) {
  for (double passed = 0;; draw = ZigguratDraw{stream.next()}) {
    if (draw.is_surely_under_density()) return passed + draw.x;
    if (draw.layer == 0) {
      passed += exponential_ziggurat.edge[1];  // in the tail, and beyond its start it is exponential again
    } else if (is_under_exponential_density(draw.layer, draw.x, uniform_unit(stream))) {
      return passed + draw.x;
    }
  }
}

// Exponential with mean 1. 97.8 % of the draws need one word.
inline double unit_exponential(RandomStream& stream) {
  const ZigguratDraw draw{stream.next()};
  if (draw.is_surely_under_density()) [[likely]]
    return draw.x;
  return unit_exponential_after(draw, stream);
}

// Normal with mean 0 and variance 1: Marsaglia and Bray's polar method (SIAM Review 6, 1964). The second
// value of each pair is not used, so a stream has no state but its generator.
inline double standard_normal(RandomStream& stream) {
  for (;;) {
    const double x = 2 * uniform_unit(stream) - 1;
    const double y = 2 * uniform_unit(stream) - 1;
    const double square = x * x + y * y;
    if (square > 0 && square < 1) {
      return x * std::sqrt(-2 * portable_log(square) / square);
    }
  }
}

}  // namespace portsim
