#include <filesystem>

#include <catch2/catch.hpp>

#include "sim/cli/database.hpp"

#include "tests/sim/cli/sweep_folder.hpp"

using namespace portsim;

namespace {

Outcome merge(const std::vector<std::string>& stores, const std::string& out = "merged.db") {
  Start start{.arguments = {"merge"}};
  start.arguments.insert(start.arguments.end(), stores.begin(), stores.end());
  start.arguments.insert(start.arguments.end(), {"--out", out});
  return run(start);
}

// Parts 1/3, 2/3 and 3/3 of the sweep.
void sweep_in_three(const std::vector<std::string>& further = {}) {
  for (const std::string number : {"1", "2", "3"}) {
    std::vector<std::string> options{"--out", "part" + number + ".db", "--shard", number + "/3"};
    options.insert(options.end(), further.begin(), further.end());
    REQUIRE(run(whole_sweep(options)).exit_code == 0);
  }
}

void check_refused(const Outcome& outcome, const std::string& complaint) {
  CHECK(outcome.exit_code == 6);
  CHECK(outcome.out.empty());
  CHECK(contains(outcome.err, complaint));
  CHECK_FALSE(std::filesystem::exists("merged.db"));
}

}  // namespace

TEST_CASE("Parts that are merged, in any order, have the bytes of the whole sweep", "[cli][sweep]") {
  const SweepFolder folder;
  const Outcome whole = run(whole_sweep({"--out", "whole.db"}));
  sweep_in_three();
  const Outcome merged = merge({"part3.db", "part1.db", "part2.db"});
  CHECK(merged.exit_code == 0);
  CHECK(merged.out == "merged.db: joined 3 stores\n");
  CHECK((bytes_of("merged.db") == bytes_of("whole.db")));
  CHECK(run(whole_sweep({"--out", "merged.db"})).out == whole.out);
}

TEST_CASE("A merge is refused by what does not fit, and writes nothing", "[cli][sweep]") {
  const SweepFolder folder;
  sweep_in_three();
  check_refused(merge({"part1.db", "part3.db"}),
                "67 of 200 points are in none of the stores:\n"
                "  point 1 (workloads.requests.client.rate=2/min)\n");
  check_refused(merge({"part1.db", "part2.db", "part3.db", "part2.db"}),
                "point 1 (workloads.requests.client.rate=2/min) is in part2.db and in part2.db");
  REQUIRE(run(whole_sweep({"--out", "seed.db", "--shard", "2/3", "--seed", "9"})).exit_code == 0);
  check_refused(
      merge({"part1.db", "seed.db", "part3.db"}),
      "seed.db is of another sweep than part1.db (the values given by --set, --seed or --replications)");
  REQUIRE(run(sweep_of("workloads.requests.client.rate=1/min,2/min", {"--out", "axes.db"})).exit_code == 0);
  check_refused(merge({"part1.db", "axes.db"}),
                "axes.db is of another sweep than part1.db (the values that are varied)");
  check_refused(merge({"part1.db", "missing.db"}), "missing.db cannot be opened: No such file or directory");
  check_refused(merge({"part1.db", "ten-ports.yaml"}), "ten-ports.yaml is no result store");
  {
    auto database = Database::open("part2.db", DatabaseAccess::write);
    REQUIRE(database);
    REQUIRE(database->execute("UPDATE meta SET value = '0.0.1' WHERE key = 'portsim_version'"));
  }
  check_refused(merge({"part1.db", "part2.db", "part3.db"}),
                "part2.db is of another sweep than part1.db (the version");
  write_bytes("ten-ports.yaml", bytes_of("ten-ports.yaml") + "# a remark\n");
  REQUIRE(run(whole_sweep({"--out", "text.db", "--shard", "2/3"})).exit_code == 0);
  check_refused(merge({"part1.db", "text.db", "part3.db"}),
                "text.db is of another sweep than part1.db (the scenario's text)");
}

TEST_CASE("A merge overwrites nothing", "[cli][sweep]") {
  const SweepFolder folder;
  sweep_in_three();
  const std::string part = bytes_of("part1.db");
  const Outcome outcome = merge({"part1.db", "part2.db", "part3.db"}, "part1.db");
  CHECK(outcome.exit_code == 6);
  CHECK(outcome.err == "portsim: part1.db exists already\n");
  CHECK((bytes_of("part1.db") == part));
  CHECK(run({.arguments = {"merge", "part1.db"}}).exit_code == 2);
  CHECK(run({.arguments = {"merge", "--out", "merged.db"}}).exit_code == 2);
}
