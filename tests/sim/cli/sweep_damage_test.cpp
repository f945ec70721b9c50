// Stores that cannot be used: each is refused with a message that names the file, exit code 6, and is left as
// it is.
#include <cstdlib>
#include <filesystem>
#include <random>

#include <catch2/catch.hpp>
#include <sys/wait.h>

#include "sim/cli/database.hpp"

#include "tests/sim/cli/sweep_folder.hpp"

using namespace portsim;

namespace {

constexpr const char* few_rates = "workloads.requests.client.rate=30/min,60/min,90/min";

Outcome sweep_few(const std::vector<std::string>& further = {}) {
  std::vector<std::string> all{"--out", "results.db"};
  all.insert(all.end(), further.begin(), further.end());
  return run(sweep_of(few_rates, all));
}

void change(const std::string& file, const std::string& sql) {
  auto database = Database::open(file, DatabaseAccess::write);
  REQUIRE(database);
  REQUIRE(database->execute(sql));
}

void check_refused(const Outcome& outcome, const std::string& complaint) {
  CHECK(outcome.exit_code == 6);
  CHECK(outcome.out.empty());
  CHECK(contains(outcome.err, complaint));
}

}  // namespace

// SQLite takes a file of one byte for an empty one.
TEST_CASE("A store that was cut off anywhere is refused and stays as it is", "[cli][sweep]") {
  const SweepFolder folder;
  REQUIRE(sweep_few().exit_code == 0);
  const std::string whole = bytes_of("results.db");
  REQUIRE(whole.size() > 3 * 4096);
  for (const std::size_t length : {std::size_t{2}, std::size_t{16}, std::size_t{99}, std::size_t{100},
                                   std::size_t{511}, std::size_t{512}, std::size_t{4095}, std::size_t{4096},
                                   whole.size() / 2, whole.size() - 4096, whole.size() - 1}) {
    CAPTURE(length);
    write_bytes("results.db", whole.substr(0, length));
    check_refused(sweep_few(), "portsim: results.db is ");
    CHECK((bytes_of("results.db") == whole.substr(0, length)));
    check_refused(run({.arguments = {"merge", "results.db", "--out", "merged.db"}}),
                  "portsim: results.db is ");
    CHECK_FALSE(std::filesystem::exists("merged.db"));
  }
}

TEST_CASE("A store of no bytes is one that was not begun", "[cli][sweep]") {
  const SweepFolder folder;
  REQUIRE(sweep_few({}).exit_code == 0);
  const std::string whole = bytes_of("results.db");
  write_bytes("results.db", "");
  check_refused(run({.arguments = {"merge", "results.db", "--out", "merged.db"}}),
                "results.db is no result store of portsim");
  CHECK(sweep_few().exit_code == 0);
  CHECK((bytes_of("results.db") == whole));
}

TEST_CASE("No byte of a store can crash what reads it", "[cli][sweep]") {
  const SweepFolder folder;
  REQUIRE(sweep_few().exit_code == 0);
  const std::string whole = bytes_of("results.db");
  std::mt19937 random{4};
  for (int n = 0; n < 60; ++n) {
    std::string bytes = whole;
    for (int flips = 0; flips < 1 + n % 4; ++flips)
      bytes[random() % bytes.size()] = static_cast<char>(random() % 256);
    write_bytes("results.db", bytes);
    const int code = sweep_few().exit_code;
    CAPTURE(n, code);
    CHECK((code == 0 || code == 6));
    const int merged = run({.arguments = {"merge", "results.db", "--out", "merged.db"}}).exit_code;
    CHECK((merged == 0 || merged == 6));
    std::filesystem::remove("merged.db");
    std::filesystem::remove("results.db-journal");
  }
}

TEST_CASE("Another program's file is refused and stays as it is", "[cli][sweep]") {
  const SweepFolder folder;
  change("results.db", "CREATE TABLE notes(text TEXT)");
  const std::string database = bytes_of("results.db");
  check_refused(sweep_few(), "portsim: results.db is no result store of portsim\n");
  CHECK((bytes_of("results.db") == database));

  const std::string scenario = bytes_of("ten-ports.yaml");
  check_refused(run(sweep_of(few_rates, {"--out", "ten-ports.yaml"})),
                "portsim: ten-ports.yaml is no result store");
  CHECK(bytes_of("ten-ports.yaml") == scenario);
}

TEST_CASE("A store that another program uses is refused", "[cli][sweep]") {
  const SweepFolder folder;
  REQUIRE(sweep_few().exit_code == 0);
  auto other = Database::open("results.db", DatabaseAccess::write);
  REQUIRE(other);
  REQUIRE(other->execute("BEGIN EXCLUSIVE"));
  check_refused(sweep_few(), "portsim: results.db is in use by another program\n");
  check_refused(run({.arguments = {"merge", "results.db", "--out", "merged.db"}}),
                "portsim: results.db is in use by another program\n");
}

TEST_CASE("A place where no file can be made is named with the reason", "[cli][sweep]") {
  const SweepFolder folder;
  const auto sweep_into = [](const std::string& out) { return run(sweep_of(few_rates, {"--out", out})); };
  check_refused(sweep_into("missing/results.db"),
                "missing/results.db cannot be opened: No such file or directory");
  check_refused(sweep_into("."), ". cannot be opened: Is a directory");
  check_refused(sweep_into("ten-ports.yaml/results.db"),
                "ten-ports.yaml/results.db cannot be opened: Not a directory");
  CHECK(sweep_into("").exit_code == 2);
}

TEST_CASE("A name that SQLite takes for no file is a file's name", "[cli][sweep]") {
  const SweepFolder folder;
  CHECK(run(sweep_of(few_rates, {"--out", ":memory:"})).exit_code == 0);
  CHECK(std::filesystem::exists(":memory:"));
}

TEST_CASE("A file that may not grow ends the sweep, and nothing stored is lost", "[cli][sweep]") {
  const SweepFolder folder;
  const Outcome whole = run(whole_sweep({"--out", "undisturbed.db"}));
  REQUIRE(whole.exit_code == 0);
  // In units of 1024 bytes; the whole store has more than the last.
  REQUIRE(bytes_of("undisturbed.db").size() > 128 * 1024);
  for (const int limit : {0, 4, 16, 64, 128}) {
    CAPTURE(limit);
    const std::string command = "ulimit -f " + std::to_string(limit) +
                                "; '" PORTSIM_PROGRAM "' sweep ten-ports.yaml " + "--vary '" + swept_rates +
                                "' --out results.db >printed 2>complaint";
    const int status = std::system(("bash -c \"" + command + "\"").c_str());
    REQUIRE(WIFEXITED(status));
    CHECK(WEXITSTATUS(status) == 6);
    if (limit > 0) CHECK(contains(bytes_of("complaint"), "portsim: results.db cannot be "));
  }
  const Outcome last = run(whole_sweep({"--out", "results.db"}));
  CHECK(last.exit_code == 0);
  CHECK(last.out == whole.out);
  CHECK((bytes_of("results.db") == bytes_of("undisturbed.db")));
}

TEST_CASE("A store of another sweep is refused by what differs", "[cli][sweep]") {
  const SweepFolder folder;
  REQUIRE(sweep_few().exit_code == 0);
  const std::string whole = bytes_of("results.db");
  const std::string intro = "results.db is of another sweep (";
  check_refused(sweep_few({"--seed", "7"}), intro + "the values given by --set, --seed or --replications)");
  check_refused(sweep_few({"--where", "rate > 1/min"}), intro + "the constraints of --where)");
  check_refused(sweep_few({"--shard", "1/2"}), "results.db is part 1/1 of the sweep");
  check_refused(run(whole_sweep({"--out", "results.db"})), intro + "the values that are varied)");
  const std::string scenario = bytes_of("ten-ports.yaml");
  write_bytes("ten-ports.yaml", scenario + "# a remark\n");
  check_refused(sweep_few(), intro + "the scenario's text)");
  write_bytes("ten-ports.yaml", scenario);
  CHECK((bytes_of("results.db") == whole));

  change("results.db", "UPDATE meta SET value = '0.0.1' WHERE key = 'portsim_version'");
  check_refused(sweep_few(), "the version of portsim, ");
  change("results.db", "PRAGMA user_version = 99");
  check_refused(sweep_few(), "results.db is a result store of format 99; this portsim knows format 1\n");
}

TEST_CASE("A point that is not whole, or of another scenario, is damage", "[cli][sweep]") {
  const SweepFolder folder;
  REQUIRE(sweep_few().exit_code == 0);
  const std::string whole = bytes_of("results.db");
  for (const char* sql :
       {"DELETE FROM measurement WHERE point = 1", "DELETE FROM replication WHERE point = 1",
        "UPDATE point SET digest = 'other' WHERE point = 1", "UPDATE point SET point = 77 WHERE point = 1",
        "DELETE FROM axis_value", "DELETE FROM meta WHERE key = 'shard'"}) {
    CAPTURE(sql);
    write_bytes("results.db", whole);
    change("results.db", sql);
    check_refused(sweep_few(), "results.db is damaged");
  }
}
