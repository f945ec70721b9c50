#include "models/workload/retry_delay.hpp"

#include <algorithm>

#include "models/random/samplers.hpp"

namespace portsim {

namespace {

Duration delay_without_jitter(const RetrySpec& spec, std::int64_t retry) {
  Duration delay = std::min(spec.backoff, spec.at_most);
  if (!spec.is_exponential) return spec.backoff;
  for (std::int64_t doubled = 1; doubled < retry && delay < spec.at_most; ++doubled) {
    delay = std::min({delay * 2, spec.at_most, duration_max});
    if (delay == duration_max) break;
  }
  return delay;
}

Duration fraction_of(Duration delay, RandomStream& random) {
  return rounded_nanoseconds(static_cast<double>(delay.count()) * uniform_unit(random));
}

}  // namespace

Duration retry_delay(const RetrySpec& spec, std::int64_t retry, RandomStream& random) {
  const Duration delay = delay_without_jitter(spec, retry);
  switch (spec.jitter) {
    case Jitter::none:
      return delay;
    case Jitter::equal:
      return delay / 2 + fraction_of(delay - delay / 2, random);
    case Jitter::full:
      return fraction_of(delay, random);
  }
  return delay;
}

}  // namespace portsim
