#include "models/analytic/cold_start.hpp"

#include <cassert>
#include <cmath>

#include <boost/math/special_functions/gamma.hpp>

#include "models/analytic/poisson.hpp"

namespace portsim {

namespace {

double attempts_mean(const ColdStart& given, double seconds) {
  assert(given.rate > 0 && seconds >= 0);
  return given.rate * seconds;
}

}  // namespace

double failure_by(const ColdStart& given, double seconds) {
  return poisson_tail(std::int64_t{given.ports} + 1, attempts_mean(given, seconds));
}

double full_after_cold_start(const ColdStart& given, double seconds) {
  return poisson_tail(given.ports, attempts_mean(given, seconds));
}

FirstFailureTime first_failure_time(const ColdStart& given) {
  assert(given.rate > 0);
  const double attempts = 1.0 + given.ports;
  return {attempts / given.rate, std::sqrt(attempts) / given.rate};
}

double first_failure_quantile(const ColdStart& given, Probability by_then) {
  assert(given.rate > 0 && by_then.value() > 0 && by_then.value() < 1);
  return boost::math::gamma_p_inv(1.0 + given.ports, by_then.value()) / given.rate;
}

// From n ports in use the next is taken after (1 + n/a t(n-1)) mean gaps, t(n-1) being the same from n - 1;
// that is the inverse recursion of Erlang's B, whose overflow is the answer here.
double first_failure_mean(const ColdStart& given, double lease_mean) {
  assert(given.rate > 0 && lease_mean > 0);
  const double load = given.rate * lease_mean;
  double passage = 1;
  double sum = passage;
  for (PortCount n = 1; n <= given.ports; ++n) {
    passage = 1 + n / load * passage;
    sum += passage;
  }
  return sum / given.rate;
}

}  // namespace portsim
