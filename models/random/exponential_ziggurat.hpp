// The table behind unit_exponential: the area under e^-x cut into 256 pieces of equal area (Marsaglia and
// Tsang, "The Ziggurat Method for Generating Random Variables", J. Stat. Software 5(8), 2000). Made at
// compile time by our own logarithm, so it has the same bits everywhere.
#pragma once

#include <array>
#include <cstddef>

#include "models/random/portable_math.hpp"

namespace portsim {

// Layer i > 0 is the rectangle from 0 to edge[i], between the heights density[i] and density[i + 1]; below
// edge[i + 1] it lies under the curve altogether. Layer 0 is what is under density[1]: a rectangle up to
// edge[1], where the tail begins, and the tail. edge[0] is how wide a rectangle of that area and height would
// be.
struct ExponentialZiggurat {
  static constexpr std::size_t layers = 256;
  std::array<double, layers + 1> edge{};
  std::array<double, layers + 1> density{};
};

constexpr ExponentialZiggurat make_exponential_ziggurat() {
  constexpr double tail_start = 7.69711747013104972;  // for 256 layers: section 3 of the paper
  ExponentialZiggurat ziggurat;
  auto& [edge, density] = ziggurat;
  density[1] = portable_exp(-tail_start);
  edge[1] = tail_start;
  edge[0] = tail_start + 1;  // the tail's area is its height at the start
  const double area = edge[0] * density[1];
  for (std::size_t i = 1; i + 1 < ExponentialZiggurat::layers; ++i) {
    density[i + 1] = density[i] + area / edge[i];
    edge[i + 1] = -portable_log(density[i + 1]);
  }
  density.back() = 1;
  return ziggurat;
}

inline constexpr ExponentialZiggurat exponential_ziggurat = make_exponential_ziggurat();

}  // namespace portsim
