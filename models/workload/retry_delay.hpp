// How long a client waits before it tries again.
#pragma once

#include <cstdint>

#include "models/random/random_stream.hpp"
#include "models/vocabulary/duration.hpp"
#include "models/workload/retry_spec.hpp"

namespace portsim {

// Before retry number `retry`, counted from 1. Draws from the stream only where there is jitter.
Duration retry_delay(const RetrySpec&, std::int64_t retry, RandomStream&);

}  // namespace portsim
