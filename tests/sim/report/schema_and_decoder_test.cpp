// The JSON Schema against the decoder: two readings of one language, by two libraries.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <tuple>

#include <catch2/catch.hpp>

#include "sim/report/schema_json.hpp"
#include "sim/report/yaml_json.hpp"
#include "sim/scenario/language.hpp"
#include "sim/scenario/load.hpp"
#include "sim/scenario/problem_text.hpp"

#include "tests/sim/report/every_key.hpp"
#include "tests/sim/report/json_schema.hpp"

using namespace portsim;

namespace {

const std::string root = PORTSIM_ROOT;

std::string text_of(const std::filesystem::path& path) {
  std::ifstream file{path, std::ios::binary};
  REQUIRE(file);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::vector<std::filesystem::path> scenarios_below(const std::string& folder) {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::recursive_directory_iterator{root + folder}) {
    if (entry.path().extension() == ".yaml") paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

Result<Scenario> decoded(const std::string& text) {
  return load_scenario({.file = "scenario.yaml",
                        .text = text,
                        .overrides = {},
                        .read_file = [](const std::string&, std::size_t) { return std::string{"at\n1\n"}; }});
}

nlohmann::json as_json(std::string_view text) {
  return nlohmann::json::parse(yaml_json(text).dump());
}

// Everything in a document that is not a list or a map itself, and each of these.
void add_pointers(const nlohmann::json& node, const nlohmann::json::json_pointer& at,
                  std::vector<nlohmann::json::json_pointer>& all) {
  all.push_back(at);
  if (node.is_object()) {
    for (const auto& [key, value] : node.items()) add_pointers(value, at / key, all);
  } else if (node.is_array()) {
    for (std::size_t i = 0; i < node.size(); ++i) add_pointers(node[i], at / i, all);
  }
}

// /workloads/web/client and /workloads/api/client: only the second part is another.
bool stand_alike(const std::string& a, const std::string& b) {
  const auto parts = [](const std::string& pointer) {
    const auto name = std::min(pointer.find('/', 1), pointer.size());
    const auto rest = std::min(pointer.find('/', std::min(name + 1, pointer.size())), pointer.size());
    return std::tuple{pointer.substr(0, name), pointer.substr(name, rest - name), pointer.substr(rest)};
  };
  const auto [section, name, rest] = parts(a);
  const auto [other_section, other_name, other_rest] = parts(b);
  return section == other_section && name != other_name && !name.empty() && !other_name.empty() &&
         rest == other_rest;
}

// No number in quotes: where the decoder takes it, the schema does not.
const std::vector<nlohmann::json> probes{nullptr,
                                         true,
                                         0,
                                         -1,
                                         1.5,
                                         65537,
                                         1000000001,
                                         "",
                                         "none",
                                         "client",
                                         "port 0",
                                         "0s",
                                         "10s",
                                         "10sec",
                                         "20/s",
                                         "0%",
                                         "101%",
                                         "10.0.0.10",
                                         "1024-5119",
                                         nlohmann::json::array(),
                                         nlohmann::json::object()};

}  // namespace

TEST_CASE("Every shipped scenario passes the schema", "[report]") {
  const JsonSchema schema{schema_json(scenario_shape())};
  const auto scenarios = scenarios_below("/scenarios");
  REQUIRE(scenarios.size() >= 30);
  for (const auto& path : scenarios) {
    INFO(path);
    CHECK(schema.problems_of(as_json(text_of(path))) == std::vector<std::string>{});
  }
}

TEST_CASE("Every negative example fails the schema and, with the code it names, the decoder", "[report]") {
  const JsonSchema schema{schema_json(scenario_shape())};
  const auto examples = scenarios_below("/tests/sim/scenario/negative");
  REQUIRE(examples.size() >= 25);
  for (const auto& path : examples) {
    INFO(path);
    const std::string text = text_of(path);
    const std::string code = text.substr(2, text.find('\n') - 2);  // after "# "
    const auto scenario = decoded(text);
    REQUIRE(!scenario);
    CHECK(scenario.error().size() == 1);
    CHECK(code_of(*scenario.error().front().kind) == code);
    CHECK(!schema.accepts(as_json(text)));
  }
}

TEST_CASE("Every positive example passes the schema and the decoder", "[report]") {
  const JsonSchema schema{schema_json(scenario_shape())};
  for (const auto& path : scenarios_below("/tests/sim/scenario/positive")) {
    INFO(path);
    const auto scenario = decoded(text_of(path));
    if (!scenario) {
      for (const Problem& problem : scenario.error()) UNSCOPED_INFO(describe(problem));
    }
    CHECK(scenario.has_value());
    CHECK(schema.problems_of(as_json(text_of(path))) == std::vector<std::string>{});
  }
}

TEST_CASE("The example that has every key passes the schema and the decoder, and has every key", "[report]") {
  const JsonSchema schema{schema_json(scenario_shape())};
  const auto scenario = decoded(std::string{every_key});
  if (!scenario) {
    for (const Problem& problem : scenario.error()) UNSCOPED_INFO(describe(problem));
  }
  CHECK(scenario.has_value());
  CHECK(schema.problems_of(as_json(every_key)) == std::vector<std::string>{});
}

// A scalar, list or map at every place in turn becomes each of the probes. What the decoder accepts, the
// schema accepts; and what the decoder refuses for the form of one value, the schema refuses too.
TEST_CASE("The schema and the decoder agree about every value at every place", "[report]") {
  const std::set<ProblemKind> of_form{ProblemKind::wrong_type,     ProblemKind::wrong_value,
                                      ProblemKind::missing_unit,   ProblemKind::wrong_unit,
                                      ProblemKind::out_of_range,   ProblemKind::unknown_key,
                                      ProblemKind::unknown_setting};
  const JsonSchema schema{schema_json(scenario_shape())};
  const nlohmann::json good = as_json(every_key);
  std::vector<nlohmann::json::json_pointer> places;
  add_pointers(good, nlohmann::json::json_pointer{}, places);
  int accepted = 0;
  int refused = 0;
  for (const auto& place : places) {
    for (const nlohmann::json& probe : probes) {
      nlohmann::json changed = good;
      changed[place] = probe;
      const auto scenario = decoded(changed.dump());
      const bool passes = schema.accepts(changed);
      INFO(place << ": " << probe.dump());
      if (scenario) {
        CHECK(passes);
        ++accepted;
        continue;
      }
      ++refused;
      const Problem& first = scenario.error().front();
      // Of what a step sets only the decoder knows the host's system and the workload's client.
      const bool is_set = place.to_string().rfind("/timeline/2/set/", 0) == 0;
      if (!is_set && first.kind && of_form.count(*first.kind) > 0) {
        INFO(describe(first));
        CHECK(!passes);
      }
    }
  }
  CHECK(accepted > 100);
  CHECK(refused > 2000);
}

// Each map loses each of its keys, and gains each of those that the maps beside it have.
TEST_CASE("The schema and the decoder agree about which keys go together", "[report]") {
  const std::set<ProblemKind> of_keys{ProblemKind::missing_key, ProblemKind::unknown_key,
                                      ProblemKind::conflict, ProblemKind::unknown_setting};
  const JsonSchema schema{schema_json(scenario_shape())};
  const nlohmann::json good = as_json(every_key);
  int refused = 0;
  const auto check = [&](const nlohmann::json& changed, const std::string& what) {
    INFO(what);
    const auto scenario = decoded(changed.dump());
    if (scenario) {
      CHECK(schema.accepts(changed));
      return;
    }
    const Problem& first = scenario.error().front();
    const bool is_of_keys = first.kind && of_keys.count(*first.kind) > 0;
    // Draft-07 cannot say whether a phase is the last, nor what a host has by the time of a step.
    const bool is_unseen = first.path.find("phases[0].for") != std::string::npos ||
                           first.path.find(".install") != std::string::npos;
    if (!is_of_keys || is_unseen) return;
    INFO(describe(first));
    CHECK(!schema.accepts(changed));
    ++refused;
  };
  std::vector<nlohmann::json::json_pointer> places;
  add_pointers(good, nlohmann::json::json_pointer{}, places);
  for (const auto& place : places) {
    if (!good[place].is_object()) continue;
    for (const auto& [key, value] : good[place].items()) {
      nlohmann::json changed = good;
      changed[place].erase(key);
      check(changed, "without " + (place / key).to_string());
    }
    for (const auto& other : places) {
      if (!good[other].is_object() || !stand_alike(place.to_string(), other.to_string())) continue;
      for (const auto& [key, value] : good[other].items()) {
        if (good[place].contains(key)) continue;
        nlohmann::json changed = good;
        changed[place][key] = value;
        check(changed, "with " + (place / key).to_string());
      }
    }
  }
  CHECK(refused > 100);
}
