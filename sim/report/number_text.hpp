// Numbers as people read them: "46.7 %", "3,976", "141.9 s", "28.0/s", with as many digits as they deserve,
// and an estimate together with how certain it is.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "models/vocabulary/duration.hpp"
#include "models/vocabulary/probability.hpp"

#include "sim/experiment/results.hpp"

namespace portsim {

std::string count_text(double count);                      // "3,976"; below 100 also "12.5"
std::string counted(double count, std::string_view noun);  // "1 port", "3,976 ports"
std::string percent_text(double fraction);  // never rounded to 0 % or 100 % unless it is exactly that
std::string seconds_text(double seconds);   // "141.9 s", "3.4 ms", "27.34 h"
std::string rate_text(double per_second);   // "28.0/s", "3.00/min"
// With the digits that tell them apart, "137.0/s" and "136.5/s", unless they are the same.
std::pair<std::string, std::string> rates_apart(double per_second, double other);
std::string duration_text(Duration);       // exact: "30 min", "90 s"
std::string confidence_text(Probability);  // "95 %"

// An estimate in words: "46.7 %" and "95 % interval 46.1 % to 47.2 %, n = 20 replications".
struct EstimateText {
  std::string value;
  std::string certainty;
};

struct SampleSize {
  int n;  // how many of the replications had something to measure
  int replications;
  Probability confidence;
  int batches = 0;  // of the only replication, where the interval comes from them
  Duration batch_length{};
};

EstimateText percent_estimate(const Estimate&, SampleSize);
std::string percent_interval_text(
    const Estimate&);  // for a table: "46.1 to 47.2 %", "at most 0.2 %", "exact"
EstimateText seconds_estimate(const Estimate&, SampleSize);
EstimateText points_estimate(const Estimate&, SampleSize);  // a difference of percentages
EstimateText factor_estimate(const Estimate&, SampleSize);  // how many times as much

}  // namespace portsim
