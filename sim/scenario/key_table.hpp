// The language as tables: for each kind of map a row per key, with what the key takes in words, what its
// absence means, and how it is read. Messages and readers come from the same row.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "sim/scenario/field.hpp"

namespace portsim {

struct WhenAbsent {
  enum class Rule : std::uint8_t { report, read_default, leave };
  Rule rule;
  std::string_view text;  // read_default: a value as a user would write it; leave: what then holds, in words
};
inline constexpr WhenAbsent required{WhenAbsent::Rule::report, ""};
constexpr WhenAbsent defaults_to(std::string_view value) {
  return {WhenAbsent::Rule::read_default, value};
}
constexpr WhenAbsent optional(std::string_view meaning) {
  return {WhenAbsent::Rule::leave, meaning};
}

template <class Target>
struct Key {
  std::string_view name;
  WhenAbsent when_absent;
  std::string_view expected;  // `a duration such as "200ms"`
  void (*read)(const Field& value, Target& target);
};

template <class Target, std::size_t count>
Candidates names_of(const Key<Target> (&keys)[count]) {
  Candidates names;
  for (const Key<Target>& key : keys) names.push_back(key.name);
  return names;
}

template <class Target, std::size_t count>
const Key<Target>* find_key(const Key<Target> (&keys)[count], std::string_view name) {
  for (const Key<Target>& key : keys) {
    if (key.name == name) return &key;
  }
  return nullptr;
}

// Reads the rows in the table's order, whatever the order in the text: a row may rely on those above it.
template <class Target, std::size_t count>
void read_map(const Field& field, const Key<Target> (&keys)[count], Target& target) {
  if (!field.map()) return field.report_unexpected();
  for (const Entry& entry : field.map()->entries) {
    if (!find_key(keys, entry.key)) field.report_unknown_key(entry, names_of(keys));
  }
  for (const Key<Target>& key : keys) {
    if (const Entry* entry = field.map()->find(key.name)) {
      key.read(field.entry(*entry, key.expected), target);
    } else if (key.when_absent.rule == WhenAbsent::Rule::report) {
      field.report_missing(key.name, key.expected);
    } else if (key.when_absent.rule == WhenAbsent::Rule::read_default) {
      const Node stand_in{{}, Scalar{std::string{key.when_absent.text}, false}};
      key.read(field.absent(key.name, stand_in, key.expected), target);
    }
  }
}

// Hosts, services and workloads: a map from names to maps. Calls `read` with each entry that has a name.
bool check_name(const Field& field, const Entry& entry);

template <class Read>
void read_named(const Field& field, std::string_view expected_of_each, Read read) {
  if (!field.map() || field.map()->entries.empty()) return field.report_unexpected();
  for (const Entry& entry : field.map()->entries) {
    if (check_name(field, entry)) read(field.entry(entry, expected_of_each));
  }
}

}  // namespace portsim
