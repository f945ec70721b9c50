#include "models/vocabulary/probability.hpp"

#include <catch2/catch.hpp>

using namespace portsim;

TEST_CASE("A probability is from none to all, ends included", "[vocabulary]") {
  CHECK(Probability{0.0}.value() == 0.0);
  CHECK(Probability{1.0}.value() == 1.0);
  CHECK(Probability{0.001} < Probability{0.95});
}
