// Reads a list whose items are of one kind, as patches, addresses and excluded ports are.
#pragma once

#include <optional>
#include <set>
#include <string_view>
#include <vector>

#include "sim/scenario/field.hpp"

namespace portsim {

// A text, or the key of a map that has one.
inline std::string name_of_item(const Field& item) {
  return shortened(item.scalar() ? item.scalar()->text : item.map()->entries.front().key);
}

// All items, each by `read`, which reports what is wrong and then returns nothing. Nothing: one is amiss, or
// stands twice, or it is no list.
template <class T, class Read>
std::optional<std::vector<T>> read_list(const Field& field, std::string_view expected_of_each, Read read) {
  if (!field.list()) return field.report_unexpected(), std::nullopt;
  std::vector<T> values;
  std::set<T> seen;
  const std::size_t count = field.list()->items.size();
  for (std::size_t i = 0; i < count; ++i) {
    const Field item = field.item(i, expected_of_each);
    const std::optional<T> value = read(item);
    if (!value) continue;
    if (seen.insert(*value).second) {
      values.push_back(*value);
    } else {
      item.report(ProblemKind::duplicate_item, fmt::format("{} stands twice", name_of_item(item)));
    }
  }
  if (values.size() < count) return std::nullopt;
  return values;
}

template <class T, class Read>
std::optional<std::vector<T>> read_non_empty_list(const Field& field, std::string_view expected_of_each,
                                                  Read read) {
  if (field.list() && field.list()->items.empty()) return field.report_unexpected(), std::nullopt;
  return read_list<T>(field, expected_of_each, read);
}

// [50000-50099, 60000]
inline std::optional<std::vector<PortRange>> read_ports(const Field& field) {
  return read_list<PortRange>(field, "ports such as 50000-50099, or one port",
                              [](const Field& item) { return item.read(decode_ports); });
}

}  // namespace portsim
