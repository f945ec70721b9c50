// The codes of the messages: each is explained by an example that gives it, and pinned in a whole message.
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

#include "sim/scenario/problem_example.hpp"

#include "tests/sim/scenario/scenario_texts.hpp"

namespace portsim {
namespace {

// The first lines of the messages that the tests of this folder state as a whole.
std::set<std::string> pinned_messages() {
  const std::regex message{R"re(^.*?((?:web\.yaml|--set|[a-z-]+\.csv)(?::\d+:\d+)?: .* \[[a-z-]+\])$)re"};
  std::set<std::string> all;
  for (const auto& entry : std::filesystem::directory_iterator{PORTSIM_ROOT "/tests/sim/scenario"}) {
    std::ifstream file{entry.path()};
    std::smatch found;
    for (std::string line; std::getline(file, line);) {
      if (std::regex_match(line, found, message)) all.insert(found[1]);
    }
  }
  return all;
}

TEST_CASE("The rows stand in the order of the enumeration, each with a code of its own", "[scenario]") {
  std::set<std::string_view> codes;
  for (std::size_t i = 0; i < problem_kinds().size(); ++i) {
    const ProblemKindRow& row = problem_kinds()[i];
    CHECK(static_cast<std::size_t>(row.kind) == i);
    CHECK(codes.insert(row.code).second);
    for (const std::string_view words : {row.title, row.explanation, row.remedy}) CHECK(!words.empty());
  }
}

TEST_CASE("A scenario of the sections that examples leave out is good", "[scenario]") {
  CHECK(problems_of(scenario_with("")) == "");
}

TEST_CASE("The example of a kind has one mistake, and it is of that kind", "[scenario]") {
  for (const ProblemKindRow& row : problem_kinds()) {
    const Result<Scenario> scenario = load(scenario_with(row.example));
    INFO(row.code << "\n" << problems_of(scenario_with(row.example)));
    REQUIRE(!scenario);
    CHECK(scenario.error().size() == 1);
    CHECK(scenario.error().front().kind == row.kind);
  }
}

TEST_CASE("Every kind is pinned in a whole message, and at least 150 messages are", "[scenario]") {
  const std::set<std::string> messages = pinned_messages();
  CHECK(messages.size() >= 150);
  for (const ProblemKindRow& row : problem_kinds()) {
    INFO(row.code);
    const std::string ending = " [" + std::string{row.code} + "]";
    const bool is_pinned = std::any_of(messages.begin(), messages.end(), [&](const std::string& message) {
      return message.size() > ending.size() &&
             message.compare(message.size() - ending.size(), ending.size(), ending) == 0;
    });
    CHECK(is_pinned);
  }
}

}  // namespace
}  // namespace portsim
