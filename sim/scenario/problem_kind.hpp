// The kinds of mistakes in a scenario. Each has a short code, which every message ends in, and a row that
// explains it with an example; the language reference prints the rows.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace portsim {

enum class ProblemKind : std::uint8_t {
  bad_text,
  bad_yaml,
  refused_yaml,
  duplicate_key,
  duplicate_item,
  unknown_key,
  missing_key,
  bad_name,
  unknown_name,
  unknown_setting,
  wrong_type,
  wrong_value,
  missing_unit,
  wrong_unit,
  out_of_range,
  wrong_order,
  wrong_sum,
  conflict,
  not_applicable,
  not_simulated,
  too_large,
  cannot_change,
  bad_path,
  bad_file,
};

struct ProblemKindRow {
  ProblemKind kind;
  std::string_view code;         // "missing-unit"
  std::string_view title;        // "A unit is missing"
  std::string_view explanation;  // sentences
  std::string_view remedy;       // a sentence that says what to do
  // Lines of a scenario with this mistake and no other; problem_example.hpp makes a whole scenario of them.
  std::string_view example;
};

std::span<const ProblemKindRow> problem_kinds();  // in the order of the enumeration
std::string_view code_of(ProblemKind);

}  // namespace portsim
