// A scenario's clients against the kernel, in real time: the same clients as in a simulation, at the instants
// at which they would act there. One thread on one processor.
#pragma once

#include <atomic>
#include <functional>
#include <string>

#include <tl/expected.hpp>

#include "models/vocabulary/duration.hpp"

#include "sim/experiment/live_measurement.hpp"
#include "sim/live/network.hpp"
#include "sim/scenario/scenario.hpp"

namespace portsim {

struct LiveOptions {
  std::function<void(Duration passed)> progress;  // called ten times a second
  const std::atomic<bool>* stop = nullptr;        // set from outside: the run ends early
};

// A run that falls so far behind is given up: near the end of a large range the kernel looks at tens of
// thousands of ports for each connect.
inline constexpr Duration behind_max = 5s;

// What it measures besides what is known of the kernel. The error is what kept the kernel from doing it.
tl::expected<LiveMeasurement, std::string> run_live(const Scenario&, const PrivateNetwork&,
                                                    const LiveOptions&);

}  // namespace portsim
