// A sweep that is ended at any moment loses no finished point and runs none twice: a point stands in the
// store under its number as the primary key, so that a second one would be an error, and what is there at the
// end has the bytes of a sweep that nothing disturbed.
#include <chrono>
#include <csignal>
#include <filesystem>
#include <random>
#include <thread>

#include <catch2/catch.hpp>

#include "sim/cli/database.hpp"

#include "tests/sim/cli/sweep_folder.hpp"

using namespace portsim;

namespace {

using Clock = std::chrono::steady_clock;

// Long enough for its points to be stored in many lots.
Start long_sweep(const std::string& out) {
  return whole_sweep({"--out", out, "--set", "duration=4h"});
}

const std::vector<std::string> only_the_sweep{"results.db", "ten-ports.yaml", "undisturbed.db"};

// -1: there is no table of them yet.
std::int64_t points_stored() {
  auto database = Database::open("results.db", DatabaseAccess::write);  // as the next start will
  if (!database) return -1;
  auto count = database->prepare("SELECT count(*) FROM point");
  if (!count || !count->step().value_or(false)) return -1;
  return count->integer().value_or(-1);
}

}  // namespace

TEST_CASE("Killed 30 times at random moments a sweep ends with the bytes of an undisturbed one",
          "[cli][sweep]") {
  const SweepFolder folder;
  const auto began = Clock::now();
  const Outcome undisturbed = run(long_sweep("undisturbed.db"));
  const std::chrono::duration<double> whole = Clock::now() - began;
  REQUIRE(undisturbed.exit_code == 0);

  std::mt19937 random{30};  // the moments differ all the same, as machines do
  std::uniform_real_distribution<double> part_of_whole{0, 0.3};
  int kills = 0;
  int kills_amid_points = 0;
  std::int64_t stored_before = -1;
  while (kills < 30) {
    Program program{long_sweep("results.db")};
    std::this_thread::sleep_for(whole * part_of_whole(random));
    program.send(SIGKILL);
    if (program.wait().exit_code == 0) {  // it was done already: another one
      CHECK(bytes_of("results.db") == bytes_of("undisturbed.db"));
      std::filesystem::remove("results.db");
      stored_before = -1;
      continue;
    }
    ++kills;
    const std::int64_t stored = points_stored();
    CHECK(stored >= stored_before);
    kills_amid_points += stored > 0 && stored < 200 ? 1 : 0;
    stored_before = stored;
  }
  CHECK(kills_amid_points > 5);

  const Outcome last = run(long_sweep("results.db"));
  CHECK(last.exit_code == 0);
  CHECK(last.out == undisturbed.out);
  CHECK((bytes_of("results.db") == bytes_of("undisturbed.db")));
  CHECK(files_here() == only_the_sweep);
}

TEST_CASE("A sweep that was ended after its last point leaves nothing beside the store", "[cli][sweep]") {
  const SweepFolder folder;
  const Outcome undisturbed = run(whole_sweep({"--out", "results.db"}));
  {
    auto database = Database::open("results.db", DatabaseAccess::write);
    REQUIRE(database->execute("UPDATE meta SET value = 'running' WHERE key = 'state'"));
  }
  write_bytes("results.db-journal", std::string(512, '\0'));  // that has nothing to undo
  CHECK(run(whole_sweep({"--out", "results.db"})).out == undisturbed.out);
  CHECK(files_here() == std::vector<std::string>{"results.db", "ten-ports.yaml"});
}

TEST_CASE("A sweep that is started again when it is done changes nothing and prints the same",
          "[cli][sweep]") {
  const SweepFolder folder;
  for (const std::string format : {"text", "json", "csv"}) {
    const Outcome first = run(whole_sweep({"--out", "results.db", "--format", format}));
    const std::string bytes = bytes_of("results.db");
    const Outcome again = run(whole_sweep({"--out", "results.db", "--format", format, "--threads", "1"}));
    CHECK(first.exit_code == 0);
    CHECK(again.exit_code == 0);
    CHECK(again.out == first.out);
    CHECK((bytes_of("results.db") == bytes));
  }
}

TEST_CASE("The store does not depend on the number of threads", "[cli][sweep]") {
  const SweepFolder folder;
  run(whole_sweep({"--out", "one.db", "--threads", "1"}));
  run(whole_sweep({"--out", "three.db", "--threads", "3"}));
  CHECK((bytes_of("one.db") == bytes_of("three.db")));
}

TEST_CASE("Ctrl-C says how many points are kept and how to go on", "[cli][sweep]") {
  const SweepFolder folder;
  REQUIRE(run(whole_sweep({"--out", "undisturbed.db"})).exit_code == 0);
  const std::vector<std::string> longer{"--out", "long.db", "--set", "duration=2000h"};
  Program program{whole_sweep(longer)};
  program.wait_until_it_catches(SIGINT);
  program.send(SIGINT);
  const Outcome outcome = program.wait();
  CHECK(outcome.exit_code == 5);
  CHECK(contains(outcome.err,
                 " of 200 points are in long.db; to go on:\n"
                 "  portsim sweep ten-ports.yaml --vary "
                 "'workloads.requests.client.rate=1/min..200/min step 1/min' --out long.db --set "
                 "duration=2000h\n"));
  CHECK(contains(outcome.out, " of 200 points"));
}
