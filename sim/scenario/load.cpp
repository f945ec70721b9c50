// load_scenario: the text is checked, parsed into a tree, overridden, and read by the tables.
#include "sim/scenario/load.hpp"

#include <optional>
#include <string>
#include <utility>

#include "sim/scenario/digest.hpp"
#include "sim/scenario/key_table.hpp"
#include "sim/scenario/language.hpp"
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
  if (count_code_points(text) > name_length_max)
    return tl::unexpected{Reason{"more than 200 characters", ProblemKind::out_of_range}};
  for (std::string_view rest = text; !rest.empty();) {
    const CodePoint next = first_code_point(rest);
    if (is_control(next.value)) return tl::unexpected{Reason{"it has control characters"}};
    rest.remove_prefix(next.bytes.size());
  }
  return std::string{text};
}

struct ScenarioDraft {
  Scenario scenario;
  TraceFiles& traces;
};

constexpr std::string_view mser_word = "mser";

void read_warm_up(const Field& value, ScenarioDraft& draft) {
  draft.scenario.finds_warm_up = value.scalar() && value.scalar()->text == mser_word;
  if (draft.scenario.finds_warm_up) return;
  value.read_into(draft.scenario.warm_up, decode_duration);
  const bool has_duration = draft.scenario.duration > Duration::zero();
  if (has_duration && draft.scenario.warm_up >= draft.scenario.duration) {
    value.report_unexpected({"it must be shorter than the duration", ProblemKind::wrong_order});
  }
}

void read_confidence(const Field& value, ScenarioDraft& draft) {
  value.read_into(draft.scenario.confidence, decode_percentage);
  const double confidence = draft.scenario.confidence.value();
  if (confidence <= 0 || confidence >= 1)
    value.report_unexpected({"neither 0% nor 100%", ProblemKind::out_of_range});
}

constexpr Key<ScenarioDraft> scenario_keys[] = {
    {"scenario",
     required,
     "a name of 1 to 200 characters",
     {[](const Field& value, ScenarioDraft& draft) { value.read_into(draft.scenario.name, decode_name); },
      shapes::any_text},
     "what it is about, for reports"},
    {"duration",
     required,
     "a duration such as \"30min\"",
     {[](const Field& value, ScenarioDraft& draft) {
        value.read_into(draft.scenario.duration, decode_positive_duration);
      },
      shapes::positive_duration},
     "how long a replication lasts, in simulated time"},
    {"warm_up",
     defaults_to("0s"),
     "a duration such as \"5min\", or mser",
     {read_warm_up, shapes::either<shapes::duration, shapes::the_word<mser_word>>},
     "the beginning that is simulated and not counted; mser: as much as MSER-5 says, a rule for how long the "
     "ports in use are on their way to where they stay, in five replications that are made beforehand"},
    {"replications",
     defaults_to("20"),
     "a whole number from 1 to 1000000",
     {[](const Field& value, ScenarioDraft& draft) {
        value.read_whole_into(draft.scenario.replications, replications_range);
      },
      shapes::whole<replications_range.min, replications_range.max>},
     "how often the run is repeated, each time with other random numbers"},
    {"seed",
     defaults_to("1"),
     "a whole number from 0 to 18446744073709551615",
     {[](const Field& value, ScenarioDraft& draft) {
        value.read_whole_into(draft.scenario.seed, seed_range);
      },
      shapes::whole<seed_range.min, seed_range.max>},
     "the begin of the random numbers: the same seed gives the same results"},
    {"confidence",
     defaults_to("95%"),
     "a percentage such as \"95%\"",
     {read_confidence, [] { return Shape{PatternShape{inner_percentage_pattern()}}; }},
     "how sure the intervals of the results are"},
    {"precision",
     optional("the replications are all"),
     "a map such as {relative: 5%, at_most: 1000}",
     {[](const Field& value, ScenarioDraft& draft) { read_precision(value, draft.scenario); },
      precision_shape},
     "how narrow an interval is to be: replications are added, by half as many again, until it is"},
    {"hosts",
     required,
     "a map with at least one host",
     {[](const Field& value, ScenarioDraft& draft) { read_hosts(value, draft.scenario); }, hosts_shape},
     "the machines that connect, by names of your own"},
    {"services",
     required,
     "a map with at least one service",
     {[](const Field& value, ScenarioDraft& draft) { read_services(value, draft.scenario); }, services_shape},
     "what they connect to, by names of your own"},
    {"workloads",
     required,
     "a map with at least one workload",
     {[](const Field& value, ScenarioDraft& draft) { read_workloads(value, draft.scenario, draft.traces); },
      workloads_shape},
     "who connects where, how often and for how long, by names of your own"},
    {"timeline",
     optional("nothing changes"),
     "a list of steps such as [{at: 20min, host: web, do: restart-adapter}]",
     {[](const Field& value, ScenarioDraft& draft) { read_timeline(value, draft.scenario, draft.traces); },
      timeline_shape},
     "what an operator does while it runs"},
    {"thresholds",
     optional("none"),
     "a list of thresholds such as [failure_fraction < 0.1%]",
     {[](const Field& value, ScenarioDraft& draft) { read_thresholds(value, draft.scenario); },
      thresholds_shape},
     "what the results must keep to: attempts, failures, failure_fraction, loss_fraction or "
     "time_to_first_failure, of all workloads or of one (workloads.NAME.failure_fraction), < or > "
     "a "
     "value"},
};

// The file, then the overrides: the order that marks count in.
std::vector<NamedText> texts_of(const ScenarioText& source) {
  std::vector<NamedText> texts{{source.file, without_byte_order_mark(source.text)}};
  for (const std::string& override_text : source.overrides) texts.push_back({"--set", override_text});
  for (const std::string& override_text : source.varied) texts.push_back({source.varied_by, override_text});
  return texts;
}

// Of the texts from `first` on.
bool check_texts(const std::vector<NamedText>& texts, std::size_t first, Findings& findings) {
  bool are_readable = true;
  for (std::size_t i = first; i < texts.size(); ++i)
    are_readable &= check_text(texts[i].text, static_cast<int>(i), findings);
  return are_readable;
}

void apply_overrides(const std::vector<NamedText>& texts, std::size_t first, Node& tree, Findings& findings) {
  for (std::size_t i = first; i < texts.size(); ++i)
    apply_override(texts[i].text, {static_cast<int>(i), 1, 0}, tree, findings);
}

// The tree of the file with the overrides applied. Nothing: there is nothing to decode.
std::optional<Node> read_tree(const std::vector<NamedText>& texts, Findings& findings) {
  if (!check_texts(texts, 0, findings)) return std::nullopt;
  std::optional<Node> tree = parse_yaml(texts.front().text, {0, 1, 0}, findings);
  if (!tree) return std::nullopt;
  if (std::holds_alternative<Nothing>(tree->value)) {
    findings.add(ProblemKind::wrong_type, {}, "",
                 "no scenario in it; expected keys such as scenario, duration and hosts");
    return std::nullopt;
  }
  apply_overrides(texts, 1, *tree, findings);
  return tree;
}

std::vector<std::string> all_overrides(const ScenarioText& source) {
  std::vector<std::string> all = source.overrides;
  all.insert(all.end(), source.varied.begin(), source.varied.end());
  return all;
}

std::vector<std::string> parts_beside_text(const ScenarioText& source, const TraceFiles& traces) {
  std::vector<std::string> parts = all_overrides(source);
  parts.insert(parts.end(), traces.digests().begin(), traces.digests().end());
  return parts;
}

}  // namespace

void check_within_run(const Field& value, Duration at, const Scenario& scenario) {
  const bool has_duration = scenario.duration > Duration::zero();
  if (!has_duration || at < scenario.duration) return;
  value.report(ProblemKind::wrong_order,
               fmt::format("expected a time before the end of the run at {}, found {}",
                           as_written(scenario.duration), shown(value.node())));
}

Result<Scenario> load_scenario(const ScenarioText& source) {
  return ParsedScenario{source}.with(source.varied);
}

ParsedScenario::ParsedScenario(const ScenarioText& source)
    : source_{source}, traces_{std::make_shared<KnownTraces>()} {
  source_.varied.clear();
  tree_ = read_tree(texts_of(source_), findings_);
}

Result<Scenario> ParsedScenario::with(const std::vector<std::string>& varied) const {
  ScenarioText source = source_;
  source.varied = varied;
  std::vector<NamedText> texts = texts_of(source);
  const std::size_t first_varied = 1 + source.overrides.size();
  Findings findings = findings_;
  TraceFiles traces{source.read_file, source.file, static_cast<int>(texts.size()), *traces_};
  ScenarioDraft draft{{}, traces};
  draft.scenario.file = source.file;
  draft.scenario.overrides = all_overrides(source);
  if (check_texts(texts, first_varied, findings) && tree_) {
    Node tree = *tree_;
    apply_overrides(texts, first_varied, tree, findings);
    const Field root{tree, "a map with keys such as scenario, duration and hosts", findings};
    root.report_duplicate_keys();
    read_map(root, scenario_keys, draft);
  }
  if (!findings.is_empty()) {
    texts.insert(texts.end(), traces.texts().begin(), traces.texts().end());
    return tl::unexpected{findings.problems(texts)};
  }
  draft.scenario.digest = digest_of(source.text, parts_beside_text(source, traces));
  return std::move(draft.scenario);
}

Shape scenario_shape() {
  return shapes::map_of<scenario_keys>();
}

}  // namespace portsim
