// When an open client attempts to connect: how often over time, and how regularly.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "models/vocabulary/duration.hpp"
#include "models/vocabulary/rate.hpp"

namespace portsim {

enum class ArrivalProcess : std::uint8_t {
  poisson,
  constant,  // evenly spaced: at the start, then whenever the expected number of attempts passes a whole
             // number
  bursts,    // a rate of 20 in 30 s is 20 attempts at once every 30 s; each phase begins with a burst
};

// The rate goes linearly from `rate` to `to` while the phase lasts. Bursts have no such ramps.
struct RatePhase {
  std::optional<Duration> lasts;  // nothing: until the client ends
  Rate rate;
  Rate to;
  bool operator==(const RatePhase&) const = default;
};

struct ArrivalSpec {
  ArrivalProcess process = ArrivalProcess::poisson;
  std::vector<RatePhase> phases;  // one after the other; after the last there are no arrivals
  bool operator==(const ArrivalSpec&) const = default;
};

}  // namespace portsim
