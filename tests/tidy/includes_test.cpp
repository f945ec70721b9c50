// Includes point one way: tests, bench, cli -> rest of sim -> models.
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <catch2/catch.hpp>

#include "tests/tidy/module_arrows.hpp"
#include "tests/tidy/source_tree.hpp"

namespace portsim::tidy {
namespace {

struct IncludeRule {
  std::vector<std::string_view> where;   // folders the rule is about
  std::vector<std::string_view> except;  // and those within that it is not about
  bool (*is_forbidden)(const Include&);
};

Findings findings_of(const IncludeRule& rule, const SourceTree& tree) {
  Findings findings;
  for (const SourceFile& file : tree) {
    if (!is_in(file.path, rule.where) || is_in(file.path, rule.except)) continue;
    for (const Include& include : includes_of(file)) {
      if (rule.is_forbidden(include))
        findings.push_back({file.path, include.line, "includes " + include.path});
    }
  }
  return findings;
}

Findings findings_of_arrows(const ModuleArrows& arrows, const SourceTree& tree) {
  Findings findings;
  for (const SourceFile& file : tree) {
    const std::string folder = folder_of(file.path);
    if (!is_in(file.path, {"models/", "sim/"})) continue;
    const auto module = arrows.find(folder);
    if (module == arrows.end()) {
      findings.push_back({file.path, 1, folder + " is no module of CMakeLists.txt"});
      continue;
    }
    for (const Include& include : includes_of(file)) {
      if (include.is_ours && module->second.count(folder_of(include.path)) == 0) {
        findings.push_back({file.path, include.line, folder + " does not use " + folder_of(include.path)});
      }
    }
  }
  return findings;
}

}  // namespace

TEST_CASE("Nothing in models includes sim", "[tidy]") {
  const IncludeRule rule{
      {"models/"}, {}, [](const Include& include) { return is_in(include.path, {"sim/"}); }};

  CHECK(listing(findings_of(rule,
                            {source_file("models/os/a.hpp", "\n#include \"sim/engine/sim_time.hpp\"\n")})) ==
        "models/os/a.hpp:2: includes sim/engine/sim_time.hpp\n");
  CHECK(listing(findings_of(rule, our_source())) == "");
}

TEST_CASE("The program includes nothing of tests or bench", "[tidy]") {
  const IncludeRule rule{{"models/", "sim/"}, {}, [](const Include& include) {
                           return is_in(include.path, {"tests/", "bench/"});
                         }};

  CHECK(findings_of(rule, {source_file("sim/host/a.hpp", "#include \"tests/sim/one_host.hpp\"\n")}).size() ==
        1);
  CHECK(listing(findings_of(rule, our_source())) == "");
}

TEST_CASE("The engine includes only the standard library and the vocabulary", "[tidy]") {
  const IncludeRule rule{{"sim/engine/"}, {}, [](const Include& include) {
                           if (include.is_ours)
                             return !is_in(include.path, {"sim/engine/", "models/vocabulary/"});
                           return include.path.find_first_of("/.") != std::string::npos;
                         }};

  CHECK(findings_of(rule, {source_file("sim/engine/a.hpp",
                                       "#include <vector>\n"
                                       "#include <fmt/format.h>\n"
                                       "#include \"models/vocabulary/duration.hpp\"\n"
                                       "#include \"models/tcp/port_lease.hpp\"\n")})
            .size() == 2);
  CHECK(listing(findings_of(rule, our_source())) == "");
}

TEST_CASE("Only the command line includes Boost.Program_options", "[tidy]") {
  const IncludeRule rule{{"models/", "sim/", "bench/"}, {"sim/cli/"}, [](const Include& include) {
                           return is_in(include.path, {"boost/program_options"});
                         }};

  CHECK(
      findings_of(rule, {source_file("sim/report/a.cpp", "#include <boost/program_options.hpp>\n")}).size() ==
      1);
  CHECK(findings_of(rule, {source_file("sim/cli/a.cpp", "#include <boost/program_options.hpp>\n")}).empty());
  CHECK(listing(findings_of(rule, our_source())) == "");
}

TEST_CASE("Only what runs a real kernel makes sockets and enters namespaces, for the command line alone",
          "[tidy]") {
  const IncludeRule system_calls{
      {"models/", "sim/", "bench/"}, {"sim/live/"}, [](const Include& include) {
        return is_in(include.path, {"sys/socket.h", "netinet/", "arpa/", "linux/", "sched.h", "sys/prctl.h"});
      }};
  const IncludeRule users{{"models/", "sim/", "bench/"},
                          {"sim/live/", "sim/cli/"},
                          [](const Include& include) { return is_in(include.path, {"sim/live/"}); }};

  CHECK(findings_of(system_calls, {source_file("sim/cli/a.cpp", "#include <sys/socket.h>\n")}).size() == 1);
  CHECK(findings_of(system_calls, {source_file("sim/live/a.cpp", "#include <sys/socket.h>\n")}).empty());
  CHECK(findings_of(users, {source_file("sim/report/a.cpp", "#include \"sim/live/live.hpp\"\n")}).size() ==
        1);
  CHECK(listing(findings_of(system_calls, our_source())) == "");
  CHECK(listing(findings_of(users, our_source())) == "");
}

TEST_CASE("Only the analytic models include Eigen", "[tidy]") {
  const IncludeRule rule{{"models/", "sim/"}, {"models/analytic/"}, [](const Include& include) {
                           return is_in(include.path, {"Eigen/", "unsupported/Eigen/"});
                         }};

  CHECK(findings_of(rule, {source_file("sim/statistics/a.cpp", "#include <Eigen/Dense>\n")}).size() == 1);
  CHECK(findings_of(rule, {source_file("models/analytic/a.cpp", "#include <Eigen/Dense>\n")}).empty());
  CHECK(listing(findings_of(rule, our_source())) == "");
}

TEST_CASE("Only one file, that of the result stores' database, includes SQLite", "[tidy]") {
  const IncludeRule rule{{"models/", "sim/", "bench/", "tests/"},
                         {"sim/cli/database.cpp"},
                         [](const Include& include) { return is_in(include.path, {"sqlite3"}); }};

  CHECK(findings_of(rule, {source_file("sim/cli/a.cpp", "#include <sqlite3.h>\n")}).size() == 1);
  CHECK(findings_of(rule, {source_file("sim/cli/database.cpp", "#include <sqlite3.h>\n")}).empty());
  CHECK(listing(findings_of(rule, our_source())) == "");
}

TEST_CASE("Exactly one file, a .cpp of the scenario loader, includes the YAML library", "[tidy]") {
  const auto is_yaml = [](const Include& include) { return is_in(include.path, {"yaml-cpp/"}); };
  const auto files_with_yaml = [&](const SourceTree& tree) {
    std::set<std::string> files;
    for (const Finding& finding : findings_of({{"models/", "sim/", "bench/"}, {}, is_yaml}, tree)) {
      files.insert(finding.path);
    }
    return files;
  };

  CHECK(files_with_yaml({source_file("sim/scenario/a.cpp", "#include <yaml-cpp/yaml.h>\n"),
                         source_file("sim/scenario/b.hpp", "#include <yaml-cpp/yaml.h>\n")})
            .size() == 2);

  const std::set<std::string> ours = files_with_yaml(our_source());
  CAPTURE(ours);
  REQUIRE(ours.size() == 1);
  CHECK(folder_of(*ours.begin()) == "sim/scenario");
  CHECK(ours.begin()->substr(ours.begin()->size() - 4) == ".cpp");
}

TEST_CASE("Folders include only what CMakeLists.txt says they use", "[tidy]") {
  const ModuleArrows example = arrows_of(
      "portsim_module(models/a)\nportsim_module(models/b USES models/a fmt::fmt)\n"
      "portsim_module(sim/c\n  USES models/b)\n");

  const SourceFile up = source_file("models/a/x.cpp", "#include \"models/b/y.hpp\"\n");
  const SourceFile down_two = source_file("sim/c/x.cpp", "#include \"models/a/y.hpp\"\n");
  const SourceFile stray = source_file("sim/d/x.cpp", "\n");
  CHECK(listing(findings_of_arrows(example, {up})) == "models/a/x.cpp:1: models/a does not use models/b\n");
  CHECK(listing(findings_of_arrows(example, {down_two})) == "");
  CHECK(listing(findings_of_arrows(example, {stray})) ==
        "sim/d/x.cpp:1: sim/d is no module of CMakeLists.txt\n");

  const ModuleArrows ours = arrows_of(text_of_file("CMakeLists.txt"));
  REQUIRE(ours.size() > 10);
  CHECK(listing(findings_of_arrows(ours, our_source())) == "");
}

TEST_CASE("Our own files are included by their path from the root", "[tidy]") {
  const auto not_from_the_root = [](const SourceTree& tree) {
    std::set<std::string> paths;
    for (const SourceFile& file : tree) paths.insert(file.path);
    Findings findings;
    for (const SourceFile& file : tree) {
      for (const Include& include : includes_of(file)) {
        if (include.is_ours && paths.count(include.path) == 0) {
          findings.push_back({file.path, include.line, include.path + " is no path from the root"});
        }
      }
    }
    return findings;
  };

  CHECK(listing(not_from_the_root({source_file("tests/sim/a.cpp", "#include \"sim/b.hpp\"\n"),
                                   source_file("tests/sim/b.hpp", "// B.\n")})) ==
        "tests/sim/a.cpp:1: sim/b.hpp is no path from the root\n");
  CHECK(listing(not_from_the_root(our_source())) == "");
}

TEST_CASE("Every header is included by another file", "[tidy]") {
  const auto dead_headers = [](const SourceTree& tree) {
    std::set<std::string> included;
    for (const SourceFile& file : tree) {
      for (const Include& include : includes_of(file)) {
        if (include.path != file.path) included.insert(include.path);
      }
    }
    Findings findings;
    for (const SourceFile& file : tree) {
      if (is_header(file) && included.count(file.path) == 0) {
        findings.push_back({file.path, 1, "is included nowhere"});
      }
    }
    return findings;
  };

  CHECK(listing(dead_headers({source_file("models/os/a.hpp", "\n")})) ==
        "models/os/a.hpp:1: is included nowhere\n");
  CHECK(listing(dead_headers(our_source())) == "");
}

}  // namespace portsim::tidy
