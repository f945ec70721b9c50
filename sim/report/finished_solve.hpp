// What `solve` was asked and what it found: all that its reports are made from.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "sim/experiment/solve.hpp"
#include "sim/scenario/scenario.hpp"

namespace portsim {

enum class Wanted : std::uint8_t { smallest, largest };  // the first or the last of a list of values

struct FinishedSolve {
  Scenario scenario;  // as it is in the file, with the overrides of --set
  std::string path;
  std::string domain;  // its values, as the user wrote them
  Wanted wanted;
  SolveQuestion question;  // its candidates are values of the path, the most wanted first
  Solution solution;

  const std::string& value(std::size_t candidate) const { return question.candidates[candidate].name; }
};

}  // namespace portsim
