#include "sim/experiment/grid.hpp"

#include <catch2/catch.hpp>

using namespace portsim;

namespace {

using Values = std::vector<std::string>;

// The points' values, such as "30 a".
Values points_of(const tl::expected<Grid, std::string>& grid) {
  REQUIRE(grid);
  Values points;
  for (const auto& point : grid->points) {
    std::string text;
    for (std::size_t axis = 0; axis < point.size(); ++axis)
      text += (axis > 0 ? " " : "") + grid->axes[axis].values[point[axis]];
    points.push_back(text);
  }
  return points;
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

const std::vector<Axis> two_axes{{"clients.web.ttl", {"5s", "1min"}},
                                 {"clients.web.holds", {"1s", "30s", "90s"}}};

}  // namespace

TEST_CASE("A grid has every combination, the last axis fastest", "[experiment]") {
  CHECK(points_of(make_grid({{"a", {"1", "2"}}, {"b", {"x", "y", "z"}}}, {})) ==
        Values{"1 x", "1 y", "1 z", "2 x", "2 y", "2 z"});
  const auto grid = make_grid({{"a.b", {"1", "2"}}, {"c", {"[]"}}}, {});
  REQUIRE(grid);
  CHECK(grid->overrides_at(1) == Values{"a.b=2", "c=[]"});
}

TEST_CASE("A constraint compares durations in any unit", "[experiment]") {
  CHECK(points_of(make_grid(two_axes, {"holds < ttl"})) == Values{"5s 1s", "1min 1s", "1min 30s"});
  CHECK(points_of(make_grid(two_axes, {"clients.web.holds >= clients.web.ttl"})) ==
        Values{"5s 30s", "5s 90s", "1min 90s"});
  CHECK(points_of(make_grid(two_axes, {"holds != 30s", "ttl = 60s"})) == Values{"1min 1s", "1min 90s"});
  CHECK(points_of(make_grid(two_axes, {"90s <= holds"})) == Values{"5s 90s", "1min 90s"});
}

TEST_CASE("Numbers are compared as numbers, words only for being the same", "[experiment]") {
  const std::vector<Axis> axes{{"n", {"9", "10"}}, {"os", {"windows-7-sp1", "windows-8"}}};
  CHECK(points_of(make_grid(axes, {"n > 9"})) == Values{"10 windows-7-sp1", "10 windows-8"});
  CHECK(points_of(make_grid(axes, {"os = windows-8"})) == Values{"9 windows-8", "10 windows-8"});
  CHECK(points_of(make_grid(axes, {"os != windows-8"})) == Values{"9 windows-7-sp1", "10 windows-7-sp1"});
  CHECK(contains(make_grid(axes, {"os < windows-8"}).error(), "have no order"));
  CHECK(contains(make_grid(axes, {"n < 5s"}).error(), "9 and \"5s\" have no order"));
}

TEST_CASE("What is wrong with a grid is said by the option's name", "[experiment]") {
  CHECK(contains(make_grid(two_axes, {"ttl"}).error(), "--where: expected a constraint"));
  CHECK(contains(make_grid(two_axes, {"1 < 2"}).error(), "neither side is a path"));
  CHECK(contains(make_grid(two_axes, {"ttl > 1h"}).error(), "no point meets all constraints"));
  CHECK(contains(make_grid({{"a", {"1"}}, {"a", {"2"}}}, {}).error(), "\"a\" is varied twice"));
  Values many;
  for (int n = 0; n < 1000; ++n) many.push_back(std::to_string(n));
  CHECK(contains(make_grid({{"a", many}, {"b", many}}, {}).error(), "1000000 points; at most 100000"));
}

TEST_CASE("A last key that two axes have names neither", "[experiment]") {
  const std::vector<Axis> axes{{"a.ttl", {"5", "6"}}, {"b.ttl", {"6"}}};
  CHECK(contains(make_grid(axes, {"ttl > 5"}).error(), "neither side is a path"));
  CHECK(points_of(make_grid(axes, {"a.ttl < b.ttl"})) == Values{"5 6"});
}
