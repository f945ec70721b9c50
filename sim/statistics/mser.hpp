// How much of the beginning of a series is better left out of its mean, for it is still on its way to where
// it stays: MSER-5 (K. P. White, An effective truncation heuristic, Simulation 1997; K. P. White, M. Cobb and
// S. Spratt, WSC 2000). It minimises the standard error that the rest would have if its values were
// independent. For a smooth series, such as the ports in use; not for single failures.
#pragma once

#include <span>
#include <vector>

namespace portsim {

// Means of five successive values each; those that are left over are left out.
std::vector<double> means_of_five(std::span<const double>);

struct Truncation {
  int discarded = 0;     // of the values, from the first on: at most half of them
  int values = 0;        // in all
  double statistic = 0;  // the squared standard error of what is left
  double mean = 0;       // of what is left

  // Half would be discarded: the series may not have come to where it stays.
  bool is_too_short() const { return discarded == values / 2; }
};

// The first of the best ones. At least two values.
Truncation mser(std::span<const double> means);

}  // namespace portsim
