#include "models/workload/holding_time.hpp"

#include "models/vocabulary/overloaded.hpp"

namespace portsim {

Duration mean_of(const HoldingTimeSpec& spec) {
  return std::visit(
      overloaded{
          [](const ConstantHold& hold) { return hold.length; },
          [](const ExponentialHold& hold) { return hold.mean; },
          [](const UniformHold& hold) { return hold.shortest + (hold.longest - hold.shortest) / 2; },
          [](const LognormalHold& hold) { return hold.mean; },
          [](const HoldForever&) { return forever; },
      },
      spec);
}

}  // namespace portsim
