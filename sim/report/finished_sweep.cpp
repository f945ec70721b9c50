#include "sim/report/finished_sweep.hpp"

#include <algorithm>

namespace portsim {

const Measurement* find_measurement(const SweptPoint& point, std::string_view name) {
  const auto& all = point.measurements;
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const Measurement& each) { return each.name == name; });
  return found != all.end() && found->value ? &*found : nullptr;
}

const Estimate* find_value(const SweptPoint& point, std::string_view name) {
  const Measurement* measured = find_measurement(point, name);
  return measured ? &*measured->value : nullptr;
}

const Estimate* failing_at(const SweptPoint& point) {
  const Estimate* attempts = find_value(point, "attempts");
  return attempts && attempts->mean > 0 ? find_value(point, "failure_fraction") : nullptr;
}

std::vector<std::string> measured_names(const std::vector<SweptPoint>& points) {
  std::vector<std::string> names;
  for (const SweptPoint& point : points)
    for (const Measurement& measured : point.measurements)
      if (std::find(names.begin(), names.end(), measured.name) == names.end()) names.push_back(measured.name);
  return names;
}

}  // namespace portsim
