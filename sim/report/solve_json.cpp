#include "sim/report/solve_json.hpp"

#include <cstddef>
#include <optional>
#include <string_view>

#include "sim/experiment/judgement.hpp"
#include "sim/report/estimate_json.hpp"
#include "sim/report/json_text.hpp"
#include "sim/report/rare_json.hpp"
#include "sim/report/solve_command_line.hpp"
#include "sim/report/version.hpp"

namespace portsim {
namespace {

std::string_view name_of(Verdict verdict) {
  constexpr std::string_view names[] = {"meets", "fails", "indifferent", "undecided"};
  return names[static_cast<std::size_t>(verdict)];
}

Json value_json(const FinishedSolve& solve, std::optional<std::size_t> candidate) {
  return candidate ? Json(solve.value(*candidate)) : Json(nullptr);
}

Json failure_fraction_json(const FinishedSolve& solve, const TestedScenario& tested) {
  const Results& results = tested.results;
  return fraction_json(*measured(Metric::failure_fraction, std::nullopt, results), results.attempts,
                       solve.scenario.confidence);
}

Json tried_json(const FinishedSolve& solve) {
  Json rows = Json::array();
  for (const auto& [candidate, tested] : solve.solution.tried)
    rows.push_back({{"value", solve.value(candidate)},
                    {"verdict", name_of(tested.verdict)},
                    {"replications", tested.results.replications},
                    {"attempts", tested.results.attempts},
                    {"failures", tested.results.failures},
                    {"failure_fraction", failure_fraction_json(solve, tested)},
                    {"rare_failures", rare_failures_json(solve.scenario, tested.results)},
                    {"thresholds", thresholds_json(tested.results)}});
  return rows;
}

Json fail_again_json(const FinishedSolve& solve) {
  Json values = Json::array();
  for (const std::size_t candidate : solve.solution.fail_again) values.push_back(solve.value(candidate));
  return values;
}

// The values themselves are what the option of the command says; there may be very many.
Json domain_json(const FinishedSolve& solve) {
  const auto& candidates = solve.question.candidates;
  return {{"most_wanted", candidates.front().name},
          {"least_wanted", candidates.back().name},
          {"values", candidates.size()}};
}

}  // namespace

std::string solve_json(const FinishedSolve& solve) {
  const Solution& solution = solve.solution;
  const Scenario& scenario = solve.scenario;
  const TriedCandidate* answer = solution.answer ? solution.at(*solution.answer) : nullptr;
  return json_text(
      {{"schema", "portsim/solve/1"},
       {"portsim_version", portsim_version()},
       {"scenario", {{"name", scenario.name}, {"file", scenario.file}, {"digest", scenario.digest}}},
       {"seed", scenario.seed},
       {"confidence", scenario.confidence.value()},
       {"tolerance", solve.question.tolerance},
       {"command", solve_command_line(solve)},
       {"path", solve.path},
       {"find", solve.wanted == Wanted::smallest ? "smallest" : "largest"},
       {"domain", domain_json(solve)},
       {"met", answer != nullptr},
       {"value", value_json(solve, solution.answer)},
       {"first_possible", solution.first_possible < solve.question.candidates.size()
                              ? Json(solve.value(solution.first_possible))
                              : Json(nullptr)},
       {"first_sure", value_json(solve, solution.first_sure)},
       {"failure_fraction", answer ? failure_fraction_json(solve, answer->tested) : Json(nullptr)},
       {"thresholds", answer ? thresholds_json(answer->tested.results) : Json::array()},
       {"by_theory", value_json(solve, solution.by_theory)},
       {"fail_again", fail_again_json(solve)},
       {"interrupted", solution.is_interrupted},
       {"tried", tried_json(solve)}});
}

}  // namespace portsim
