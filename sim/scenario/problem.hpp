// Something wrong with a scenario, where it stands, and what was expected. All problems of a text are
// reported, not only the first.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "sim/scenario/problem_kind.hpp"

namespace portsim {

struct Location {
  std::string file;  // the scenario file, or "--set"
  int line = 0;      // from 1; 0: the file as a whole
  int column = 0;    // from 1, in characters
  std::string text;  // the line itself
};

// The two halves of a message `expected …, found …`; one that the message does not have is empty.
struct Mismatch {
  std::string expected;  // "a rate such as "200/s""
  std::string found;     // ""fast"", in quotes as the message has it; "a list", "nothing"
};

struct Problem {
  Location location;
  std::string path;                 // "workloads.web.client.rate"
  std::string message;              // "expected a rate such as "200/s", found "fast""
  std::optional<ProblemKind> kind;  // nothing: it says only how many more there are
  Mismatch mismatch = {};
};

template <class T>
using Result = tl::expected<T, std::vector<Problem>>;  // the vector is never empty

}  // namespace portsim
