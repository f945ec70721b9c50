#include "sim/report/finished_sweep.hpp"

#include <algorithm>

namespace portsim {

const Measurement* find_measurement(const SweptPoint& point, std::string_view name) {
  const auto& all = point.measurements;
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const Measurement& each) { return each.name == name; });
  return found != all.end() && found->value ? &*found : nullptr;
}

}  // namespace portsim
