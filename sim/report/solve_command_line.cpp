#include "sim/report/solve_command_line.hpp"

#include <fmt/format.h>

#include "sim/report/run_command_line.hpp"

namespace portsim {

std::string solve_command_line(const FinishedSolve& solve) {
  std::string command = command_line("solve", solve.scenario.file, solve.scenario.overrides);
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
