#include "models/random/samplers.hpp"

namespace portsim {

bool is_under_exponential_density(std::size_t layer, double x, double fraction) {
  const auto& density = exponential_ziggurat.density;
  const double height = density[layer] + fraction * (density[layer + 1] - density[layer]);
  return height < portable_exp(-x);
}

}  // namespace portsim
