// Draws holding times. It holds no random stream and no state: the caller passes the stream, and a constant
// draws nothing from it. Samples are whole nanoseconds from 0 s to `forever`.
#pragma once

#include <optional>
#include <variant>

#include "models/random/random_stream.hpp"
#include "models/random/samplers.hpp"
#include "models/vocabulary/duration.hpp"
#include "models/workload/holding_time.hpp"
#include "models/workload/sampled_duration.hpp"

namespace portsim {

class HoldingTimeSampler {
 public:
  explicit HoldingTimeSampler(const HoldingTimeSpec& spec);

  Duration sample(RandomStream& stream) const {
    if (const auto* constant = std::get_if<Constant>(&law_)) {
      return constant->length;
    }
    if (const auto* exponential = std::get_if<Exponential>(&law_)) {
      return exponential->sample(stream);
    }
    if (const auto* uniform = std::get_if<Uniform>(&law_)) {
      return uniform->shortest + sampled_duration(uniform->width * uniform_unit(stream));
    }
    return sample_lognormal(std::get<Lognormal>(law_), stream);
  }

  // The lengths in `double` are nanoseconds.
  struct Exponential {
    double mean;
    Duration sample(RandomStream& stream) const { return sampled_duration(mean * unit_exponential(stream)); }
  };
  // Nothing: the law is another.
  std::optional<Exponential> exponential() const {
    const auto* law = std::get_if<Exponential>(&law_);
    return law ? std::optional{*law} : std::nullopt;
  }

 private:
  struct Constant {
    Duration length;
  };
  struct Uniform {
    Duration shortest;
    double width;
  };
  struct Lognormal {
    double log_mean;  // mean and standard deviation of the logarithm
    double log_deviation;
  };
  using Law = std::variant<Constant, Exponential, Uniform, Lognormal>;

  static Law law_of(const HoldingTimeSpec& spec);
  static Law lognormal_law(const LognormalHold& hold);
  static Duration sample_lognormal(const Lognormal& law, RandomStream& stream);

  Law law_;
};

}  // namespace portsim
