#include "sim/cli/database.hpp"

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <system_error>

#include <fmt/format.h>
#include <sqlite3.h>

namespace portsim {

namespace {

// The operating system's, where it has one.
std::string reason_of(sqlite3* handle) {
  const int reason = sqlite3_system_errno(handle);
  return reason != 0 ? std::generic_category().message(reason) : sqlite3_errmsg(handle);
}

// What the user can do something about, by the primary code; else SQLite's own words.
DatabaseError describe(sqlite3* handle) {
  switch (sqlite3_errcode(handle) & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return "is in use by another program";
    case SQLITE_NOTADB:
      return "is no result store";
    case SQLITE_CORRUPT:
      return "is damaged; its intact points may be saved with the program sqlite3 (.recover)";
    case SQLITE_FULL:
      return "cannot be written: no space is left; the points stored so far are kept";
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return "cannot be written: it is read-only";
    case SQLITE_CANTOPEN:
      return fmt::format("cannot be opened: {}", reason_of(handle));
    case SQLITE_IOERR:
      return fmt::format("cannot be read or written: {}", reason_of(handle));
    default:
      return fmt::format("cannot be used: {}", sqlite3_errmsg(handle));
  }
}

// Of a file that SQLite could not open: it tries for reading too, and tells only why that failed.
DatabaseError why_not_writable(const std::string& path) {
  std::FILE* file = std::fopen(path.c_str(), "ab");
  const int reason = errno;
  if (file == nullptr) return fmt::format("cannot be opened: {}", std::generic_category().message(reason));
  std::fclose(file);
  return "cannot be opened";
}

}  // namespace

void Statement::Finalize::operator()(sqlite3_stmt* statement) const {
  sqlite3_finalize(statement);
}

Statement& Statement::bind(std::int64_t value) {
  sqlite3_bind_int64(statement_.get(), next_bound_++, value);
  return *this;
}

Statement& Statement::bind(std::optional<std::int64_t> value) {
  if (value) return bind(*value);
  ++next_bound_;  // NULL, as all are before they are bound
  return *this;
}

Statement& Statement::bind(std::optional<double> value) {
  if (value) sqlite3_bind_double(statement_.get(), next_bound_, *value);
  ++next_bound_;
  return *this;
}

Statement& Statement::bind(std::string_view value) {
  sqlite3_bind_text64(statement_.get(), next_bound_++, value.data(), value.size(), SQLITE_TRANSIENT,
                      SQLITE_UTF8);
  return *this;
}

DatabaseResult<bool> Statement::step() {
  next_read_ = 0;
  const int code = sqlite3_step(statement_.get());
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  return tl::unexpected{describe(sqlite3_db_handle(statement_.get()))};
}

std::optional<std::int64_t> Statement::integer() {
  const int column = next_read_++;
  if (sqlite3_column_type(statement_.get(), column) != SQLITE_INTEGER) return std::nullopt;
  return sqlite3_column_int64(statement_.get(), column);
}

std::optional<double> Statement::real() {
  const int column = next_read_++;
  if (sqlite3_column_type(statement_.get(), column) != SQLITE_FLOAT) return std::nullopt;
  return sqlite3_column_double(statement_.get(), column);
}

std::optional<std::string> Statement::text() {
  const int column = next_read_++;
  if (sqlite3_column_type(statement_.get(), column) != SQLITE_TEXT) return std::nullopt;
  const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement_.get(), column));
  return std::string(bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column)));
}

void Statement::reset() {
  sqlite3_reset(statement_.get());
  sqlite3_clear_bindings(statement_.get());
  next_bound_ = 1;
}

void Database::Close::operator()(sqlite3* handle) const {
  sqlite3_close_v2(handle);
}

DatabaseResult<Database> Database::open(const std::string& path, DatabaseAccess access) {
  const int flags =
      access == DatabaseAccess::read ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
  // SQLite takes some names, such as ":memory:", for no file; none of them is absolute.
  std::error_code unknown;
  const std::string file = std::filesystem::absolute(path, unknown).string();
  sqlite3* handle = nullptr;
  const int code =
      sqlite3_open_v2(unknown ? path.c_str() : file.c_str(), &handle, flags | SQLITE_OPEN_EXRESCODE, nullptr);
  Database database;
  database.handle_.reset(handle);
  if (handle == nullptr) return tl::unexpected{DatabaseError{"cannot be opened: not enough memory"}};
  if ((code & 0xff) == SQLITE_CANTOPEN && access == DatabaseAccess::write)
    return tl::unexpected{why_not_writable(path)};
  if (code != SQLITE_OK) return tl::unexpected{describe(handle)};
  sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  // Nothing in the file runs by itself, and a page that is not what it should be is noticed.
  auto prepared = database.execute("PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;");
  if (prepared && access == DatabaseAccess::write)
    prepared = database.execute("PRAGMA locking_mode = EXCLUSIVE; PRAGMA synchronous = FULL;");
  if (!prepared) return tl::unexpected{prepared.error()};
  return database;
}

DatabaseResult<void> Database::execute(const std::string& sql) {
  if (sqlite3_exec(handle_.get(), sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK) return {};
  return tl::unexpected{describe(handle_.get())};
}

DatabaseResult<Statement> Database::prepare(std::string_view sql) {
  sqlite3_stmt* compiled = nullptr;
  const int code =
      sqlite3_prepare_v2(handle_.get(), sql.data(), static_cast<int>(sql.size()), &compiled, nullptr);
  Statement statement;
  statement.statement_.reset(compiled);
  if (code != SQLITE_OK) return tl::unexpected{describe(handle_.get())};
  return statement;
}

}  // namespace portsim
