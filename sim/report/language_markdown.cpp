#include "sim/report/language_markdown.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "models/vocabulary/overloaded.hpp"

#include "sim/report/markdown.hpp"
#include "sim/report/problems_markdown.hpp"
#include "sim/report/schema_json.hpp"
#include "sim/scenario/values.hpp"

namespace portsim {
namespace {

constexpr std::string_view introduction =
    "# The language of scenarios\n\n"
    "A scenario is a YAML file that says which hosts connect to which services, how often and for how long. "
    "`portsim check FILE` says what is wrong with one, and where; the scenarios of this folder are "
    "examples.\n\n"
    "This page is what `portsim schema --format markdown` prints. `portsim schema` prints the same as JSON "
    "Schema, for editors: with [scenario.schema.json](scenario.schema.json) and the line\n\n"
    "```yaml\n# yaml-language-server: $schema=../scenario.schema.json\n```\n\n"
    "at the top of a file, an editor that knows the YAML language server completes keys and marks mistakes "
    "as you type. The schema accepts whatever `portsim check` accepts. It sees the form of each value, and "
    "which keys go together. It cannot see\n\n"
    "- hosts, services, workloads and files that do not exist, what is in a file, and a key that stands "
    "twice,\n"
    "- shares that do not add up to 100 %, and times, ports and phases in the wrong order: also a phase "
    "without `for` that is not the last,\n"
    "- numbers with too many digits, durations and rates beyond ten years and 1e9/s, and what is too much "
    "only together with other values: a range beyond port 65535, more occupied ports than the host has, "
    "memory, attempts,\n"
    "- services that share an address, patches, assumptions, socket options and bindings that do not fit the "
    "system or one another, and other combinations that are not simulated,\n"
    "- whether what a step sets or installs fits its host and its workload as they are by then.\n\n"
    "Keys stand in any order. An unknown key is a mistake, and so is one that stands twice. Anchors, "
    "aliases, "
    "tags and further documents are not accepted. `--set PATH=VALUE` overrides any value: "
    "`--set workloads.web.client.rate=50/s`.\n\n";

std::string units_in_code(const Candidates& units) {
  std::string text;
  for (const std::string_view unit : units) text += (text.empty() ? "" : " ") + in_code(unit);
  return text;
}

std::string values_section() {
  return "## Values\n\nUnits belong to values. Numbers are plain decimals, without exponents, signs, "
         "leading zeros or thousands separators; a value has one unit.\n\n" +
         markdown_table({{"value", "written", "units"},
                         {"duration", "`200ms`, `1.5s`, `10min`", units_in_code(duration_unit_names())},
                         {"rate", "`20/s`, `1.5/min`", units_in_code(rate_unit_names())},
                         {"percentage", "`5%`, `0.1%`", "`%`, from 0 to 100"},
                         {"whole number", "`143`", "none"},
                         {"IPv4 address", "`10.0.1.20`", "none"},
                         {"range of ports", "`50000-50099`", "none"},
                         {"true or false", "`true`", "none"}}) +
         "\n";
}

std::string default_of(const WhenAbsent& when_absent) {
  switch (when_absent.rule) {
    case WhenAbsent::Rule::report:
      return "**required**";
    case WhenAbsent::Rule::read_default:
      return in_code(when_absent.text);
    case WhenAbsent::Rule::leave:
      return std::string{when_absent.text};
  }
  return "";
}

std::string words_in_code(const Shape& shape) {
  std::string text;
  if (const auto* list = std::get_if<ListShape>(&shape.form)) {
    for (const Shape& item : list->items) text += words_in_code(item);
  } else if (const auto* either = std::get_if<EitherShape>(&shape.form)) {
    for (const Shape& each : either->shapes) text += words_in_code(each);
  } else if (const auto* words = std::get_if<WordsShape>(&shape.form)) {
    for (const std::string_view word : words->words) text += (text.empty() ? "" : ", ") + in_code(word);
  }
  return text;
}

std::string takes(const KeyShape& key) {
  std::string text = with_examples_in_code(key.expected);
  const bool is_list = std::holds_alternative<ListShape>(key.shape.form);
  const std::string words = is_list ? words_in_code(key.shape) : "";
  return words.empty() ? text : fmt::format("{}; of {}", text, words);
}

std::string table_of(const MapShape& map) {
  std::vector<std::vector<std::string>> rows{{"key", "takes", "without it", "meaning"}};
  for (const KeyShape& key : map.keys) {
    rows.push_back({in_code(key.name), takes(key), default_of(key.when_absent), std::string{key.meaning}});
  }
  return markdown_table(rows) + "\n";
}

class Sections {
 public:
  // What is below `path`, in the order of the tables.
  void add(const std::string& path, const Shape& shape) {
    std::visit(overloaded{
                   [&](const MapShape& map) { add_map(path, map); },
                   [&](const NamedShape& named) { add_each(path + ".NAME", named.of_each); },
                   [&](const ListShape& list) { add_each(path + "[]", list.items); },
                   [&](const EitherShape& either) { add_each(path, either.shapes); },
                   [&](const TaggedShape& tagged) { add_tagged(path, tagged); },
                   [&](const DependentShape& dependent) { add_dependent(path, dependent); },
                   [](const auto&) {},
               },
               shape.form);
  }
  const std::string& text() const { return text_; }

 private:
  void add_each(const std::string& path, const std::vector<Shape>& shapes) {
    for (const Shape& shape : shapes) add(path, shape);
  }

  void add_heading(const std::string& path, std::string_view of_case = "") {
    const auto depth = std::count(path.begin(), path.end(), '.');
    text_ += fmt::format("{} {}{}\n\n", depth <= 1 ? "##" : "###", path, of_case);
  }

  void add_map(const std::string& path, const MapShape& map) {
    const std::string heading = path.empty() ? "The whole file" : path;
    add_heading(heading);
    const auto [shown, is_new] = shown_at_.emplace(table_of(map), heading);
    if (!is_new) {
      text_ += fmt::format("The same as for {}.\n\n", shown->second);
      return;
    }
    text_ += shown->first;
    add_below(path, map);
  }

  void add_below(const std::string& path, const MapShape& map) {
    for (const KeyShape& key : map.keys) {
      add(fmt::format("{}{}{}", path, path.empty() ? "" : ".", key.name), key.shape);
    }
  }

  void add_tagged(const std::string& path, const TaggedShape& tagged) {
    for (const Case& each : tagged.cases) {
      const auto& map = std::get<MapShape>(each.shape.front().form);
      add_heading(path, fmt::format(" ({}: {})", tagged.tag, each.word));
      text_ += fmt::format("{}\n\n{}", each.meaning, table_of(map));
      add_below(path, map);
    }
  }

  // Cases that take the same are one.
  void add_dependent(const std::string& path, const DependentShape& dependent) {
    std::vector<std::pair<std::string, const Shape*>> words_and_shape;
    for (const Case& each : dependent.cases) {
      const auto same = std::find_if(words_and_shape.begin(), words_and_shape.end(), [&](const auto& known) {
        return schema_of(*known.second) == schema_of(each.shape.front());
      });
      if (same != words_and_shape.end()) {
        same->first += ", " + in_code(each.word);
      } else {
        words_and_shape.emplace_back(in_code(each.word), &each.shape.front());
      }
    }
    add_heading(path);
    std::vector<std::vector<std::string>> rows{{std::string{dependent.on}, "takes"}};
    for (const auto& [words, shape] : words_and_shape) {
      if (const auto* map = std::get_if<MapShape>(&shape->form)) {
        text_ += fmt::format("With {} {}:\n\n{}", dependent.on, words, table_of(*map));
      } else {
        const std::string taken = words_in_code(*shape);
        rows.push_back({words, taken.empty() ? "none" : taken});
      }
    }
    if (rows.size() > 1) text_ += markdown_table(rows) + "\n";
  }

  std::string text_;
  std::map<std::string, std::string> shown_at_;  // the tables, and the headings of them
};

}  // namespace

std::string language_markdown(const Shape& scenario) {
  Sections sections;
  sections.add("", scenario);
  return std::string{introduction} + values_section() + sections.text() + problems_markdown();
}

}  // namespace portsim
