#include "models/workload/holding_time_sampler.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "models/random/portable_math.hpp"
#include "models/vocabulary/overloaded.hpp"

namespace portsim {
namespace {

double in_nanoseconds(Duration duration) {
  return static_cast<double>(duration.count());
}

}  // namespace

HoldingTimeSampler::HoldingTimeSampler(const HoldingTimeSpec& spec) : law_{law_of(spec)} {}

HoldingTimeSampler::Law HoldingTimeSampler::law_of(const HoldingTimeSpec& spec) {
  return std::visit(overloaded{
                        [](const ConstantHold& hold) -> Law { return Constant{hold.length}; },
                        [](const ExponentialHold& hold) -> Law {
                          assert(hold.mean >= Duration::zero());
                          return Exponential{in_nanoseconds(hold.mean)};
                        },
                        [](const UniformHold& hold) -> Law {
                          assert(Duration::zero() <= hold.shortest && hold.shortest <= hold.longest);
                          return Uniform{hold.shortest, in_nanoseconds(hold.longest - hold.shortest)};
                        },
                        [](const LognormalHold& hold) -> Law { return lognormal_law(hold); },
                        [](const HoldForever&) -> Law { return Constant{forever}; },
                    },
                    spec);
}

// With coefficient of variation c, the logarithm has the variance ln(1 + c^2) and the mean ln(mean) -
// variance/2.
HoldingTimeSampler::Law HoldingTimeSampler::lognormal_law(const LognormalHold& hold) {
  assert(hold.mean >= Duration::zero() && hold.coefficient_of_variation >= 0);
  if (hold.mean == Duration::zero() || hold.coefficient_of_variation == 0) {
    return Constant{hold.mean};
  }
  // The bound matters only where nearly every sample is 0 s: it keeps the square finite.
  const double c = std::min(hold.coefficient_of_variation, 1e150);
  const double variance = portable_log(1 + c * c);
  return Lognormal{portable_log(in_nanoseconds(hold.mean)) - variance / 2, std::sqrt(variance)};
}

// The exponent is far from portable_exp's ends: |z| < 13, the mean is below `forever`, the variance below
// 700.
Duration HoldingTimeSampler::sample_lognormal(const Lognormal& law, RandomStream& stream) {
  return sampled_duration(portable_exp(law.log_mean + law.log_deviation * standard_normal(stream)));
}

}  // namespace portsim
