#include "sim/cli/sweep_tables.hpp"

#include <map>
#include <utility>

#include <fmt/format.h>

namespace portsim {

namespace {

constexpr const char* tables =
    "CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;"
    "CREATE TABLE scenario_override(number INTEGER PRIMARY KEY, text TEXT NOT NULL);"
    "CREATE TABLE axis(axis INTEGER PRIMARY KEY, path TEXT NOT NULL);"
    "CREATE TABLE axis_value(axis INTEGER, number INTEGER, value TEXT NOT NULL, PRIMARY KEY(axis, number))"
    " WITHOUT ROWID;"
    "CREATE TABLE restriction(number INTEGER PRIMARY KEY, text TEXT NOT NULL);"
    "CREATE TABLE point(point INTEGER PRIMARY KEY, digest TEXT NOT NULL, replications INTEGER NOT NULL,"
    " thresholds_met INTEGER, thresholds_uncertain INTEGER NOT NULL, fingerprint TEXT NOT NULL);"
    "CREATE TABLE point_value(point INTEGER, axis INTEGER, value TEXT NOT NULL, PRIMARY KEY(point, axis))"
    " WITHOUT ROWID;"
    "CREATE TABLE measurement(point INTEGER, number INTEGER, name TEXT NOT NULL, mean REAL, low REAL,"
    " high REAL, is_upper_bound INTEGER NOT NULL, PRIMARY KEY(point, number)) WITHOUT ROWID;"
    "CREATE TABLE replication(point INTEGER, replication INTEGER, attempts INTEGER NOT NULL,"
    " failures INTEGER NOT NULL, requests INTEGER NOT NULL, lost_requests INTEGER NOT NULL,"
    " first_failure_ns INTEGER, fingerprint TEXT NOT NULL, PRIMARY KEY(point, replication)) WITHOUT ROWID;";

// 64 bits do not fit SQLite's signed integers in the sense of a person who reads them.
std::string fingerprint_text(std::uint64_t fingerprint) {
  return fmt::format("{:016x}", fingerprint);
}

// Runs a statement that has no rows, and has it ready for the next values.
DatabaseResult<void> run(Statement& statement) {
  const auto stepped = statement.step();
  statement.reset();
  if (!stepped) return tl::unexpected{stepped.error()};
  return {};
}

// Rows of (number, text), in order.
template <class Texts>
DatabaseResult<void> write_texts(Database& database, std::string_view sql, const Texts& texts) {
  auto statement = database.prepare(sql);
  if (!statement) return tl::unexpected{statement.error()};
  std::int64_t number = 0;
  for (const auto& text : texts) {
    statement->bind(number++).bind(std::string_view{text});
    if (auto written = run(*statement); !written) return written;
  }
  return {};
}

DatabaseResult<void> write_axes(Database& database, const std::vector<Axis>& axes) {
  auto axis_row = database.prepare("INSERT INTO axis VALUES(?, ?)");
  auto value_row = database.prepare("INSERT INTO axis_value VALUES(?, ?, ?)");
  if (!axis_row || !value_row) return tl::unexpected{(axis_row ? value_row : axis_row).error()};
  for (std::int64_t axis = 0; const Axis& each : axes) {
    axis_row->bind(axis).bind(std::string_view{each.path});
    if (auto written = run(*axis_row); !written) return written;
    for (std::int64_t number = 0; const std::string& value : each.values) {
      value_row->bind(axis).bind(number++).bind(std::string_view{value});
      if (auto written = run(*value_row); !written) return written;
    }
    ++axis;
  }
  return {};
}

// Prepared once for many points.
struct PointRows {
  Statement point;
  Statement value;
  Statement measurement;
  Statement replication;
};

DatabaseResult<PointRows> prepare_rows(Database& database) {
  auto point = database.prepare("INSERT INTO point VALUES(?, ?, ?, ?, ?, ?)");
  auto value = database.prepare("INSERT INTO point_value VALUES(?, ?, ?)");
  auto measurement = database.prepare("INSERT INTO measurement VALUES(?, ?, ?, ?, ?, ?, ?)");
  auto replication = database.prepare("INSERT INTO replication VALUES(?, ?, ?, ?, ?, ?, ?, ?)");
  for (const auto* row : {&point, &value, &measurement, &replication})
    if (!*row) return tl::unexpected{row->error()};
  return PointRows{std::move(*point), std::move(*value), std::move(*measurement), std::move(*replication)};
}

DatabaseResult<void> write_measurements(Statement& row, const SweptPoint& point) {
  for (std::int64_t number = 0; const Measurement& measured : point.measurements) {
    const Estimate value = measured.value.value_or(Estimate{});
    const auto mean = measured.value ? std::optional{value.mean} : std::nullopt;
    row.bind(static_cast<std::int64_t>(point.point)).bind(number++).bind(std::string_view{measured.name});
    row.bind(mean).bind(value.low).bind(value.high).bind(std::int64_t{value.is_upper_bound});
    if (auto written = run(row); !written) return written;
  }
  return {};
}

DatabaseResult<void> write_replications(Statement& row, const SweptPoint& point) {
  for (std::int64_t number = 0; const ReplicationCounts& counts : point.replications) {
    const auto first =
        counts.first_failure ? std::optional<std::int64_t>{counts.first_failure->count()} : std::nullopt;
    row.bind(static_cast<std::int64_t>(point.point)).bind(number++).bind(counts.attempts);
    row.bind(counts.failures).bind(counts.requests).bind(counts.lost_requests).bind(first);
    row.bind(std::string_view{fingerprint_text(counts.fingerprint)});
    if (auto written = run(row); !written) return written;
  }
  return {};
}

DatabaseResult<void> write_values(Statement& row, const Grid& grid, std::size_t point) {
  for (std::size_t axis = 0; axis < grid.axes.size(); ++axis) {
    row.bind(static_cast<std::int64_t>(point)).bind(static_cast<std::int64_t>(axis));
    row.bind(std::string_view{grid.axes[axis].values[grid.points[point][axis]]});
    if (auto written = run(row); !written) return written;
  }
  return {};
}

DatabaseResult<void> write_point(PointRows& rows, const Grid& grid, const SweptPoint& point) {
  Statement& row = rows.point;
  row.bind(static_cast<std::int64_t>(point.point)).bind(std::string_view{point.digest});
  row.bind(static_cast<std::int64_t>(point.replications.size()));
  row.bind(point.is_met ? std::optional<std::int64_t>{*point.is_met} : std::nullopt);
  row.bind(std::int64_t{point.is_uncertain}).bind(std::string_view{fingerprint_text(point.fingerprint)});
  auto done = run(row);
  if (done) done = write_values(rows.value, grid, point.point);
  if (done) done = write_measurements(rows.measurement, point);
  return done ? write_replications(rows.replication, point) : done;
}

}  // namespace

DatabaseResult<void> create_tables(Database& database, const SweepIdentity& identity, Shard shard) {
  auto done = database.execute(tables);
  if (done)
    done = database.execute(fmt::format("PRAGMA application_id = {}; PRAGMA user_version = {};",
                                        store_application, store_format));
  auto row = database.prepare("INSERT INTO meta VALUES(?, ?)");
  if (!done || !row) return tl::unexpected{done ? row.error() : done.error()};
  const std::map<std::string, std::string> meta{{"portsim_version", identity.version},
                                                {"scenario", identity.scenario_text},
                                                {"digest", identity.digest},
                                                {"shard", fmt::format("{}/{}", shard.number, shard.of)},
                                                {"state", "running"},
                                                {"points", fmt::format("{}", identity.grid.points.size())}};
  for (const auto& [key, value] : meta) {
    row->bind(std::string_view{key}).bind(std::string_view{value});
    if (auto written = run(*row); !written) return written;
  }
  done = write_texts(database, "INSERT INTO scenario_override VALUES(?, ?)", identity.overrides);
  if (done) done = write_texts(database, "INSERT INTO restriction VALUES(?, ?)", identity.grid.where);
  return done ? write_axes(database, identity.grid.axes) : done;
}

DatabaseResult<void> write_points(Database& database, const Grid& grid,
                                  const std::vector<SweptPoint>& points) {
  auto rows = prepare_rows(database);
  if (!rows) return tl::unexpected{rows.error()};
  for (const SweptPoint& point : points)
    if (auto written = write_point(*rows, grid, point); !written) return written;
  return {};
}

}  // namespace portsim
