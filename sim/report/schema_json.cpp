#include "sim/report/schema_json.hpp"

#include <algorithm>
#include <limits>

#include <fmt/format.h>

#include "models/vocabulary/overloaded.hpp"

#include "sim/report/yaml_json.hpp"

namespace portsim {
namespace {

Json list_of(const Candidates& words) {
  Json all = Json::array();
  for (const std::string_view word : words) all.push_back(word);
  return all;
}

Json schema_of_list(const ListShape& list) {
  Json schema{{"type", "array"}};
  if (list.items.size() == 1) {
    schema["items"] = schema_of(list.items.front());
    if (!list.may_be_empty) schema["minItems"] = 1;
    if (list.is_set) schema["uniqueItems"] = true;
    return schema;
  }
  schema["items"] = Json::array();
  for (const Shape& item : list.items) schema["items"].push_back(schema_of(item));
  schema["additionalItems"] = false;
  schema["minItems"] = list.items.size();
  schema["maxItems"] = list.items.size();
  return schema;
}

Json schema_of_words(const Candidates& words) {
  // An enumeration of nothing is no schema.
  return words.empty() ? Json{{"not", Json::object()}} : Json{{"enum", list_of(words)}};
}

// "how long a connection is open. Without it: 0s."
std::string description_of(const KeyShape& key) {
  std::string text{key.meaning};
  if (!text.empty() && text.back() != '.') text += '.';
  text += fmt::format("{}Takes {}.", text.empty() ? "" : " ", key.expected);
  if (key.when_absent.rule == WhenAbsent::Rule::leave)
    text += fmt::format(" Without it: {}.", key.when_absent.text);
  return text;
}

Json schema_of_key(const KeyShape& key) {
  Json schema{{"description", description_of(key)}};
  if (!std::holds_alternative<DependentShape>(key.shape.form)) schema.update(schema_of(key.shape));
  if (key.when_absent.rule == WhenAbsent::Rule::read_default) {
    schema["default"] = yaml_json(key.when_absent.text);
  }
  Json examples = Json::array();
  for (const std::string_view example : examples_in(key.expected)) examples.push_back(yaml_json(example));
  if (!examples.empty()) schema["examples"] = examples;
  return schema;
}

Json if_then(std::string_view key, const Json& values, Json then) {
  return {{"if", {{"properties", {{key, {{"enum", values}}}}}, {"required", {key}}}},
          {"then", std::move(then)}};
}

// Cases that take the same are one condition.
void add_conditions(const KeyShape& key, const DependentShape& dependent, Json& conditions) {
  std::vector<std::pair<Json, Json>> values_and_schema;
  for (const Case& each : dependent.cases) {
    Json schema = schema_of(each.shape.front());
    const auto same = std::find_if(values_and_schema.begin(), values_and_schema.end(),
                                   [&](const auto& known) { return known.second == schema; });
    if (same != values_and_schema.end()) {
      same->first.push_back(each.word);
    } else {
      values_and_schema.emplace_back(Json::array({each.word}), std::move(schema));
    }
  }
  for (auto& [values, schema] : values_and_schema) {
    conditions.push_back(if_then(dependent.on, values, {{"properties", {{key.name, std::move(schema)}}}}));
  }
}

// A document that says one of the words at the path.
Json schema_saying(const Saying& says) {
  Json schema{{"enum", list_of(says.words)}};
  for (auto key = says.path.rbegin(); key != says.path.rend(); ++key)
    schema = {{"properties", {{std::string{*key}, schema}}}, {"required", {*key}}};
  return schema;
}

Json schema_of_choice(const KeyChoice& choice) {
  Json schema{{"required", list_of(choice.with)}};
  if (!choice.says.path.empty()) schema["allOf"] = Json::array({schema_saying(choice.says)});
  Json others = Json::array();
  for (const std::string_view key : choice.without) others.push_back({{"required", {key}}});
  if (!others.empty()) schema["not"] = {{"anyOf", others}};
  return schema;
}

Json schema_of_map(const MapShape& map) {
  Json properties = Json::object();
  Json names = Json::array();
  Json conditions = Json::array();
  for (const KeyShape& key : map.keys) {
    properties[std::string{key.name}] = schema_of_key(key);
    if (key.when_absent.rule == WhenAbsent::Rule::report) names.push_back(key.name);
    if (const auto* dependent = std::get_if<DependentShape>(&key.shape.form)) {
      add_conditions(key, *dependent, conditions);
    }
  }
  for (const KeyExclusion& exclusion : map.exclusions) {
    conditions.push_back(
        {{"if", schema_saying(exclusion.says)}, {"then", {{"not", {{"required", {exclusion.key}}}}}}});
  }
  Json schema{{"type", "object"}, {"properties", properties}, {"additionalProperties", false}};
  if (!names.empty()) schema["required"] = names;
  if (!conditions.empty()) schema["allOf"] = conditions;
  for (const KeyChoice& choice : map.choices) schema["oneOf"].push_back(schema_of_choice(choice));
  return schema;
}

Json schema_of_named(const NamedShape& named) {
  return {{"type", "object"},
          {"minProperties", 1},
          {"propertyNames", {{"pattern", named.name_pattern}}},
          {"additionalProperties", schema_of(named.of_each.front())}};
}

Json schema_of_any(const std::vector<Shape>& shapes) {
  Json alternatives = Json::array();
  for (const Shape& shape : shapes) {
    Json schema = schema_of(shape);
    if (std::find(alternatives.begin(), alternatives.end(), schema) == alternatives.end())
      alternatives.push_back(std::move(schema));
  }
  return alternatives.size() == 1 ? alternatives.front() : Json{{"anyOf", alternatives}};
}

Json schema_of_paths(const PathsShape& paths) {
  Json properties = Json::object();
  for (const PathsShape::Paths& each : paths.paths) properties[each.pattern] = schema_of_any(each.shapes);
  return {{"type", "object"},
          {"minProperties", 1},
          {"patternProperties", properties},
          {"additionalProperties", false}};
}

Json schema_of_tagged(const TaggedShape& tagged) {
  Json words = Json::array();
  Json conditions = Json::array();
  for (const Case& each : tagged.cases) {
    words.push_back(each.word);
    conditions.push_back(if_then(tagged.tag, Json::array({each.word}), schema_of(each.shape.front())));
  }
  return {{"type", "object"},
          {"required", {tagged.tag}},
          {"properties", {{tagged.tag, {{"enum", words}}}}},
          {"allOf", conditions}};
}

// Validators keep larger whole numbers as floating ones, or not at all.
Json limit(std::uint64_t max) {
  constexpr auto largest = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
  return max <= largest ? Json(max) : Json(static_cast<double>(max));
}

std::size_t end_of_bracket(std::string_view text) {
  int depth = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '{' || text[i] == '[') ++depth;
    if ((text[i] == '}' || text[i] == ']') && --depth == 0) return i + 1;
  }
  return text.size();
}

// Up to where the value at the begin of the text ends.
std::string_view value_at(std::string_view text) {
  if (text.substr(0, 1) == "\"") return text.substr(1, text.find('"', 1) - 1);
  if (text.substr(0, 1) == "{" || text.substr(0, 1) == "[") return text.substr(0, end_of_bracket(text));
  return text.substr(0, text.find_first_of(" ,"));
}

}  // namespace

std::vector<std::string_view> examples_in(std::string_view expected) {
  constexpr std::string_view before = "such as ";
  std::vector<std::string_view> examples;
  for (auto at = expected.find(before); at != std::string_view::npos; at = expected.find(before)) {
    expected.remove_prefix(at + before.size());
    examples.push_back(value_at(expected));
  }
  return examples;
}

Json schema_of(const Shape& shape) {
  return std::visit(overloaded{
                        [](const WholeShape& whole) {
                          return Json{{"type", "integer"},
                                      {"minimum", whole.range.min},
                                      {"maximum", limit(whole.range.max)}};
                        },
                        [](const DecimalShape& decimal) {
                          return Json{{"type", "number"}, {"minimum", 0}, {"maximum", decimal.max}};
                        },
                        [](const BooleanShape&) {
                          return Json{{"type", "boolean"}};
                        },
                        [](const TextShape&) {
                          return Json{{"type", {"string", "number", "boolean"}}, {"minLength", 1}};
                        },
                        [](const PatternShape& text) {
                          return Json{{"type", "string"}, {"pattern", text.pattern}};
                        },
                        [](const WordsShape& words) { return schema_of_words(words.words); },
                        [](const ListShape& list) { return schema_of_list(list); },
                        [](const MapShape& map) { return schema_of_map(map); },
                        [](const NamedShape& named) { return schema_of_named(named); },
                        [](const PathsShape& paths) { return schema_of_paths(paths); },
                        [](const EitherShape& either) { return schema_of_any(either.shapes); },
                        [](const TaggedShape& tagged) { return schema_of_tagged(tagged); },
                        [](const DependentShape&) { return Json::object(); },
                    },
                    shape.form);
}

std::string schema_json(const Shape& scenario) {
  Json schema{{"$schema", "http://json-schema.org/draft-07/schema#"},
              {"title", "portsim scenario"},
              {"description", "A prediction of how often connect() fails for want of a free local port."}};
  schema.update(schema_of(scenario));
  return json_text(schema);
}

}  // namespace portsim
