// The language as tables: for each kind of map a row per key, with what the key takes in words, what its
// absence means, and how it is read. Messages and readers come from the same row.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "sim/scenario/field.hpp"
#include "sim/scenario/shape.hpp"
#include "sim/scenario/when_absent.hpp"

namespace portsim {

// How a value is read into a target, and the same as a shape. The two belong to one row, and share its limits
// and words.
template <class Target>
struct Takes {
  void (*read)(const Field& value, Target& target);
  MakeShape shape;

  // No row without a shape.
  constexpr Takes(void (*reads)(const Field&, Target&), MakeShape has_shape)
      : read{reads}, shape{has_shape} {}
};

template <class Target>
struct Key {
  std::string_view name;
  WhenAbsent when_absent;
  std::string_view expected;  // `a duration such as "200ms"`
  Takes<Target> takes;
  std::string_view meaning;  // a phrase for the reference and for editors
};

// The commonest: a value into a member of the target.
template <class Target, class Member>
Target target_of_member(Member Target::*);
template <auto member>
using TargetOf = decltype(target_of_member(member));

template <auto member>
constexpr Takes<TargetOf<member>> takes_duration{
    [](const Field& value, TargetOf<member>& target) { value.read_into(target.*member, decode_duration); },
    shapes::duration};
template <auto member>
constexpr Takes<TargetOf<member>> takes_positive_duration{[](const Field& value, TargetOf<member>& target) {
                                                            value.read_into(target.*member,
                                                                            decode_positive_duration);
                                                          },
                                                          shapes::positive_duration};
template <auto member>
constexpr Takes<TargetOf<member>> takes_rate{
    [](const Field& value, TargetOf<member>& target) { value.read_into(target.*member, decode_rate); },
    shapes::rate};
template <auto member>
constexpr Takes<TargetOf<member>> takes_percentage{
    [](const Field& value, TargetOf<member>& target) { value.read_into(target.*member, decode_percentage); },
    shapes::percentage};
template <auto member>
constexpr Takes<TargetOf<member>> takes_boolean{
    [](const Field& value, TargetOf<member>& target) { value.read_into(target.*member, decode_boolean); },
    shapes::boolean};
template <auto member>
constexpr Takes<TargetOf<member>> takes_ipv4_address{
    [](const Field& value, TargetOf<member>& target) { value.read_into(target.*member, decode_ipv4); },
    shapes::ipv4_address};
template <auto member, std::uint64_t min, std::uint64_t max>
constexpr Takes<TargetOf<member>> takes_whole{[](const Field& value, TargetOf<member>& target) {
                                                value.read_whole_into(target.*member, {min, max});
                                              },
                                              shapes::whole<min, max>};
template <auto member, const auto& words>
constexpr Takes<TargetOf<member>> takes_word{
    [](const Field& value, TargetOf<member>& target) { value.read_word_into(target.*member, words); },
    shapes::one_of<words>};

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
      key.takes.read(field.entry(*entry, key.expected), target);
    } else if (key.when_absent.rule == WhenAbsent::Rule::report) {
      field.report_missing(key.name, key.expected);
    } else if (key.when_absent.rule == WhenAbsent::Rule::read_default) {
      const Node stand_in{{}, Scalar{std::string{key.when_absent.text}, false}};
      key.takes.read(field.absent(key.name, stand_in, key.expected), target);
    }
  }
}

inline constexpr std::size_t name_length_max = 64;

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
