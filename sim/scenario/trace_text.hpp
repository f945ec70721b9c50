// The text of a trace as rows: comma-separated values (RFC 4180) under a header row with the columns `at`
// and, each optional and in any order, `service`, `holds`, `closes` and `from`. Times are seconds, exact to
// the nanosecond; an empty cell leaves its part to the workload. A cell has no comma, quotes or not.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/workload/trace_row.hpp"

#include "sim/scenario/problem_kind.hpp"

namespace portsim {

// Of all traces of a scenario together: their texts, each as often as it is read, and their rows.
inline constexpr std::size_t trace_bytes_max = 1'000'000'000;

// What the cells of a trace may name, and the index that each name has in a row.
struct TraceNames {
  std::map<std::string, std::uint32_t, std::less<>> services;   // that the workload connects to
  std::map<std::string, std::uint32_t, std::less<>> addresses;  // that it connects from
  // Why an address that is not among them cannot be used, in words.
  std::function<std::string(std::string_view)> why_not_address;
};

struct TraceProblem {
  ProblemKind kind;
  int line = 0;           // from 1; 0: the text as a whole
  std::string_view text;  // of the line
  int column = 0;         // in bytes, from 0
  std::string message;
};

struct Trace {
  std::vector<TraceRow> rows;
  std::vector<TraceProblem> problems;  // no more than a person reads; they point into the text
};

// "with it the traces take more than 1 GB: ..."
std::string too_many_trace_bytes();

// `rows_max`: how many may be left of trace_bytes_max.
Trace decode_trace(std::string_view text, const TraceNames& names, std::size_t rows_max);

}  // namespace portsim
