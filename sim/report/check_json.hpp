// What is wrong with a scenario file, as JSON: the schema "portsim/check/1".
#pragma once

#include <string>
#include <vector>

#include "sim/scenario/problem.hpp"

namespace portsim {

struct CheckedFile {
  std::string name;
  std::vector<Problem> problems;  // none: the file is valid
};

std::string check_json(const CheckedFile&);
std::string checks_json(const std::vector<CheckedFile>&);  // an array of them

}  // namespace portsim
