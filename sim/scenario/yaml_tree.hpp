// YAML text as a tree of scalars, lists and maps, each with its place. Nothing is interpreted: a scalar is
// its text, and whether it stood in quotes. Anchors, aliases, tags, several documents and deep nesting are
// refused, so the tree is never larger than its text. The only user of the YAML library.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "sim/scenario/findings.hpp"

namespace portsim {

struct Node;
struct Entry;

struct Nothing {};  // `key:` and no value, or `null`
struct Scalar {
  std::string text;
  bool is_quoted = false;
};
struct List {
  std::vector<Node> items;
};
struct Map {
  std::vector<Entry> entries;  // in the order of the text; a key may stand twice

  const Entry* find(std::string_view key) const;  // the first
};

struct Node {
  Mark mark;
  std::variant<Nothing, Scalar, List, Map> value;

  const Scalar* scalar() const { return std::get_if<Scalar>(&value); }
  const List* list() const { return std::get_if<List>(&value); }
  const Map* map() const { return std::get_if<Map>(&value); }
};

struct Entry {
  std::string key;
  Mark key_mark;
  Node value;
};

// `origin` is where the text starts. Nothing: it is not YAML, or not the YAML we accept, and the findings
// say so.
std::optional<Node> parse_yaml(std::string_view text, Mark origin, Findings& findings);

}  // namespace portsim
