// Every scenario file of the project is run, and what comes out is what theory and documents say.
#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "tests/scenarios/expected_summary.hpp"
#include "tests/scenarios/program.hpp"

namespace portsim::scenarios {
namespace {

const std::string root = PORTSIM_ROOT;

std::vector<std::string> files_with(const std::string& ending) {  // below scenarios/, from the root
  std::vector<std::string> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator{root + "/scenarios"}) {
    const std::string path = entry.path().lexically_relative(root).generic_string();
    if (path.size() > ending.size() && path.substr(path.size() - ending.size()) == ending)
      files.push_back(path);
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::string beside(const std::string& file, const std::string& ending, const std::string& other_ending) {
  return file.substr(0, file.size() - ending.size()) + other_ending;
}

bool exists(const std::string& file) {
  return std::filesystem::exists(root + "/" + file);
}

}  // namespace

TEST_CASE("Every scenario has an expected summary, and every summary its scenario", "[scenarios]") {
  const auto scenarios = files_with(".yaml");
  REQUIRE(!scenarios.empty());
  for (const std::string& file : scenarios) {
    INFO(file);
    CHECK(exists(beside(file, ".yaml", ".expected.json")));
  }
  for (const std::string& file : files_with(".expected.json")) {
    INFO(file);
    CHECK(exists(beside(file, ".expected.json", ".yaml")));
  }
}

TEST_CASE("Every scenario opens with its schema, what it shows and where it comes from", "[scenarios]") {
  for (const std::string& file : files_with(".yaml")) {
    INFO(file);
    const std::string text = text_of(root + "/" + file);
    CHECK(text.substr(0, text.find('\n')) == "# yaml-language-server: $schema=../scenario.schema.json");
    for (const char* part : {"\n# Stated:", "\n# Assumed:", "\n# Derived:"})
      CHECK_THAT(text, Catch::Contains(part));
  }
}

TEST_CASE("Every scenario gives what its expected summary says", "[scenarios][runs]") {
  for (const std::string& file : files_with(".yaml")) {
    const std::string summary = beside(file, ".yaml", ".expected.json");
    if (!exists(summary)) continue;  // The case above fails for it.
    DYNAMIC_SECTION(file) {
      const ExpectedSummary expected = expected_summary(text_of(root + "/" + summary));
      const ProgramRun run = run_program(root, {"run", file, "--format", "json", "--quiet"});
      CHECK(run.exit_code == expected.exit_code);

      const auto result = nlohmann::json::parse(run.output, nullptr, /*allow_exceptions=*/false);
      REQUIRE(result.is_object());
      for (const Claim& claim : expected.claims) {
        const auto problem = complaint(claim, result);
        if (problem) FAIL_CHECK(*problem);
      }
      const std::string fingerprint = result.value("fingerprint", "");
      if (fingerprint != expected.fingerprint) {
        FAIL_CHECK("the run's records have changed. If they should, say why in the commit, and set in "
                   << summary << ": \"fingerprint\": \"" << fingerprint << "\"");
      }
    }
  }
}

}  // namespace portsim::scenarios
