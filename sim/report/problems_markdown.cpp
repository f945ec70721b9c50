#include "sim/report/problems_markdown.hpp"

#include <fmt/format.h>

#include "sim/scenario/load.hpp"
#include "sim/scenario/problem_example.hpp"
#include "sim/scenario/problem_text.hpp"

namespace portsim {
namespace {

tl::expected<std::string, std::string> no_file(const std::string&, std::size_t) {
  return tl::unexpected{std::string{"No such file or directory"}};
}

std::string message_about(std::string_view example) {
  const Result<Scenario> scenario = load_scenario(
      {.file = "scenario.yaml", .text = scenario_with(example), .overrides = {}, .read_file = no_file});
  std::string text;
  if (!scenario) {
    for (const Problem& problem : scenario.error()) text += describe(problem);
  }
  return text;
}

std::string section_of(const ProblemKindRow& row) {
  return fmt::format("### {}\n\n**{}.** {} {}\n\n```yaml\n{}```\n\n```text\n{}```\n\n", row.code, row.title,
                     row.explanation, row.remedy, row.example, message_about(row.example));
}

}  // namespace

std::string problems_markdown() {
  std::string text =
      "## Messages\n\n"
      "A mistake is reported with its file, line and column, the path of the value, what was expected and "
      "what "
      "was found; the first line ends in the code of its kind, in brackets. `portsim check FILE --format "
      "json` has the same codes, and `expected` and `found` by themselves "
      "where the message has them.\n\n";
  for (const ProblemKindRow& row : problem_kinds()) text += section_of(row);
  return text;
}

}  // namespace portsim
