// The one table that all benchmarks end in: a row for each case, the other programs beside our own, and
// whether they failed as often as they should. Text in Markdown, which is also what bench/README.md shows.
// Pure: it measures nothing and prints nothing.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace portsim::bench {

enum class Program { portsim, limit_study, events, naive, ns3, simpy3, simpy2 };

struct FailureCheck {
  double fraction = 0;
  double expected = 0;   // by Erlang's loss formula
  double tolerance = 0;  // by chance it may be off so far
};

// What is counted where it is not attempts.
struct NamedRate {
  std::string name;  // "points/s"
  double value = 0;
};

// One round of one case.
struct Measurement {
  std::string name;  // of the case, whichever program ran it: "Churn/load_percent:90"
  Program program = Program::portsim;
  double seconds = 0;                      // an iteration
  std::optional<double> attempts_per_s{};  // nothing: it is about something else
  std::optional<NamedRate> rate{};
  std::optional<double> goal_ns{};  // an attempt, at most
  std::optional<FailureCheck> failures{};
  std::string note{};     // a peer's version; or what a row is about
  std::string missing{};  // why it did not run; then there is nothing else
};

// The program that a benchmark's function names by its last word, BM_Churn_SimPy3; and the case's name.
struct CaseName {
  std::string name;
  Program program = Program::portsim;
};
CaseName case_name(const std::string& function, const std::string& arguments);

// Cases in the order of their first rounds, those with other programs first. Of several rounds the median.
std::string table_of(const std::vector<Measurement>& rounds);

}  // namespace portsim::bench
