// A run's estimate against the value that theory has for it.
#pragma once

#include <catch2/catch.hpp>

#include "sim/experiment/experiment.hpp"

namespace portsim::test {

inline Results run(const Scenario& scenario) {
  return run_experiment(scenario, {});
}

inline void check_within(const Estimate& estimate, double expected) {
  INFO("simulated " << estimate.mean << " [" << estimate.low.value() << ", " << estimate.high.value()
                    << "], expected " << expected);
  CHECK(estimate.low.value() <= expected);
  CHECK(estimate.high.value() >= expected);
}

}  // namespace portsim::test
