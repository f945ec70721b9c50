#include "sim/report/solve_command_line.hpp"

#include <fmt/format.h>

#include "sim/report/run_command_line.hpp"

namespace portsim {

std::string solve_command_line(const FinishedSolve& solve) {
  const Scenario& scenario = solve.scenario;
  std::string command = "portsim solve " + (scenario.file == "<stdin>" ? "-" : shell_word(scenario.file));
  for (const std::string& changed : scenario.overrides) command += " --set " + shell_word(changed);
  command += fmt::format(" --for {} --in {} --find {}", shell_word(solve.path), shell_word(solve.domain),
                         solve.wanted == Wanted::smallest ? "smallest" : "largest");
  const SolveQuestion usual;
  if (solve.question.tolerance != usual.tolerance)
    command += fmt::format(" --tolerance {:g}%", 100 * solve.question.tolerance);
  if (solve.question.replications_max != usual.replications_max)
    command += fmt::format(" --at-most {}", solve.question.replications_max);
  return command;
}

}  // namespace portsim
