#include "sim/scenario/key_table.hpp"

#include <algorithm>

namespace portsim {
namespace {

// No dots and brackets: they are the syntax of paths.
bool is_name_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

}  // namespace

bool check_name(const Field& field, const Entry& entry) {
  const std::string& name = entry.key;
  const bool is_name = !name.empty() && name.size() <= name_length_max &&
                       std::all_of(name.begin(), name.end(), is_name_character);
  if (!is_name) {
    field.entry(entry, "").report_at_key(
        ProblemKind::bad_name, fmt::format("expected a name of at most {} letters, digits, - and _, found {}",
                                           name_length_max, shown(name)));
  }
  return is_name;
}

}  // namespace portsim
