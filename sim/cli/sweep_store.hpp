// The points of a sweep in an SQLite database: what has finished survives any end of the program, and is
// enough to run each cell again. Tables:
//   meta(key, value)                the scenario's text, version, seed …; user_version is the format
//   axis(axis, path), axis_value(axis, number, value), restriction(number, text)   the grid
//   point(point, digest, replications, thresholds_met, thresholds_uncertain, fingerprint)   finished ones
//   point_value(point, axis, value)
//   measurement(point, number, name, mean, low, high, is_upper_bound)
//   replication(point, replication, attempts, failures, requests, lost_requests, first_failure_ns,
//   fingerprint)
// A store that is complete has the same bytes however often the sweep was interrupted.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sim/cli/database.hpp"
#include "sim/experiment/grid.hpp"
#include "sim/experiment/shard.hpp"
#include "sim/experiment/sweep.hpp"

namespace portsim {

// What tells one sweep from another: two stores that agree in it can be merged, or one continued.
struct SweepIdentity {
  std::string version;  // of portsim
  std::string scenario_text;
  std::vector<std::string> overrides;
  std::string digest;  // of the scenario at all its points, with the files that they name
  Grid grid;

  // The first thing that differs, such as "the scenario's text"; empty: none does.
  std::string difference(const SweepIdentity& other) const;
};

class SweepStore {
 public:
  // Creates the file where there is none. The error names the file and says what the user can do.
  static tl::expected<SweepStore, std::string> open(const std::string& path, const SweepIdentity&, Shard);
  // For reading only.
  static tl::expected<SweepStore, std::string> open_existing(const std::string& path);

  const SweepIdentity& identity() const { return identity_; }
  Shard shard() const { return shard_; }

  // In order of their numbers.
  tl::expected<std::vector<SweptPoint>, std::string> points();

  // All of them, or none. Once this returns they are on the disk.
  tl::expected<void, std::string> add(const std::vector<SweptPoint>&);

  // All points are there: the file is written anew, in its final form.
  tl::expected<void, std::string> complete();

 private:
  SweepStore(std::string path, Database database) : path_{std::move(path)}, database_{std::move(database)} {}

  tl::expected<void, std::string> read_facts();
  tl::unexpected<std::string> error(const std::string& what) const;

  std::string path_;
  Database database_;
  SweepIdentity identity_;
  Shard shard_;
};

}  // namespace portsim
