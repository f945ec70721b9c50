// An SQLite database as far as result stores need it: statements with bound values, and errors as texts for
// the user. The file is not trusted: it may be truncated, of another program, locked, or on a full disk.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <tl/expected.hpp>

struct sqlite3;
struct sqlite3_stmt;

namespace portsim {

// "cannot be written: database or disk is full"
using DatabaseError = std::string;
template <class T>
using DatabaseResult = tl::expected<T, DatabaseError>;

// One statement, bound from left to right, then stepped through its rows.
class Statement {
 public:
  Statement& bind(std::int64_t);
  Statement& bind(std::optional<std::int64_t>);
  Statement& bind(std::optional<double>);
  Statement& bind(std::string_view);

  // True: there is a row, to be read from left to right.
  DatabaseResult<bool> step();
  // Nothing: the value is NULL, or of another type.
  std::optional<std::int64_t> integer();
  std::optional<double> real();
  std::optional<std::string> text();

  void reset();  // to be bound anew

 private:
  friend class Database;
  struct Finalize {
    void operator()(sqlite3_stmt*) const;
  };
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
  int next_bound_ = 1;
  int next_read_ = 0;
};

enum class DatabaseAccess : std::uint8_t { read, write };

class Database {
 public:
  // For writing it is created where there is none, and no other program may have it open for writing.
  static DatabaseResult<Database> open(const std::string& path, DatabaseAccess);

  DatabaseResult<void> execute(const std::string& sql);
  DatabaseResult<Statement> prepare(std::string_view sql);

 private:
  struct Close {
    void operator()(sqlite3*) const;
  };
  std::unique_ptr<sqlite3, Close> handle_;
};

}  // namespace portsim
