// load_scenario: the text is checked, parsed into a tree, overridden, and read by the tables.
#include "sim/scenario/load.hpp"

#include <optional>
#include <string>
#include <utility>

#include "sim/scenario/digest.hpp"
#include "sim/scenario/key_table.hpp"
#include "sim/scenario/overrides.hpp"
#include "sim/scenario/sections.hpp"
#include "sim/scenario/text_check.hpp"
#include "sim/scenario/utf8.hpp"
#include "sim/scenario/yaml_tree.hpp"

namespace portsim {
namespace {

constexpr int name_length_max = 200;

// Reports print the name as it stands.
Decoded<std::string> decode_name(std::string_view text) {
  if (text.empty()) return tl::unexpected{Reason{}};
  if (count_code_points(text) > name_length_max) return tl::unexpected{Reason{"more than 200 characters"}};
  for (std::string_view rest = text; !rest.empty();) {
    const CodePoint next = first_code_point(rest);
    if (is_control(next.value)) return tl::unexpected{Reason{"it has control characters"}};
    rest.remove_prefix(next.bytes.size());
  }
  return std::string{text};
}

void read_warm_up(const Field& value, Scenario& scenario) {
  value.read_into(scenario.warm_up, decode_duration);
  const bool has_duration = scenario.duration > Duration::zero();
  if (has_duration && scenario.warm_up >= scenario.duration) {
    value.report_unexpected("it must be shorter than the duration");
  }
}

void read_confidence(const Field& value, Scenario& scenario) {
  value.read_into(scenario.confidence, decode_percentage);
  const double confidence = scenario.confidence.value();
  if (confidence <= 0 || confidence >= 1) value.report_unexpected("neither 0% nor 100%");
}

constexpr Key<Scenario> scenario_keys[] = {
    {"scenario", required, "a name of 1 to 200 characters",
     [](const Field& value, Scenario& scenario) { value.read_into(scenario.name, decode_name); }},
    {"duration", required, "a duration such as \"30min\"",
     [](const Field& value, Scenario& scenario) {
       value.read_into(scenario.duration, decode_positive_duration);
     }},
    {"warm_up", defaults_to("0s"), "a duration such as \"5min\"", read_warm_up},
    {"replications", defaults_to("20"), "a whole number from 1 to 1000000",
     [](const Field& value, Scenario& scenario) {
       value.read_whole_into(scenario.replications, replications_range);
     }},
    {"seed", defaults_to("1"), "a whole number from 0 to 18446744073709551615",
     [](const Field& value, Scenario& scenario) { value.read_whole_into(scenario.seed, seed_range); }},
    {"confidence", defaults_to("95%"), "a percentage such as \"95%\"", read_confidence},
    {"hosts", required, "a map with at least one host", read_hosts},
    {"services", required, "a map with at least one service", read_services},
    {"workloads", required, "a map with at least one workload", read_workloads},
    {"timeline", optional("nothing changes"),
     "a list of steps such as [{at: 20min, host: web, do: restart-adapter}]", read_timeline},
    {"thresholds", optional("none"), "a list of thresholds such as [failure_fraction < 0.1%]",
     read_thresholds},
};

struct Texts {
  std::vector<NamedText> all;  // the file, then the overrides

  explicit Texts(const ScenarioText& source) {
    all.push_back({source.file, without_byte_order_mark(source.text)});
    for (const std::string& override_text : source.overrides) all.push_back({"--set", override_text});
  }
};

bool check_texts(const Texts& texts, Findings& findings) {
  bool are_readable = true;
  for (std::size_t i = 0; i < texts.all.size(); ++i) {
    are_readable &= check_text(texts.all[i].text, static_cast<int>(i), findings);
  }
  return are_readable;
}

// The tree of the file with the overrides applied. Nothing: there is nothing to decode.
std::optional<Node> read_tree(const Texts& texts, Findings& findings) {
  if (!check_texts(texts, findings)) return std::nullopt;
  std::optional<Node> tree = parse_yaml(texts.all.front().text, {0, 1, 0}, findings);
  if (!tree) return std::nullopt;
  if (std::holds_alternative<Nothing>(tree->value)) {
    findings.add({}, "", "no scenario in it; expected keys such as scenario, duration and hosts");
    return std::nullopt;
  }
  for (std::size_t i = 1; i < texts.all.size(); ++i) {
    apply_override(texts.all[i].text, {static_cast<int>(i), 1, 0}, *tree, findings);
  }
  return tree;
}

}  // namespace

void check_within_run(const Field& value, Duration at, const Scenario& scenario) {
  const bool has_duration = scenario.duration > Duration::zero();
  if (!has_duration || at < scenario.duration) return;
  value.report(fmt::format("expected a time before the end of the run at {}, found {}",
                           as_written(scenario.duration), shown(value.node())));
}

Result<Scenario> load_scenario(const ScenarioText& source) {
  const Texts texts{source};
  Findings findings;
  Scenario scenario;
  scenario.file = source.file;
  scenario.overrides = source.overrides;
  scenario.digest = digest_of(source.text, source.overrides);
  if (const auto tree = read_tree(texts, findings)) {
    const Field root{*tree, "a map with keys such as scenario, duration and hosts", findings};
    root.report_duplicate_keys();
    read_map(root, scenario_keys, scenario);
  }
  if (!findings.is_empty()) return tl::unexpected{findings.problems(texts.all)};
  return scenario;
}

}  // namespace portsim
