// portsim run and portsim check with several files, as a user meets them.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "tests/sim/cli/program.hpp"
#include "tests/sim/cli/sample_scenarios.hpp"

using namespace portsim;
namespace fs = std::filesystem;

namespace {

// A folder of the test's own, as the current one: tests run at the same time.
class Folder {
 public:
  Folder() : before_{fs::current_path()} {
    std::string name = (fs::temp_directory_path() / "portsim-XXXXXX").string();
    REQUIRE(mkdtemp(name.data()) != nullptr);
    fs::current_path(name);
  }
  ~Folder() {
    const fs::path own = fs::current_path();
    fs::current_path(before_);
    fs::remove_all(own);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  void write(const std::string& name, const std::string& text) const { std::ofstream{name} << text; }

 private:
  fs::path before_;
};

struct TwoFiles : Folder {
  TwoFiles() {
    write("holds.yaml", scenario_that_holds);
    write("fails.yaml", scenario_that_fails);
  }
};

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("Several scenarios give one table and the worst exit code", "[cli]") {
  const TwoFiles files;
  const Outcome outcome = run({.arguments = {"run", "holds.yaml", "fails.yaml"}});
  CHECK(outcome.exit_code == 4);
  CHECK(outcome.err.empty());
  // 2/s for 100 s: of each 20 attempts in a lease of 10 s ten find a port.
  CHECK(outcome.out == R"(       connects  fail    first after  scenario

HOLDS  50        0 %     -            holds.yaml
                                      the same in 3 replications

FAILS  200       50.0 %  5.0 s        fails.yaml
                                      the same in 3 replications
                                      crosses failure_fraction < 10%: 50.0 %

Connects are means of one replication. portsim run FILE, with one of them, says why.
)");
}

TEST_CASE("As JSON several scenarios are an array of the results of each", "[cli]") {
  const TwoFiles files;
  const Outcome outcome = run({.arguments = {"run", "holds.yaml", "fails.yaml", "--format", "json"}});
  CHECK(outcome.exit_code == 4);
  const auto results = nlohmann::json::parse(outcome.out);
  REQUIRE(results.size() == 2);
  CHECK(results[0]["scenario"]["file"] == "holds.yaml");
  CHECK(results[1]["failure_fraction"]["mean"] == 0.5);
  const Outcome alone = run({.arguments = {"run", "fails.yaml", "--format", "json"}});
  CHECK(results[1] == nlohmann::json::parse(alone.out));
}

TEST_CASE("Options that override a value hold for every file", "[cli]") {
  const TwoFiles files;
  const Outcome outcome = run({.arguments = {"run", "holds.yaml", "fails.yaml", "--set",
                                             "workloads.requests.client.rate=1/s", "--format", "json"}});
  CHECK(outcome.exit_code == 0);
  for (const auto& result : nlohmann::json::parse(outcome.out)) CHECK(result["attempts"] == 100.0);
}

TEST_CASE("If one scenario is invalid none is run, and the problems of all are shown", "[cli]") {
  const TwoFiles files;
  files.write("invalid.yaml", scenario_at_rate("fast"));
  const Outcome outcome = run({.arguments = {"run", "holds.yaml", "invalid.yaml", "missing.yaml", "-"},
                               .input = scenario_at_rate("slow")});
  CHECK(outcome.exit_code == 6);
  CHECK(outcome.out.empty());
  CHECK(contains(outcome.err, "invalid.yaml:12:53: "));
  CHECK(contains(outcome.err, "missing.yaml: cannot be read: No such file or directory [bad-file]\n"));
  CHECK(contains(outcome.err, "<stdin>:12:53: "));
}

TEST_CASE("Several files are checked each for itself", "[cli]") {
  const TwoFiles files;
  files.write("invalid.yaml", scenario_at_rate("fast"));
  const Outcome outcome = run({.arguments = {"check", "holds.yaml", "invalid.yaml", "fails.yaml"}});
  CHECK(outcome.exit_code == 3);
  CHECK(outcome.out == "holds.yaml: valid\nfails.yaml: valid\n");
  CHECK(contains(outcome.err, "invalid.yaml:12:53: "));

  const Outcome as_json =
      run({.arguments = {"check", "holds.yaml", "invalid.yaml", "missing.yaml", "--format", "json"}});
  CHECK(as_json.exit_code == 6);
  CHECK(as_json.err.empty());
  const auto verdicts = nlohmann::json::parse(as_json.out);
  REQUIRE(verdicts.size() == 3);
  CHECK(verdicts[0]["valid"] == true);
  CHECK(verdicts[1]["file"] == "invalid.yaml");
  CHECK(verdicts[1]["problems"].size() == 1);
  CHECK(verdicts[1]["problems"][0]["found"] == "\"fast\"");
  CHECK(verdicts[2]["file"] == "missing.yaml");
  CHECK(verdicts[2]["valid"] == false);
  CHECK(verdicts[2]["problems"][0]["code"] == "bad-file");
  CHECK(verdicts[2]["problems"][0]["line"].is_null());
}
