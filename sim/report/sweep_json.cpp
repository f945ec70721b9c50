#include "sim/report/sweep_json.hpp"

#include <fmt/format.h>

#include "sim/report/json_text.hpp"
#include "sim/report/run_command_line.hpp"
#include "sim/report/version.hpp"

namespace portsim {
namespace {

std::string fingerprint_text(std::uint64_t fingerprint) {
  return fmt::format("{:016x}", fingerprint);
}

Json axes_json(const Grid& grid) {
  Json rows = Json::array();
  for (const Axis& axis : grid.axes) rows.push_back({{"path", axis.path}, {"values", axis.values}});
  return rows;
}

Json values_json(const FinishedSweep& sweep, const SweptPoint& point) {
  Json values = Json::object();
  for (std::size_t axis = 0; axis < sweep.grid.axes.size(); ++axis)
    values[sweep.grid.axes[axis].path] = sweep.value(point, axis);
  return values;
}

Json measurements_json(const SweptPoint& point) {
  Json measurements = Json::object();
  for (const Measurement& measured : point.measurements) {
    Json& place = measurements[measured.name];
    if (const auto& value = measured.value)
      place = {{"mean", value->mean},
               {"low", value_or_null(value->low)},
               {"high", value_or_null(value->high)},
               {"one_sided", value->is_upper_bound}};
  }
  return measurements;
}

Json replications_json(const SweptPoint& point) {
  Json rows = Json::array();
  for (const ReplicationCounts& counts : point.replications)
    rows.push_back(
        {{"attempts", counts.attempts},
         {"failures", counts.failures},
         {"requests", counts.requests},
         {"lost_requests", counts.lost_requests},
         {"first_failure_s", counts.first_failure ? Json(in_seconds(*counts.first_failure)) : Json(nullptr)},
         {"fingerprint", fingerprint_text(counts.fingerprint)}});
  return rows;
}

std::string rerun_command(const FinishedSweep& sweep, const SweptPoint& point) {
  std::vector<std::string> overrides = sweep.overrides;
  for (std::string& value : sweep.grid.overrides_at(point.point)) overrides.push_back(std::move(value));
  return run_command_line(sweep.file, overrides);
}

Json point_json(const FinishedSweep& sweep, const SweptPoint& point) {
  const PlannedPoint& planned = sweep.planned[point.point];
  Json json{{"point", point.point},
            {"values", values_json(sweep, point)},
            {"seed", planned.seed},
            {"confidence", planned.confidence.value()},
            {"digest", point.digest},
            {"replications", point.replications.size()},
            {"measurements", measurements_json(point)},
            {"thresholds", nullptr},
            {"replication_counts", replications_json(point)},
            {"fingerprint", fingerprint_text(point.fingerprint)},
            {"rerun", rerun_command(sweep, point)}};
  if (point.is_met) json["thresholds"] = {{"met", *point.is_met}, {"uncertain", point.is_uncertain}};
  return json;
}

}  // namespace

std::string sweep_json(const FinishedSweep& sweep) {
  Json points = Json::array();
  for (const SweptPoint& point : sweep.points) points.push_back(point_json(sweep, point));
  return json_text({{"schema", "portsim/sweep/1"},
                    {"portsim_version", portsim_version()},
                    {"scenario", {{"name", sweep.name}, {"file", sweep.file}, {"digest", sweep.digest}}},
                    {"overrides", sweep.overrides},
                    {"axes", axes_json(sweep.grid)},
                    {"where", sweep.grid.where},
                    {"shard", fmt::format("{}/{}", sweep.shard.number, sweep.shard.of)},
                    {"points_wanted", sweep.wanted()},
                    {"points_finished", sweep.points.size()},
                    {"points", std::move(points)}});
}

}  // namespace portsim
