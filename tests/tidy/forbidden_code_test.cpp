// What our code does not call or name, and where. Each case shows first, on a line that breaks it, that the
// rule can fail.
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <catch2/catch.hpp>

#include "tests/tidy/source_tree.hpp"

namespace portsim::tidy {
namespace {

struct ForbiddenCode {
  std::vector<std::string_view> where;   // folders the rule is about
  std::vector<std::string_view> except;  // and those within that it is not about
  std::vector<std::string_view> words;
};

Findings findings_of(const ForbiddenCode& rule, const SourceTree& tree) {
  Findings findings;
  for (const SourceFile& file : tree) {
    if (!is_in(file.path, rule.where) || is_in(file.path, rule.except)) continue;
    int number = 0;
    for (const SourceLine& line : file.lines) {
      ++number;
      for (const std::string_view word : rule.words) {
        if (has_word(line.code, word)) findings.push_back({file.path, number, "has " + std::string{word}});
      }
    }
  }
  return findings;
}

Findings findings_of(const ForbiddenCode& rule, std::string path, std::string_view text) {
  return findings_of(rule, SourceTree{source_file(std::move(path), text)});
}

}  // namespace

TEST_CASE("Only the command line opens files, and what runs a real kernel", "[tidy]") {
  const ForbiddenCode rule{{"models/", "sim/"},
                           {"sim/cli/", "sim/live/"},
                           {"<fstream>", "<filesystem>", "<cstdio>", "<stdio.h>", "<fcntl.h>", "<unistd.h>",
                            "std::ifstream", "std::ofstream", "std::fstream", "std::filesystem", "fopen"}};

  CHECK(listing(findings_of(rule, "sim/report/a.cpp", "\n  std::ofstream out{path};  // fopen\n")) ==
        "sim/report/a.cpp:2: has std::ofstream\n");
  CHECK(findings_of(rule, "sim/cli/a.cpp", "#include <fstream>\n").empty());
  CHECK(listing(findings_of(rule, our_source())) == "");
}

TEST_CASE("Only the command line prints", "[tidy]") {
  const ForbiddenCode rule{{"models/", "sim/"},
                           {"sim/cli/"},
                           {"<iostream>", "std::cout", "std::cerr", "std::clog", "printf", "fprintf", "puts",
                            "fputs", "putchar", "fwrite", "fmt::print", "fmt::println"}};

  CHECK(findings_of(rule, "sim/report/a.cpp", "  fmt::print(\"failures: {}\", n);\n").size() == 1);
  CHECK(findings_of(rule, "sim/report/a.cpp", "  // fmt::print is not for us\n  snprintf();\n").empty());
  CHECK(listing(findings_of(rule, our_source())) == "");
}

TEST_CASE("Below the command line only one file of the experiment starts threads", "[tidy]") {
  const std::vector<std::string_view> words{"<thread>",     "<future>",   "<stop_token>",  "std::thread",
                                            "std::jthread", "std::async", "pthread_create"};
  const ForbiddenCode elsewhere{{"models/", "sim/"}, {"sim/cli/", "sim/experiment/"}, words};
  const ForbiddenCode in_experiment{{"sim/experiment/"}, {}, words};
  const auto files_of = [](const Findings& findings) {
    std::set<std::string> files;
    for (const Finding& finding : findings) files.insert(finding.path);
    return files;
  };

  CHECK(findings_of(elsewhere, "sim/host/a.cpp", "  std::jthread worker{run};\n").size() == 1);
  CHECK(files_of(findings_of(in_experiment, "sim/experiment/a.cpp", "#include <thread>\n")).size() == 1);
  CHECK(listing(findings_of(elsewhere, our_source())) == "");

  const std::set<std::string> ours = files_of(findings_of(in_experiment, our_source()));
  CAPTURE(ours);
  CHECK(ours.size() <= 1);
}

TEST_CASE("Outside the command line nothing needs what the browser's library lacks", "[tidy]") {
  const ForbiddenCode rule{{"models/", "sim/"},
                           {"sim/cli/"},
                           {"<ranges>", "<format>", "<coroutine>", "<source_location>", "<memory_resource>",
                            "std::ranges", "std::views", "std::format", "std::bit_cast",
                            "std::source_location", "std::pmr", "std::strong_order"}};

  CHECK(findings_of(rule, "sim/host/a.cpp", "  std::ranges::sort(ports);\n").size() == 1);
  CHECK(listing(findings_of(rule, our_source())) == "");
}

TEST_CASE("Random values come from the project's own samplers, which are the same everywhere", "[tidy]") {
  const ForbiddenCode rule{
      {"models/", "sim/"},
      {},
      {"<random>", "std::uniform_int_distribution", "std::uniform_real_distribution",
       "std::exponential_distribution", "std::normal_distribution", "std::poisson_distribution",
       "std::gamma_distribution", "std::lognormal_distribution", "std::discrete_distribution", "std::shuffle",
       "std::sample", "std::mt19937", "std::mt19937_64", "std::random_device", "std::rand", "rand"}};

  CHECK(findings_of(rule, "models/random/a.cpp", "#include <random>\n").size() == 1);
  CHECK(findings_of(rule, "sim/host/a.cpp", "  std::shuffle(b, e, g);\n").size() == 1);
  CHECK(listing(findings_of(rule, our_source())) == "");
}

TEST_CASE("What a run's records depend on uses no function that differs between C libraries", "[tidy]") {
  const ForbiddenCode rule{
      {"models/random/", "models/ports/", "models/tcp/", "models/workload/", "sim/engine/", "sim/host/"},
      {},
      {"std::log", "std::log2", "std::log10", "std::log1p", "std::exp", "std::exp2", "std::expm1", "std::pow",
       "std::sin", "std::cos", "std::tan", "std::lgamma", "std::tgamma", "std::erf", "std::cbrt", "std::fma",
       "log", "exp", "pow"}};

  CHECK(findings_of(rule, "models/random/a.cpp", "  return -std::log(u) * mean;\n").size() == 2);
  CHECK(findings_of(rule, "models/random/a.cpp", "  return std::sqrt(portable_log(u));\n").empty());
  CHECK(listing(findings_of(rule, our_source())) == "");
}

TEST_CASE("Containers have an order that is the same everywhere", "[tidy]") {
  const ForbiddenCode rule{{"models/", "sim/"},
                           {},
                           {"<unordered_map>", "<unordered_set>", "std::unordered_map", "std::unordered_set",
                            "std::unordered_multimap", "std::unordered_multiset", "std::hash"}};

  CHECK(findings_of(rule, "sim/host/a.hpp", "  std::unordered_map<int, int> held_;\n").size() == 1);
  CHECK(listing(findings_of(rule, our_source())) == "");
}

TEST_CASE("Models and engine read no clock", "[tidy]") {
  const ForbiddenCode rule{{"models/", "sim/"},
                           {"sim/cli/", "sim/live/"},
                           {"system_clock", "steady_clock", "high_resolution_clock", "std::time",
                            "clock_gettime", "gettimeofday"}};

  CHECK(findings_of(rule, "sim/engine/a.cpp", "  auto t = std::chrono::steady_clock::now();\n").size() == 1);
  CHECK(listing(findings_of(rule, our_source())) == "");
}

TEST_CASE("No handler catches everything", "[tidy]") {
  const ForbiddenCode rule{{"models/", "sim/", "tests/", "bench/"}, {}, {"catch (...)", "catch(...)"}};

  CHECK(findings_of(rule, "sim/cli/a.cpp", "  } catch (...) {\n").size() == 1);
  CHECK(findings_of(rule, "sim/cli/a.cpp", "  } catch (const YAML::Exception& problem) {\n").empty());
  CHECK(listing(findings_of(rule, our_source())) == "");
}

TEST_CASE("No property test throws its verdict away", "[tidy]") {
  const auto unchecked = [](const SourceTree& tree) {
    Findings findings;
    for (const SourceFile& file : tree) {
      int number = 0;
      for (const SourceLine& line : file.lines) {
        ++number;
        const bool is_judged = line.code.find("CHECK(rc::check(") != std::string::npos;
        if (has_word(line.code, "rc::check") && !is_judged)
          findings.push_back({file.path, number, "throws the verdict of rc::check away"});
      }
    }
    return findings;
  };

  CHECK(unchecked({source_file("tests/sim/host/a_test.cpp", "  rc::check([] {\n")}).size() == 1);
  CHECK(unchecked({source_file("tests/sim/host/a_test.cpp", "  CHECK(rc::check([] {\n")}).empty());
  CHECK(listing(unchecked(our_source())) == "");
}

TEST_CASE("Nothing is left to do", "[tidy]") {
  // Such words stand in comments, so this reads the text, except of this file, which names them.
  const std::vector<std::string_view> words{"TODO", "FIXME", "XXX", "HACK"};
  const auto left_to_do = [&](const SourceTree& tree) {
    Findings findings;
    for (const SourceFile& file : tree) {
      if (is_in(file.path, {"tests/tidy/forbidden_code_test.cpp"})) continue;
      int number = 0;
      for (const SourceLine& line : file.lines) {
        ++number;
        for (const std::string_view word : words) {
          if (has_word(line.text, word)) findings.push_back({file.path, number, "has " + std::string{word}});
        }
      }
    }
    return findings;
  };

  CHECK(listing(left_to_do({source_file("models/os/a.hpp", "int a;  // TODO: b\n")})) ==
        "models/os/a.hpp:1: has TODO\n");
  CHECK(listing(left_to_do(our_source())) == "");
}

}  // namespace portsim::tidy
