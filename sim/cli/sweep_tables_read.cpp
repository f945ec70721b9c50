// What a store holds is believed as far as it has the right form: a value of another type counts as missing.
#include <algorithm>
#include <cstdlib>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "sim/cli/sweep_tables.hpp"

namespace portsim {

namespace {

std::uint64_t fingerprint_in(const std::string& text) {
  return std::strtoull(text.c_str(), nullptr, 16);
}

DatabaseResult<std::vector<std::string>> read_texts(Database& database, std::string_view sql) {
  auto statement = database.prepare(sql);
  if (!statement) return tl::unexpected{statement.error()};
  std::vector<std::string> texts;
  for (;;) {
    const auto row = statement->step();
    if (!row) return tl::unexpected{row.error()};
    if (!*row) return texts;
    texts.push_back(statement->text().value_or(""));
  }
}

DatabaseResult<std::vector<Axis>> read_axes(Database& database) {
  const auto paths = read_texts(database, "SELECT path FROM axis ORDER BY axis");
  if (!paths) return tl::unexpected{paths.error()};
  std::vector<Axis> axes;
  for (const std::string& path : *paths) {
    auto values = read_texts(
        database, fmt::format("SELECT value FROM axis_value WHERE axis = {} ORDER BY number", axes.size()));
    if (!values) return tl::unexpected{values.error()};
    axes.push_back({path, std::move(*values)});
  }
  return axes;
}

// Calls `read` with each row of a query.
template <class Read>
DatabaseResult<void> for_each_row(Database& database, std::string_view sql, Read read) {
  auto rows = database.prepare(sql);
  if (!rows) return tl::unexpected{rows.error()};
  for (;;) {
    const auto row = rows->step();
    if (!row) return tl::unexpected{row.error()};
    if (!*row) return {};
    read(*rows);
  }
}

using Points = std::map<std::int64_t, SweptPoint>;

DatabaseResult<void> read_point_rows(Database& database, Points& points) {
  return for_each_row(database,
                      "SELECT point, digest, thresholds_met, thresholds_uncertain, fingerprint FROM point",
                      [&](Statement& row) {
                        const std::int64_t number = row.integer().value_or(-1);
                        if (number < 0) return;
                        SweptPoint& point = points[number];
                        point.point = static_cast<std::size_t>(number);
                        point.digest = row.text().value_or("");
                        if (const auto met = row.integer()) point.is_met = *met != 0;
                        point.is_uncertain = row.integer().value_or(0) != 0;
                        point.fingerprint = fingerprint_in(row.text().value_or(""));
                      });
}

DatabaseResult<void> read_measurements(Database& database, Points& points) {
  return for_each_row(
      database, "SELECT point, name, mean, low, high, is_upper_bound FROM measurement ORDER BY point, number",
      [&](Statement& row) {
        const auto point = points.find(row.integer().value_or(-1));
        if (point == points.end()) return;
        Measurement measured{row.text().value_or(""), std::nullopt};
        if (const auto mean = row.real()) {
          measured.value = Estimate{.mean = *mean};
          measured.value->low = row.real();
          measured.value->high = row.real();
          measured.value->is_upper_bound = row.integer().value_or(0) != 0;
        }
        point->second.measurements.push_back(std::move(measured));
      });
}

DatabaseResult<void> read_replications(Database& database, Points& points) {
  return for_each_row(database,
                      "SELECT point, attempts, failures, requests, lost_requests, first_failure_ns, "
                      "fingerprint FROM replication ORDER BY point, replication",
                      [&](Statement& row) {
                        const auto point = points.find(row.integer().value_or(-1));
                        if (point == points.end()) return;
                        ReplicationCounts counts;
                        counts.attempts = row.integer().value_or(0);
                        counts.failures = row.integer().value_or(0);
                        counts.requests = row.integer().value_or(0);
                        counts.lost_requests = row.integer().value_or(0);
                        if (const auto first = row.integer()) counts.first_failure = Duration{*first};
                        counts.fingerprint = fingerprint_in(row.text().value_or(""));
                        point->second.replications.push_back(counts);
                      });
}

}  // namespace

DatabaseResult<std::optional<std::string>> read_meta(Database& database, std::string_view key) {
  auto row = database.prepare("SELECT value FROM meta WHERE key = ?");
  if (!row) return tl::unexpected{row.error()};
  row->bind(key);
  const auto found = row->step();
  if (!found) return tl::unexpected{found.error()};
  return *found ? row->text() : std::nullopt;
}

DatabaseResult<std::optional<SweepIdentity>> read_identity(Database& database) {
  SweepIdentity identity;
  for (const auto& [key, member] :
       {std::pair{"portsim_version", &SweepIdentity::version},
        std::pair{"scenario", &SweepIdentity::scenario_text}, std::pair{"digest", &SweepIdentity::digest}}) {
    auto value = read_meta(database, key);
    if (!value) return tl::unexpected{value.error()};
    if (!*value) return std::nullopt;
    identity.*member = std::move(**value);
  }
  auto overrides = read_texts(database, "SELECT text FROM scenario_override ORDER BY number");
  auto axes = read_axes(database);
  auto where = read_texts(database, "SELECT text FROM restriction ORDER BY number");
  if (!overrides) return tl::unexpected{overrides.error()};
  if (!axes) return tl::unexpected{axes.error()};
  if (!where) return tl::unexpected{where.error()};
  const bool has_empty_axis =
      std::any_of(axes->begin(), axes->end(), [](const Axis& axis) { return axis.values.empty(); });
  if (axes->empty() || has_empty_axis) return std::nullopt;
  identity.overrides = std::move(*overrides);
  auto grid = make_grid(std::move(*axes), std::move(*where));
  if (!grid) return std::nullopt;
  identity.grid = std::move(*grid);
  return identity;
}

DatabaseResult<std::vector<SweptPoint>> read_points(Database& database) {
  Points points;
  auto done = read_point_rows(database, points);
  if (done) done = read_measurements(database, points);
  if (done) done = read_replications(database, points);
  if (!done) return tl::unexpected{done.error()};
  std::vector<SweptPoint> in_order;
  for (auto& [number, point] : points) in_order.push_back(std::move(point));
  return in_order;
}

}  // namespace portsim
