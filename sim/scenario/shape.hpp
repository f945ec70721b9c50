// What a place of a scenario takes, as a value: the rows of the key tables make shapes, and the JSON Schema
// and the language reference are printed from them. A shape says what can be told from the place alone; what
// depends on other places, on the catalogue's documents or on sums is for the readers.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "sim/scenario/field.hpp"
#include "sim/scenario/value_patterns.hpp"
#include "sim/scenario/when_absent.hpp"

namespace portsim {

struct Shape;
struct KeyShape;

struct WholeShape {
  WholeRange range;
};
struct DecimalShape {
  int max;
};
struct BooleanShape {};
struct TextShape {};  // any: a name of the user's own, or one that the catalogue knows
struct PatternShape {
  std::string pattern;  // ECMA 262, of the whole text
};
struct WordsShape {
  Candidates words;
};
struct ListShape {
  std::vector<Shape> items;  // one: of each; more: of one after the other
  bool is_set = false;       // no item stands twice
  bool may_be_empty = true;
};
// What a key of a map says, or a key of the map that is its value: client.model is leak or pool.
struct Saying {
  std::vector<std::string_view> path;  // none: it need say nothing
  Candidates words;                    // one of these
};
// Exactly one of a map's choices holds: its keys are there, those of `without` are not, and it says that.
struct KeyChoice {
  Candidates with;
  Candidates without;
  Saying says = {};
};
// Where a map says that, it has no such key.
struct KeyExclusion {
  Saying says;
  std::string_view key;
};
struct MapShape {
  std::vector<KeyShape> keys;
  std::vector<KeyChoice> choices = {};
  std::vector<KeyExclusion> exclusions = {};
};
struct NamedShape {            // from names that the user chooses
  std::string name_pattern;    // ECMA 262
  std::vector<Shape> of_each;  // one
};
struct PathsShape {  // from paths to what each takes: any of the shapes that the path may stand for
  struct Paths {
    std::string pattern;  // ECMA 262
    std::vector<Shape> shapes;
  };
  std::vector<Paths> paths;
};
struct EitherShape {
  std::vector<Shape> shapes;
};
struct Case {
  std::string_view word;
  std::string_view meaning;
  std::vector<Shape> shape;  // one
};
struct TaggedShape {  // a map whose key `tag` decides which other keys there are
  std::string_view tag;
  std::vector<Case> cases;
};
struct DependentShape {  // decided by another key of the same map
  std::string_view on;
  std::vector<Case> cases;
};

struct Shape {
  std::variant<WholeShape, DecimalShape, BooleanShape, TextShape, PatternShape, WordsShape, ListShape,
               MapShape, NamedShape, PathsShape, EitherShape, TaggedShape, DependentShape>
      form;
};

struct KeyShape {
  std::string_view name;
  WhenAbsent when_absent;
  std::string expected;  // "a duration such as "200ms""
  std::string_view meaning;
  Shape shape;
};

using MakeShape = Shape (*)();

// The shapes that rows name. Each shares its limits and words with the decoder of the same name.
namespace shapes {

Shape any_text();
Shape boolean();
Shape duration();
Shape positive_duration();
Shape rate();
Shape percentage();
Shape ipv4_address();
Shape ports_or_one();  // 50000-50099, or 60000
Shape ports();         // [50000-50099, 60000]
Shape port_range();    // 1024-5119

template <std::uint64_t min, std::uint64_t max>
Shape whole() {
  return {WholeShape{{min, max}}};
}
inline Shape port() {
  return whole<1, 65535>();
}

template <const auto& words>
Shape one_of() {
  return {WordsShape{words_of(words)}};
}
template <const std::string_view& word>  // alone
Shape the_word() {
  return {WordsShape{{word}}};
}

template <MakeShape... alternatives>
Shape either() {
  return {EitherShape{{alternatives()...}}};
}
template <MakeShape item>
Shape list_of() {
  return {ListShape{{item()}}};
}
template <MakeShape item>
Shape non_empty_list_of() {
  return {ListShape{.items = {item()}, .may_be_empty = false}};
}
template <MakeShape item>  // read_list (lists.hpp)
Shape set_of() {
  return {ListShape{.items = {item()}, .is_set = true}};
}
template <MakeShape item>
Shape non_empty_set_of() {
  return {ListShape{.items = {item()}, .is_set = true, .may_be_empty = false}};
}
template <MakeShape of_each>
Shape named() {
  return {NamedShape{name_pattern(), {of_each()}}};
}
// Shares by the names of other things.
inline Shape shares() {
  return {NamedShape{".+", {percentage()}}};
}

template <class Keys>
Shape map_of_rows(const Keys& keys, std::vector<KeyChoice> choices,
                  std::vector<KeyExclusion> exclusions = {}) {
  MapShape map{{}, std::move(choices), std::move(exclusions)};
  for (const auto& key : keys) {
    map.keys.push_back(
        {key.name, key.when_absent, std::string{key.expected}, key.meaning, key.takes.shape()});
  }
  return {std::move(map)};
}
template <const auto& keys>
Shape map_of() {
  return map_of_rows(keys, {});
}

}  // namespace shapes
}  // namespace portsim
