// A hash that an outsider cannot predict: RFC 6056's F and G (sections 3.3.3 and 3.3.4), and the kernels'
// SipHash. The secret is drawn once, when the host starts. Only its uniformity matters here, so two rounds of
// a 64-bit mixer stand for the cryptographic function.
#pragma once

#include <cstdint>

#include "models/random/random_stream.hpp"
#include "models/random/xoshiro.hpp"

namespace portsim {

class KeyedHash {
 public:
  explicit KeyedHash(RandomStream& random) : secret_{random.next()} {}

  // Different destinations never have the same hash in one epoch.
  std::uint64_t of(std::uint64_t destination, std::uint64_t epoch = 0) const {
    return mixed(mixed(destination ^ secret_) ^ epoch);
  }

 private:
  static constexpr std::uint64_t mixed(std::uint64_t word) { return SplitMix64{word}.next(); }

  std::uint64_t secret_;
};

}  // namespace portsim
