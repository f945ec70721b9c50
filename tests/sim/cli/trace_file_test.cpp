// A trace beside its scenario, as a user meets it.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "tests/sim/cli/program.hpp"

using namespace portsim;
namespace fs = std::filesystem;

namespace {

// Ten ports, and a trace of three attempts in a folder of the test's own: tests run at the same time.
class TracedScenario {
 public:
  TracedScenario() {
    std::string name = (fs::temp_directory_path() / "portsim-XXXXXX").string();
    REQUIRE(mkdtemp(name.data()) != nullptr);
    folder_ = name;
    write("traced.yaml",
          "scenario: A trace\n"
          "duration: 100s\n"
          "replications: 2\n"
          "hosts:\n"
          "  client: {os: textbook, settings: {ports: 1024-1033, time_wait: 10s}}\n"
          "services:\n"
          "  server: {address: 10.0.1.20, port: 80}\n"
          "workloads:\n"
          "  requests:\n"
          "    host: client\n"
          "    connects_to: server\n"
          "    client: {model: trace, file: arrivals.csv}\n");
    write("arrivals.csv", "at,holds\n1,0.5\n1.25,\n2,3\n");
  }
  ~TracedScenario() { fs::remove_all(folder_); }
  TracedScenario(const TracedScenario&) = delete;
  TracedScenario& operator=(const TracedScenario&) = delete;

  std::string path(const std::string& name) const { return (folder_ / name).string(); }
  void write(const std::string& name, const std::string& text) const {
    std::ofstream{folder_ / name} << text;
  }

  Outcome portsim(const std::string& command, std::vector<std::string> options = {}) const {
    std::vector<std::string> arguments{command, path("traced.yaml")};
    arguments.insert(arguments.end(), options.begin(), options.end());
    return run({.arguments = arguments});
  }

 private:
  fs::path folder_;
};

}  // namespace

TEST_CASE("A trace is found beside its scenario and run row by row", "[cli][trace]") {
  const TracedScenario scenario;
  CHECK(scenario.portsim("check").exit_code == 0);
  const Outcome outcome = scenario.portsim("run", {"--format", "json"});
  CHECK(outcome.exit_code == 0);
  CHECK(nlohmann::json::parse(outcome.out)["attempts"] == 3);
}

TEST_CASE("A row that is wrong is shown where it stands", "[cli][trace]") {
  const TracedScenario scenario;
  scenario.write("arrivals.csv", "at,holds\r\n1,0.5\r\nsoon,1\r\n");
  const Outcome outcome = scenario.portsim("check");
  CHECK(outcome.exit_code == 3);
  CHECK(outcome.err.find(
            scenario.path("arrivals.csv") +
            ":3:1: workloads.requests.client.file: expected seconds such as 12.5, found \"soon\"") == 0);
  CHECK(outcome.err.find("  3 | soon,1\n    | ^\n") != std::string::npos);
}

TEST_CASE("A trace that cannot be read is a file error at the key that names it", "[cli][trace]") {
  const TracedScenario scenario;
  fs::remove(scenario.path("arrivals.csv"));
  for (const std::string command : {"check", "run"}) {
    const Outcome outcome = scenario.portsim(command);
    CHECK(outcome.exit_code == 6);
    CHECK(outcome.out.empty());
    CHECK(outcome.err.find(scenario.path("traced.yaml") +
                           ":12:34: workloads.requests.client.file: cannot read \"") == 0);
    CHECK(outcome.err.find("No such file or directory") != std::string::npos);
  }
  const Outcome json = scenario.portsim("check", {"--format", "json"});
  CHECK(json.exit_code == 6);
  CHECK(nlohmann::json::parse(json.out)["valid"] == false);
}

TEST_CASE("A folder is no trace", "[cli][trace]") {
  const TracedScenario scenario;
  fs::remove(scenario.path("arrivals.csv"));
  fs::create_directory(scenario.path("arrivals.csv"));
  const Outcome outcome = scenario.portsim("check");
  CHECK(outcome.exit_code == 6);
  CHECK(outcome.err.find("Is a directory") != std::string::npos);
}

TEST_CASE("Option --set names another trace", "[cli][trace]") {
  const TracedScenario scenario;
  scenario.write("other.csv", "at\n7\n");
  const Outcome outcome =
      scenario.portsim("run", {"--format", "json", "--set", "workloads.requests.client.file=other.csv"});
  CHECK(outcome.exit_code == 0);
  CHECK(nlohmann::json::parse(outcome.out)["attempts"] == 1);
}

TEST_CASE("A trace that changed is another scenario, and has another digest", "[cli][trace]") {
  const TracedScenario scenario;
  const auto digest = [&] {
    return nlohmann::json::parse(scenario.portsim("run", {"--format", "json"}).out)["scenario"]["digest"];
  };
  const auto before = digest();
  CHECK(digest() == before);
  scenario.write("arrivals.csv", "at,holds\n1,0.5\n1.25,\n2,4\n");
  CHECK(digest() != before);
}

TEST_CASE("Rows after the end of the run are told", "[cli][trace]") {
  const TracedScenario scenario;
  CHECK(scenario.portsim("run").out.find("\nTrace ") == std::string::npos);
  scenario.write("arrivals.csv", "at\n1\n99\n100\n");
  CHECK(scenario.portsim("run").out.find(
            "\nTrace       requests  1 of 3 rows come after the end at 100 s and are not used\n") !=
        std::string::npos);
}
