// The natural logarithm and the exponential function built from + - * / alone: the same bits from every
// compiler, C library and machine (with -ffp-contract=off), and at compile time. The method and the
// coefficients are those of fdlibm (Sun Microsystems, 1993; e_log.c and e_exp.c). Errors are below 1 ulp.
#pragma once

#include <cassert>
#include <cstdint>

namespace portsim {
namespace portable {

// std::bit_cast, which the browser's library lacks.
constexpr std::uint64_t bits_of(double value) {
  return __builtin_bit_cast(std::uint64_t, value);
}
constexpr double double_of(std::uint64_t bits) {
  return __builtin_bit_cast(double, bits);
}

// ln 2 in two parts; the first has 21 zero bits at its end, so that small multiples of it are exact.
inline constexpr double ln2_high = 0x1.62e42feep-1;
inline constexpr double ln2_low = 0x1.a39ef35793c76p-33;

inline constexpr int fraction_bits = 52;
inline constexpr int exponent_bias = 1023;

}  // namespace portable

// Of a positive, finite, normal number.
//
// x = 2^k (1 + f) with sqrt(1/2) < 1 + f < sqrt(2). With s = f / (2 + f), ln(1 + f) = 2 atanh(s)
// = f - f^2/2 + s (f^2/2 + r), where r is a polynomial in s^2.
constexpr double portable_log(double x) {
  using namespace portable;
  assert(x >= 0x1p-1022 && x <= 0x1.fffffffffffffp+1023);
  constexpr std::uint64_t sqrt_half = 0x3fe6a09e00000000;
  const std::int64_t k = static_cast<std::int64_t>(bits_of(x) - sqrt_half) >> fraction_bits;
  const double f = double_of(bits_of(x) - (static_cast<std::uint64_t>(k) << fraction_bits)) - 1;

  const double s = f / (2 + f);
  const double z = s * s;
  const double w = z * z;
  const double odd = z * (0x1.5555555555593p-1 +
                          w * (0x1.2492494229359p-2 + w * (0x1.7466496cb03dep-3 + w * 0x1.2f112df3e5244p-3)));
  const double even = w * (0x1.999999997fa04p-2 + w * (0x1.c71c51d8e78afp-3 + w * 0x1.39a09d078c69fp-3));
  const double r = even + odd;
  const double half_square = 0.5 * f * f;
  const double exponent = static_cast<double>(k);
  return s * (half_square + r) + exponent * ln2_low - half_square + f + exponent * ln2_high;
}

// Of a number from -708 to 709, where the result is a normal number.
//
// x = k ln 2 + r with |r| <= ln(2)/2, and e^r = 1 + r + r c / (2 - c), where c = r - r^2 p(r^2).
constexpr double portable_exp(double x) {
  using namespace portable;
  assert(x >= -708 && x <= 709);
  constexpr double log2_e = 0x1.71547652b82fep0;
  const auto k = static_cast<std::int64_t>(x * log2_e + (x < 0 ? -0.5 : 0.5));
  const double exponent = static_cast<double>(k);
  const double r_high = x - exponent * ln2_high;
  const double r_low = exponent * ln2_low;
  const double r = r_high - r_low;

  const double z = r * r;
  const double p =
      0x1.555555555553ep-3 +
      z * (-0x1.6c16c16bebd93p-9 +
           z * (0x1.1566aaf25de2cp-14 + z * (-0x1.bbd41c5d26bf1p-20 + z * 0x1.6376972bea4d0p-25)));
  const double c = r - z * p;
  const double e_to_r = 1 - ((r_low - r * c / (2 - c)) - r_high);
  return e_to_r * double_of(static_cast<std::uint64_t>(k + exponent_bias) << fraction_bits);
}

}  // namespace portsim
