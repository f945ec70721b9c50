// What a client does when a connect fails: nothing, or again after a while, for so many times. The jitter is
// that of "Exponential Backoff And Jitter" (AWS Architecture Blog, 2015): full or equal.
#pragma once

#include <cstdint>

#include "models/vocabulary/duration.hpp"

namespace portsim {

enum class Jitter : std::uint8_t {
  none,   // the delay itself
  equal,  // half of it, and up to the other half at random
  full,   // between nothing and all of it at random
};

struct RetrySpec {
  std::int64_t attempts = 1;  // after the first; then the request is lost
  Duration backoff = Duration::zero();
  bool is_exponential = false;  // doubled after each retry
  Duration at_most = forever;   // of the exponential delay, before jitter
  Jitter jitter = Jitter::none;
  bool operator==(const RetrySpec&) const = default;
};

constexpr bool is_random(const RetrySpec& spec) {
  return spec.jitter != Jitter::none;
}

}  // namespace portsim
