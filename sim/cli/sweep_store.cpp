#include "sim/cli/sweep_store.hpp"

#include <filesystem>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "sim/cli/sweep_tables.hpp"
#include "sim/scenario/problem_text.hpp"

namespace portsim {

namespace {

constexpr const char* what_to_do = "give --out another name, or delete it";

DatabaseResult<std::int64_t> pragma(Database& database, std::string_view name) {
  auto row = database.prepare(fmt::format("PRAGMA {}", name));
  if (!row) return tl::unexpected{row.error()};
  const auto found = row->step();
  if (!found) return tl::unexpected{found.error()};
  return row->integer().value_or(0);
}

// A file without any table: new, or one whose program was ended before it wrote anything.
DatabaseResult<bool> is_new(Database& database) {
  auto row = database.prepare("SELECT count(*) FROM sqlite_master");
  if (!row) return tl::unexpected{row.error()};
  const auto found = row->step();
  if (!found) return tl::unexpected{found.error()};
  return row->integer().value_or(1) == 0;
}

// SQLite reads a last page that is cut off as if it ended in zeros.
DatabaseResult<bool> is_cut_off(Database& database, const std::string& path) {
  const auto pages = pragma(database, "page_count");
  const auto page_size = pragma(database, "page_size");
  if (!pages) return tl::unexpected{pages.error()};
  if (!page_size) return tl::unexpected{page_size.error()};
  std::error_code unknown;
  const auto size = std::filesystem::file_size(path, unknown);
  return !unknown && size < static_cast<std::uint64_t>(*pages * *page_size);
}

// Empty: the file is a store of this format, whole as far as can be seen.
DatabaseResult<std::string> why_not_a_store(Database& database, const std::string& path) {
  const auto application = pragma(database, "application_id");
  const auto format = pragma(database, "user_version");
  if (!application) return tl::unexpected{application.error()};
  if (!format) return tl::unexpected{format.error()};
  if (*application != store_application) return std::string{"is no result store of portsim"};
  if (*format != store_format)
    return fmt::format("is a result store of format {}; this portsim knows format {}", *format, store_format);
  const auto cut_off = is_cut_off(database, path);
  if (!cut_off) return tl::unexpected{cut_off.error()};
  if (*cut_off) return std::string{"is damaged: its end is missing"};
  auto check = database.prepare("PRAGMA quick_check(1)");
  if (!check) return tl::unexpected{check.error()};
  const auto row = check->step();
  if (!row) return tl::unexpected{row.error()};
  return check->text() == "ok" ? std::string{} : std::string{"is damaged"};
}

// Pages in the order of their tables, whatever the order in which points were added.
DatabaseResult<void> write_complete(Database& database, const std::string& path) {
  auto row = database.prepare("VACUUM INTO ?");
  if (!row) return tl::unexpected{row.error()};
  const auto written = row->bind(std::string_view{path}).step();
  if (!written) return tl::unexpected{written.error()};
  auto copy = Database::open(path, DatabaseAccess::write);
  if (!copy) return tl::unexpected{copy.error()};
  return copy->execute("UPDATE meta SET value = 'complete' WHERE key = 'state'");
}

}  // namespace

std::string SweepIdentity::difference(const SweepIdentity& other) const {
  if (version != other.version)
    return fmt::format("the version of portsim, {} and {}", version, printable(other.version));
  if (scenario_text != other.scenario_text) return "the scenario's text";
  if (overrides != other.overrides) return "the values given by --set, --seed or --replications";
  if (grid.axes != other.grid.axes) return "the values that are varied";
  if (grid.where != other.grid.where) return "the constraints of --where";
  if (digest != other.digest) return "a file that the scenario names";
  return "";
}

tl::unexpected<std::string> SweepStore::error(const std::string& what) const {
  return tl::unexpected{fmt::format("{} {}", printable(path_), what)};
}

tl::expected<void, std::string> SweepStore::read_facts() {
  const auto reason = why_not_a_store(database_, path_);
  if (!reason) return error(reason.error());
  if (!reason->empty()) return error(*reason);
  auto identity = read_identity(database_);
  const auto shard = read_meta(database_, "shard");
  if (!identity) return error(identity.error());
  if (!shard) return error(shard.error());
  const auto part = parse_shard(shard->value_or(""));
  if (!*identity || !part) return error("is damaged: it does not say which sweep it is of");
  identity_ = std::move(**identity);
  shard_ = *part;
  return {};
}

tl::expected<SweepStore, std::string> SweepStore::open_existing(const std::string& path) {
  auto database = Database::open(path, DatabaseAccess::read);
  if (!database) return tl::unexpected{fmt::format("{} {}", printable(path), database.error())};
  SweepStore store{path, std::move(*database)};
  if (const auto read = store.read_facts(); !read) return tl::unexpected{read.error()};
  return store;
}

tl::expected<SweepStore, std::string> SweepStore::open(const std::string& path, const SweepIdentity& identity,
                                                       Shard shard) {
  auto database = Database::open(path, DatabaseAccess::write);
  if (!database) return tl::unexpected{fmt::format("{} {}", printable(path), database.error())};
  SweepStore store{path, std::move(*database)};
  auto done = store.database_.execute("BEGIN IMMEDIATE");  // the lock is kept from here on
  const auto empty = done ? is_new(store.database_) : tl::unexpected{done.error()};
  if (!empty) return store.error(empty.error());
  if (*empty) done = create_tables(store.database_, identity, shard);
  if (done) done = store.database_.execute("COMMIT");
  if (!done) return store.error(done.error());
  if (const auto read = store.read_facts(); !read) return tl::unexpected{read.error()};
  const std::string difference = identity.difference(store.identity_);
  if (!difference.empty())
    return store.error(fmt::format("is of another sweep ({}); {}", difference, what_to_do));
  if (store.shard_ != shard)
    return store.error(
        fmt::format("is part {}/{} of the sweep; {}", store.shard_.number, store.shard_.of, what_to_do));
  return store;
}

tl::expected<std::vector<SweptPoint>, std::string> SweepStore::points() {
  auto found = read_points(database_);
  if (!found) return error(found.error());
  for (const SweptPoint& point : *found) {
    if (point.point >= identity_.grid.points.size() || !shard_.has(point.point))
      return error(fmt::format("is damaged: point {} is none of the sweep", point.point));
    if (point.measurements.empty() || point.replications.empty())
      return error(fmt::format("is damaged: point {} is not whole", point.point));
  }
  return std::move(*found);
}

tl::expected<void, std::string> SweepStore::add(const std::vector<SweptPoint>& points) {
  auto done = database_.execute("BEGIN");
  if (done) done = write_points(database_, identity_.grid, points);
  if (done) done = database_.execute("COMMIT");
  if (done) return {};
  // SQLite may have done so already: then this fails, and nothing is to do.
  static_cast<void>(database_.execute("ROLLBACK"));
  return error(done.error());
}

tl::expected<void, std::string> SweepStore::complete() {
  const auto state = read_meta(database_, "state");
  if (!state) return error(state.error());
  if (*state == "complete") return {};
  const std::string whole = path_ + ".complete";
  std::error_code ignored;
  std::filesystem::remove(whole, ignored);  // of a program that was ended here
  if (const auto written = write_complete(database_, whole); !written) {
    std::filesystem::remove(whole, ignored);
    return error(written.error());
  }
  database_ = Database{};
  // Of a program that was ended after its last point: SQLite deletes its journal, which has nothing to undo,
  // only when it writes once more.
  std::filesystem::remove(path_ + "-journal", ignored);
  std::error_code failed;
  std::filesystem::rename(whole, path_, failed);
  if (failed) return error(fmt::format("cannot be replaced: {}", failed.message()));
  return {};
}

}  // namespace portsim
