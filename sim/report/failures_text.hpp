// How often connects fail and when that starts, in words that several sections share.
#pragma once

#include <string>

#include "sim/experiment/results.hpp"
#include "sim/report/number_text.hpp"
#include "sim/scenario/scenario.hpp"

namespace portsim {

// Of an estimate from all replications.
SampleSize sample_of(const Scenario&, const Results&);
// Of one from the replications that failed.
SampleSize sample_of(const FailureTime&, const Scenario&);

// "49.1 % of 50,451 connects fail (…)"
std::string failures_text(double attempts, double failures, const Estimate& fraction, SampleSize);

// "first after 141.7 s (…)"; there is a first failure.
std::string first_failure_text(const FailureTime&, const Scenario&);

// "half of the runs fail by 141.6 s (95 % interval 140.2 s to 143.6 s)", with 10 % and 90 % beside it where
// the replications are enough for their intervals; empty: they are not enough for any.
std::string first_failure_quantiles_text(const FailureTime&, const Scenario&);

// "35 % of the runs have any failure (…)"; empty where all have one, or none has.
std::string any_failure_text(const FailureTime&, const Scenario&);

// "last after 131.2 s (…): it recovers, …"; empty where nothing failed, or where no one would expect it.
std::string recovery_text(const Recovery&, const Scenario&);

}  // namespace portsim
