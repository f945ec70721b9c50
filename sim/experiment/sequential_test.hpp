// Whether a scenario meets its thresholds, by as many replications as it takes to be sure. They run in
// rounds, each half as many again as before; after round s the thresholds are judged by intervals that err
// with a chance of 6 / (pi^2 s^2) of the whole error, so that all looks together err no more often than that
// (A. Wald, Sequential Analysis; as far as the intervals hold). Where the truth is next to a threshold no
// number of replications would suffice: within `tolerance` of it the difference does not matter.
#pragma once

#include <cstdint>

#include "sim/experiment/experiment.hpp"
#include "sim/experiment/results.hpp"
#include "sim/scenario/scenario.hpp"

namespace portsim {

struct SequentialTest {
  double error = 0.05;     // the chance that a sure verdict is wrong
  double tolerance = 0.1;  // half the interval's width, of the threshold's value
  int replications_max = 10'000;
};

// Of all thresholds together. `indifferent`: some are as near as the tolerance, and none is crossed for sure;
// `undecided`: the replications did not suffice.
enum class Verdict : std::uint8_t { meets, fails, indifferent, undecided };

constexpr bool is_sure(Verdict verdict) {
  return verdict == Verdict::meets || verdict == Verdict::fails;
}

struct TestedScenario {
  Verdict verdict = Verdict::undecided;
  bool seems_to_meet = false;  // by the point estimates
  Results results;             // at the scenario's own confidence
};

// Begins with the scenario's number of replications. An interruption leaves results that are interrupted.
TestedScenario test_thresholds(const Scenario&, const SequentialTest&, const ExperimentOptions&);

}  // namespace portsim
