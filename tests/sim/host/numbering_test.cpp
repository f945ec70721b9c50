#include "sim/host/numbering.hpp"

#include <algorithm>
#include <vector>

#include <catch2/catch.hpp>
#include <rapidcheck.h>

#include "sim/host/destination.hpp"
#include "sim/host/destination_numbers.hpp"

using namespace portsim;

TEST_CASE("A key's number says how many different ones were asked for before it was first", "[host]") {
  CHECK(rc::check([] {
    Numbering<LocalDestination> numbering;
    std::vector<LocalDestination> first_asked;
    const int questions = *rc::gen::inRange(0, 400);
    const auto different = *rc::gen::inRange(1U, 20U);
    for (int n = 0; n < questions; ++n) {
      const auto any = rc::gen::inRange(0U, different);
      const LocalDestination key{*any, {*any, *any}};
      const auto known = std::find(first_asked.begin(), first_asked.end(), key);
      RC_ASSERT(numbering[key] == static_cast<std::uint32_t>(known - first_asked.begin()));
      if (known == first_asked.end()) first_asked.push_back(key);
    }
    RC_ASSERT(numbering.keys() == first_asked);
  }));
}

TEST_CASE("Destinations are counted from 0 in each owner, whoever asks in between", "[host]") {
  DestinationNumbers numbers;
  const LocalDestination near{0, {0, 0}};
  const LocalDestination far{0, {0, 1}};
  CHECK(numbers.number_in(7, near) == 0);
  CHECK(numbers.number_in(3, far) == 0);
  CHECK(numbers.number_in(7, far) == 1);
  CHECK(numbers.number_in(3, near) == 1);
  CHECK(numbers.number_in(7, near) == 0);
  CHECK(numbers.count_in(7) == 2);
}
