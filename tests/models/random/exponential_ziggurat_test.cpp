#include "models/random/exponential_ziggurat.hpp"

#include <cmath>

#include <catch2/catch.hpp>

using namespace portsim;

// Marsaglia and Tsang (2000), section 3: with 256 layers each has the area 0.0039496598225815571993.
TEST_CASE("Every layer of the exponential ziggurat has the published area", "[random]") {
  const auto& [edge, density] = exponential_ziggurat;
  const double area = 0.0039496598225815571993;
  CHECK(edge[0] * density[1] == Approx(area).epsilon(1e-14));
  for (std::size_t i = 1; i < ExponentialZiggurat::layers; ++i) {
    CAPTURE(i);
    CHECK(edge[i] * (density[i + 1] - density[i]) == Approx(area).epsilon(1e-11));
  }
}

TEST_CASE("The ziggurat's edges lie on the exponential density and fall to zero", "[random]") {
  const auto& [edge, density] = exponential_ziggurat;
  for (std::size_t i = 1; i <= ExponentialZiggurat::layers; ++i) {
    CAPTURE(i);
    CHECK(edge[i] < edge[i - 1]);
    CHECK(density[i] == Approx(std::exp(-edge[i])).epsilon(1e-14));
  }
  CHECK(edge.back() == 0);
}
