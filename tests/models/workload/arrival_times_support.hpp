// What the tests of arrival times share: specifications in one line, and the first attempts they give.
#pragma once

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "models/workload/arrival_times.hpp"

namespace portsim {

inline RatePhase steady(std::optional<Duration> lasts, Rate rate) {
  return {lasts, rate, rate};
}
inline RatePhase ramp(Duration lasts, Rate from, Rate to) {
  return {lasts, from, to};
}

inline ArrivalSpec evenly(std::vector<RatePhase> phases) {
  return {ArrivalProcess::constant, std::move(phases)};
}
inline ArrivalSpec poisson(std::vector<RatePhase> phases) {
  return {ArrivalProcess::poisson, std::move(phases)};
}

inline RandomStream arrival_stream(std::uint32_t replication = 0) {
  return RandomStream{{5, replication, StreamPurpose::arrivals, "test"}};
}

inline std::vector<Duration> first_attempts(const ArrivalSpec& spec, int count,
                                            std::uint32_t replication = 0) {
  ArrivalTimes arrivals{spec};
  RandomStream stream = arrival_stream(replication);
  std::vector<Duration> attempts;
  for (int i = 0; i < count; ++i) {
    attempts.push_back(arrivals.next(stream));
  }
  return attempts;
}

inline std::vector<Duration> attempts_before(Duration end, const ArrivalSpec& spec,
                                             std::uint32_t replication = 0) {
  ArrivalTimes arrivals{spec};
  RandomStream stream = arrival_stream(replication);
  std::vector<Duration> attempts;
  for (Duration at = arrivals.next(stream); at < end; at = arrivals.next(stream)) {
    attempts.push_back(at);
  }
  return attempts;
}

}  // namespace portsim
