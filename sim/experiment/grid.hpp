// The points of a sweep: every combination of its axes' values that meets all constraints.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "sim/experiment/axis.hpp"

namespace portsim {

inline constexpr std::size_t points_max = 100'000;

struct Grid {
  std::vector<Axis> axes;
  std::vector<std::string> where;  // constraints, as written
  std::vector<std::vector<std::uint32_t>>
      points;  // of each axis the index of a value; the last varies fastest

  // "path=value" of each axis.
  std::vector<std::string> overrides_at(std::size_t point) const;
  bool operator==(const Grid&) const = default;
};

// A constraint is `A < B` with <, <=, =, !=, >= or >. Each side is a varied path, or its last key where only
// one has it, or a value. Numbers are compared in the same unit, durations in any; other values can only be
// equal or not. The error says to a user what is wrong; a grid without points is one.
tl::expected<Grid, std::string> make_grid(std::vector<Axis> axes, std::vector<std::string> where);

}  // namespace portsim
