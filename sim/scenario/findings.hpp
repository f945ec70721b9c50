// Where something stands in the texts of a scenario, and what was found wrong there. A finding is light: the
// line itself is copied only for the problems that are reported, so that a hostile text cannot make a message
// for each of its bytes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "sim/scenario/problem.hpp"

namespace portsim {

inline constexpr int problems_reported_max = 50;

struct Mark {
  int text = 0;    // index into the texts: 0 is the file; overrides follow, then lines of files it names
  int line = 0;    // from 1; 0: the text as a whole
  int column = 0;  // in bytes, from 0

  bool operator==(const Mark&) const = default;
};

struct Finding {
  ProblemKind kind;
  Mark mark;
  std::string path;
  std::string message;
  Mismatch mismatch;
};

// A text, or a part of one that begins at a line.
struct NamedText {
  std::string name;       // "scenarios/web.yaml", "--set"
  std::string_view text;  // owned by the caller of load_scenario
  int first_line = 1;
};

class Findings {
 public:
  void add(ProblemKind kind, Mark mark, std::string path, std::string message, Mismatch mismatch = {});

  bool is_empty() const { return count_ == 0; }
  // So many that more are only counted: spare the search for what was meant.
  bool is_full() const;
  const std::vector<Finding>& kept() const { return kept_; }

  // In the order of the texts and their lines; after the first `problems_reported_max` only their number.
  std::vector<Problem> problems(const std::vector<NamedText>& texts) const;

 private:
  std::vector<Finding> kept_;
  std::int64_t count_ = 0;
};

}  // namespace portsim
