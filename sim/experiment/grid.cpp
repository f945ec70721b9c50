#include "sim/experiment/grid.hpp"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>
#include <variant>

#include <fmt/format.h>

#include "sim/experiment/quantity.hpp"
#include "sim/scenario/blanks.hpp"
#include "sim/scenario/field.hpp"

namespace portsim {

namespace {

using Point = std::vector<std::uint32_t>;

enum class Relation : std::uint8_t { at_most, at_least, unequal, less, more, equal };

struct RelationSign {
  std::string_view sign;
  Relation relation;
};
// Two characters before one.
constexpr RelationSign relation_signs[] = {{"<=", Relation::at_most}, {">=", Relation::at_least},
                                           {"!=", Relation::unequal}, {"<", Relation::less},
                                           {">", Relation::more},     {"=", Relation::equal}};

// One side: a value of each point, or the same everywhere.
using Side = std::variant<std::size_t, std::string>;

struct Constraint {
  Side left;
  Relation relation;
  Side right;
};

tl::unexpected<std::string> error(std::string text) {
  return tl::unexpected{std::move(text)};
}

std::string_view last_key(std::string_view path) {
  return path.substr(path.rfind('.') + 1);
}

Side side_of(std::string_view text, const std::vector<Axis>& axes) {
  std::optional<std::size_t> by_key;
  int with_key = 0;
  for (std::size_t n = 0; n < axes.size(); ++n) {
    if (axes[n].path == text) return n;
    if (last_key(axes[n].path) != text) continue;
    by_key = n;
    ++with_key;
  }
  if (with_key == 1) return *by_key;
  return std::string{text};
}

tl::expected<Constraint, std::string> parse_constraint(std::string_view text, const std::vector<Axis>& axes) {
  for (const RelationSign& known : relation_signs) {
    const auto at = text.find(known.sign);
    if (at == std::string_view::npos) continue;
    const Constraint constraint{side_of(without_blanks(text.substr(0, at)), axes), known.relation,
                                side_of(without_blanks(text.substr(at + known.sign.size())), axes)};
    const bool is_varied = std::holds_alternative<std::size_t>(constraint.left) ||
                           std::holds_alternative<std::size_t>(constraint.right);
    if (is_varied) return constraint;
    return error(fmt::format("--where {}: neither side is a path that --vary varies", shown(text)));
  }
  return error(fmt::format("--where: expected a constraint such as \"ttl < 60s\", found {}", shown(text)));
}

const std::string& value_of(const Side& side, const Grid& grid, const Point& point) {
  const auto* axis = std::get_if<std::size_t>(&side);
  return axis ? grid.axes[*axis].values[point[*axis]] : std::get<std::string>(side);
}

bool holds(std::int64_t left, Relation relation, std::int64_t right) {
  switch (relation) {
    case Relation::less:
      return left < right;
    case Relation::at_most:
      return left <= right;
    case Relation::equal:
      return left == right;
    case Relation::unequal:
      return left != right;
    case Relation::at_least:
      return left >= right;
    case Relation::more:
      return left > right;
  }
  return false;
}

// The error: the two cannot be compared.
tl::expected<bool, std::string> holds(const std::string& left, Relation relation, const std::string& right) {
  const auto a = parse_quantity(left);
  const auto b = parse_quantity(right);
  if (a && b && a->unit == b->unit) return holds(a->billionths, relation, b->billionths);
  if (relation == Relation::equal) return left == right;
  if (relation == Relation::unequal) return left != right;
  return error(fmt::format("{} and {} have no order; expected numbers of one unit, or durations", shown(left),
                           shown(right)));
}

tl::expected<bool, std::string> is_wanted(const Point& point, const Grid& grid,
                                          const std::vector<Constraint>& constraints) {
  for (std::size_t n = 0; n < constraints.size(); ++n) {
    const auto [left, relation, right] = constraints[n];
    const auto held = holds(value_of(left, grid, point), relation, value_of(right, grid, point));
    if (!held) return error(fmt::format("--where {}: {}", shown(grid.where[n]), held.error()));
    if (!*held) return false;
  }
  return true;
}

// False: it was the last.
bool advance(Point& point, const std::vector<Axis>& axes) {
  for (std::size_t n = axes.size(); n-- > 0;) {
    if (++point[n] < axes[n].values.size()) return true;
    point[n] = 0;
  }
  return false;
}

tl::expected<void, std::string> check_axes(const std::vector<Axis>& axes) {
  double points = 1;
  for (std::size_t n = 0; n < axes.size(); ++n) {
    points *= static_cast<double>(axes[n].values.size());
    for (std::size_t other = 0; other < n; ++other)
      if (axes[other].path == axes[n].path)
        return error(fmt::format("--vary: {} is varied twice", shown(axes[n].path)));
  }
  if (points <= static_cast<double>(points_max)) return {};
  return error(fmt::format("--vary: {:.0f} points; at most {} are taken", points, points_max));
}

}  // namespace

std::vector<std::string> Grid::overrides_at(std::size_t point) const {
  std::vector<std::string> overrides;
  for (std::size_t n = 0; n < axes.size(); ++n)
    overrides.push_back(axes[n].path + "=" + axes[n].values[points[point][n]]);
  return overrides;
}

tl::expected<Grid, std::string> make_grid(std::vector<Axis> axes, std::vector<std::string> where) {
  if (const auto checked = check_axes(axes); !checked) return error(checked.error());
  Grid grid{std::move(axes), std::move(where), {}};
  std::vector<Constraint> constraints;
  for (const std::string& text : grid.where) {
    const auto constraint = parse_constraint(text, grid.axes);
    if (!constraint) return error(constraint.error());
    constraints.push_back(*constraint);
  }
  Point point(grid.axes.size());
  do {
    const auto wanted = is_wanted(point, grid, constraints);
    if (!wanted) return error(wanted.error());
    if (*wanted) grid.points.push_back(point);
  } while (advance(point, grid.axes));
  if (grid.points.empty()) return error("--where: no point meets all constraints");
  return grid;
}

}  // namespace portsim
