#include "sim/report/schema_json.hpp"

#include <catch2/catch.hpp>

#include "sim/report/yaml_json.hpp"
#include "sim/scenario/language.hpp"

#include "tests/sim/report/json_schema.hpp"

using namespace portsim;

namespace {

// Each shape of the language once, with the row it is of.
template <class Visit>
void for_each_key(const Shape& shape, const Visit& visit) {
  const auto go_on = [&](const auto& shapes) {
    for (const Shape& each : shapes) for_each_key(each, visit);
  };
  if (const auto* list = std::get_if<ListShape>(&shape.form)) go_on(list->items);
  if (const auto* named = std::get_if<NamedShape>(&shape.form)) go_on(named->of_each);
  if (const auto* either = std::get_if<EitherShape>(&shape.form)) go_on(either->shapes);
  if (const auto* tagged = std::get_if<TaggedShape>(&shape.form)) {
    for (const Case& each : tagged->cases) go_on(each.shape);
  }
  if (const auto* dependent = std::get_if<DependentShape>(&shape.form)) {
    for (const Case& each : dependent->cases) go_on(each.shape);
  }
  if (const auto* map = std::get_if<MapShape>(&shape.form)) {
    for (const KeyShape& key : map->keys) {
      visit(key);
      for_each_key(key.shape, visit);
    }
  }
}

bool accepts(const Shape& shape, std::string_view yaml) {
  return JsonSchema{json_text(schema_of(shape))}.accepts(nlohmann::json::parse(yaml_json(yaml).dump()));
}

}  // namespace

TEST_CASE("Plain scalars are what the core schema of YAML 1.2 makes of them", "[report]") {
  CHECK(yaml_json("~") == Json(nullptr));
  CHECK(yaml_json("True") == Json(true));
  CHECK(yaml_json("no") == Json("no"));
  CHECK(yaml_json("0o17") == Json(15));
  CHECK(yaml_json("0x1f") == Json(31));
  CHECK(yaml_json("017") == Json(17));
  CHECK(yaml_json("-3") == Json(-3));
  CHECK(yaml_json("18446744073709551615") == Json(18446744073709551615ULL));
  CHECK(yaml_json("1e3") == Json(1000.0));
  CHECK(yaml_json(".5") == Json(0.5));
  CHECK(yaml_json("10s") == Json("10s"));
  CHECK(yaml_json("\"80\"") == Json("80"));
  CHECK(yaml_json("[1, {a: 5%}]") == Json::parse(R"([1, {"a": "5%"}])"));
}

TEST_CASE("The words of a row show its examples", "[report]") {
  CHECK(examples_in("a duration such as \"30min\"") == std::vector<std::string_view>{"30min"});
  CHECK(examples_in("the name of a service, or shares such as {web: 80%, api: 20%}") ==
        std::vector<std::string_view>{"{web: 80%, api: 20%}"});
  CHECK(examples_in("a duration such as \"1s\", or a distribution such as {exponential: 1s}") ==
        std::vector<std::string_view>{"1s", "{exponential: 1s}"});
  CHECK(examples_in("client, server or abort").empty());
}

TEST_CASE("Quantities take their units, and nothing beyond them", "[report]") {
  for (const char* duration : {"0s", "1.5h", "200 ms", "10d"}) CHECK(accepts(shapes::duration(), duration));
  for (const char* other : {"10", "10sec", "-1s", "01s", "1e3s", "s", "10s 5ms"})
    CHECK(!accepts(shapes::duration(), other));
  CHECK(!accepts(shapes::positive_duration(), "0.0s"));
  CHECK(accepts(shapes::positive_duration(), "0.01s"));
  for (const char* share : {"0%", "100%", "100.0%", "99.99 %"}) CHECK(accepts(shapes::percentage(), share));
  for (const char* other : {"101%", "100.1%", "50", "-1%"}) CHECK(!accepts(shapes::percentage(), other));
  for (const char* address : {"1.0.0.0", "223.255.255.255"}) CHECK(accepts(shapes::ipv4_address(), address));
  for (const char* other : {"0.0.0.1", "224.0.0.1", "10.0.0", "10.0.0.256", "10.0.0.01"})
    CHECK(!accepts(shapes::ipv4_address(), other));
  CHECK(accepts(shapes::ports(), "[1, 65535, 50000-50099]"));
  for (const char* other : {"[0]", "[65536]", "[65535-65536]", "[5, 5]"})
    CHECK(!accepts(shapes::ports(), other));
}

TEST_CASE("Every key has a meaning, takes the examples of its own words, and its default", "[report]") {
  int examples = 0;
  for_each_key(scenario_shape(), [&](const KeyShape& key) {
    INFO(key.name << ": " << key.expected);
    CHECK(!key.meaning.empty());
    if (std::holds_alternative<DependentShape>(key.shape.form)) return;
    for (const std::string_view example : examples_in(key.expected)) {
      INFO(example);
      CHECK(accepts(key.shape, example));
      ++examples;
    }
    if (key.when_absent.rule == WhenAbsent::Rule::read_default)
      CHECK(accepts(key.shape, key.when_absent.text));
  });
  CHECK(examples > 50);
}
