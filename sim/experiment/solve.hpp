// The first of several candidates, such as values of one path from the smallest up, at which a scenario meets
// its thresholds. The search goes by halves, beginning at the closed form's answer where there is one; at
// each candidate replications run until the thresholds are met or crossed for sure, or the difference does
// not matter. Errors add up to the stated one: round s of each of K candidates takes 6 / (pi^2 s^2 K) of it
// (sequential tests with a spent error, A. Wald, Sequential Analysis; R. Bechhofer on indifference zones).
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sim/experiment/experiment.hpp"
#include "sim/experiment/sequential_test.hpp"
#include "sim/scenario/load.hpp"

namespace portsim {

// What is tried: overrides as --set takes them, and how a user knows them.
struct Candidate {
  std::string name;                    // "5228"
  std::vector<std::string> overrides;  // "hosts.web.settings.MaxUserPort=5228"
};

struct SolveQuestion {
  ScenarioText scenario;              // with thresholds
  std::vector<Candidate> candidates;  // the most wanted first; at least one
  double tolerance = 0.1;             // of a threshold's value: so near to it the difference does not matter
  int replications_max = 10'000;      // at one candidate
};

struct TriedCandidate {
  std::size_t candidate = 0;  // an index
  TestedScenario tested;
};

struct Solution {
  // The first that meets the thresholds, as it seems where its verdict is not sure. Nothing: none of the
  // tried does.
  std::optional<std::size_t> answer;
  // With the scenario's confidence the truth is not before `first_possible` (all before it fail) nor after
  // `first_sure` (it meets for sure; nothing: none does).
  std::size_t first_possible = 0;
  std::optional<std::size_t> first_sure;
  std::optional<std::size_t> by_theory;  // what the closed form alone would answer
  std::vector<TriedCandidate> tried;     // in the candidates' order
  // Of the tried: those that fail for sure although one before them meets for sure. The effect is then not
  // monotone, and the answer is where the thresholds are first met among the tried.
  std::vector<std::size_t> fail_again;
  bool is_interrupted = false;

  const TriedCandidate* at(std::size_t candidate) const;  // null: it was not tried
};

// The problems: of the first candidate that does not load.
Result<Solution> solve(const SolveQuestion&, const ExperimentOptions&);

}  // namespace portsim
