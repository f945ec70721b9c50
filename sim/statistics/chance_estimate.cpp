#include "sim/statistics/chance_estimate.hpp"

#include <cassert>

#include <boost/math/distributions/binomial.hpp>

namespace portsim {

Estimate chance_estimate(const Happened& seen, Probability confidence) {
  using boost::math::binomial;
  assert(seen.trials >= 1 && seen.times >= 0 && seen.times <= seen.trials && confidence.value() < 1);
  const double trials = seen.trials;
  const double times = seen.times;
  const double outside = 1 - confidence.value();
  if (seen.times == 0) return {0, 0, binomial::find_upper_bound_on_p(trials, times, outside), true};
  if (seen.times == seen.trials) return {1, binomial::find_lower_bound_on_p(trials, times, outside), 1};
  return {times / trials, binomial::find_lower_bound_on_p(trials, times, outside / 2),
          binomial::find_upper_bound_on_p(trials, times, outside / 2)};
}

}  // namespace portsim
