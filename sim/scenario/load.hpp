// Scenario text in, a Scenario or every problem with its place out. Opens no file and believes nothing: text
// is untrusted.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/scenario/findings.hpp"
#include "sim/scenario/problem.hpp"
#include "sim/scenario/scenario.hpp"
#include "sim/scenario/trace_files.hpp"
#include "sim/scenario/values.hpp"
#include "sim/scenario/yaml_tree.hpp"

namespace portsim {

// Limits on a text before it is believed.
inline constexpr std::size_t scenario_size_max = 1 << 20;  // bytes
inline constexpr int scenario_depth_max = 32;

// What the keys `seed` and `replications` take; the command line has options for them.
inline constexpr WholeRange seed_range{0, std::numeric_limits<std::uint64_t>::max()};
inline constexpr WholeRange replications_range{1, 1'000'000};

struct ScenarioText {
  std::string file;  // its name, for messages; the files that it names count from its folder
  std::string text;
  std::vector<std::string> overrides;    // "path=value", as --set takes them; the value is YAML
  FileReader read_file = {};             // where there is none, a scenario can name no file
  std::vector<std::string> varied = {};  // further overrides, after the others: those of one point of --vary
  std::string varied_by = "--vary";      // the option that stated them, for messages
};

Result<Scenario> load_scenario(const ScenarioText&);

// A text with its overrides, parsed once for all points of a sweep, and the traces that it names, read once:
// both cost many times what the rest of loading does.
class ParsedScenario {
 public:
  explicit ParsedScenario(const ScenarioText&);

  // What load_scenario makes of the text with these as `varied`, whatever it had. From any thread.
  Result<Scenario> with(const std::vector<std::string>& varied) const;

 private:
  ScenarioText source_;
  Findings findings_;
  std::optional<Node> tree_;  // with the overrides that are not varied; nothing: there is nothing to decode
  std::shared_ptr<KnownTraces> traces_;
};

}  // namespace portsim
