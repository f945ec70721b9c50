#include "sim/scenario/trace_text.hpp"

#include <algorithm>
#include <iterator>
#include <limits>
#include <utility>

#include <fmt/format.h>

#include "sim/scenario/field.hpp"
#include "sim/scenario/suggestion.hpp"
#include "sim/scenario/text_check.hpp"
#include "sim/scenario/values.hpp"

namespace portsim {
namespace {

constexpr std::size_t problems_max = 50;
constexpr std::size_t line_length_max = 4096;  // bytes
constexpr std::string_view header_expected = "a header row such as \"at,service,holds\"";
constexpr std::string_view seconds_expected = "seconds such as 12.5";

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// A part of a line, and where it stands there.
struct Cell {
  std::string_view text;
  int column = 0;
};

Cell trimmed(Cell cell) {
  const auto is_blank = [](char c) { return c == ' ' || c == '\t'; };
  while (!cell.text.empty() && is_blank(cell.text.front())) cell.text.remove_prefix(1), ++cell.column;
  while (!cell.text.empty() && is_blank(cell.text.back())) cell.text.remove_suffix(1);
  const bool is_quoted = cell.text.size() > 1 && cell.text.front() == '"' && cell.text.back() == '"';
  if (is_quoted) cell = {cell.text.substr(1, cell.text.size() - 2), cell.column + 1};
  return cell;
}

// Digits and at most nine decimals that are not zero: nothing is rounded. The commonest error is told by
// decode_decimal.
Decoded<Duration> decode_seconds(std::string_view text) {
  constexpr std::int64_t whole_max = duration_max / 1s;
  std::int64_t whole = 0;
  std::size_t at = 0;
  for (; at < text.size() && is_digit(text[at]); ++at) {
    whole = whole * 10 + (text[at] - '0');
    if (whole > whole_max) return tl::unexpected{Reason{"more than ten years", ProblemKind::out_of_range}};
  }
  bool is_number = at > 0;
  std::int64_t fraction = 0;
  if (at < text.size() && text[at] == '.') {
    is_number &= ++at < text.size();
    std::int64_t unit = 100'000'000;
    for (; at < text.size() && is_digit(text[at]); ++at, unit /= 10) {
      if (unit == 0 && text[at] != '0')
        return tl::unexpected{Reason{"finer than a nanosecond", ProblemKind::out_of_range}};
      fraction += unit * (text[at] - '0');
    }
  }
  if (!is_number || at < text.size()) {
    const auto decimal = decode_decimal(text);
    return tl::unexpected{decimal ? Reason{} : decimal.error()};
  }
  return std::chrono::seconds{whole} + Duration{fraction};
}

class TraceReader {
 public:
  TraceReader(std::string_view text, const TraceNames& names, std::size_t rows_max)
      : rest_{without_byte_order_mark(text)}, names_{names}, rows_max_{rows_max} {}

  Trace read() && {
    if (!next_line()) {
      line_number_ = 0;
      report_at_line(ProblemKind::wrong_value, fmt::format("it is empty; expected {}", header_expected));
      return std::move(trace_);
    }
    if (read_header()) read_rows();
    if (trace_.problems.empty() && trace_.rows.empty())
      report_at_line(ProblemKind::wrong_value, "it has no rows, so that nothing would connect");
    return std::move(trace_);
  }

 private:
  struct Column {
    std::string_view name;
    void (TraceReader::*read)(const Cell& cell, TraceRow& row);
  };

  // Skips what is empty. False: the text is over.
  bool next_line() {
    while (!rest_.empty()) {
      ++line_number_;
      line_ = rest_.substr(0, rest_.find('\n'));
      rest_.remove_prefix(std::min(rest_.size(), line_.size() + 1));
      if (!line_.empty() && line_.back() == '\r') line_.remove_suffix(1);
      if (!line_.empty()) return true;
    }
    return false;
  }

  // Calls `use` with each cell of the line and its index; returns how many there are.
  template <class Use>
  std::size_t for_each_cell(Use use) {
    std::size_t begin = 0;
    for (std::size_t count = 0;; ++count) {
      const std::size_t end = std::min(line_.find(',', begin), line_.size());
      use(count, trimmed({line_.substr(begin, end - begin), static_cast<int>(begin)}));
      if (end == line_.size()) return count + 1;
      begin = end + 1;
    }
  }

  bool check_length() {
    if (line_.size() <= line_length_max) return true;
    line_ = line_.substr(0, line_length_max);
    report_at_line(ProblemKind::too_large, fmt::format("a line of more than {} bytes", line_length_max));
    return false;
  }

  bool read_header() {
    if (!check_length()) return false;
    for_each_cell([this](std::size_t, const Cell& cell) { add_column(cell); });
    const auto has_at = [](const Column* column) { return column && column->name == "at"; };
    if (trace_.problems.empty() && std::none_of(columns_.begin(), columns_.end(), has_at))
      report_at_line(ProblemKind::missing_key, fmt::format("no column at; expected {}", header_expected));
    return trace_.problems.empty();
  }

  void add_column(const Cell& cell) {
    const auto found = std::find_if(std::begin(all_columns), std::end(all_columns),
                                    [&](const Column& column) { return column.name == cell.text; });
    if (found == std::end(all_columns)) {
      Candidates known;
      for (const Column& column : all_columns) known.push_back(column.name);
      return report(ProblemKind::unknown_key, cell,
                    fmt::format("unknown column {}; {}", shown(cell.text), suggestion_for(cell.text, known)));
    }
    if (std::find(columns_.begin(), columns_.end(), found) != columns_.end())
      report(ProblemKind::duplicate_key, cell, fmt::format("column {} stands twice", cell.text));
    columns_.push_back(found);
  }

  void read_rows() {
    const auto lines = static_cast<std::size_t>(std::count(rest_.begin(), rest_.end(), '\n')) + 1;
    trace_.rows.reserve(std::min(lines, rows_max_));
    while (trace_.problems.size() < problems_max && next_line()) {
      if (!check_length()) continue;
      if (trace_.rows.size() == rows_max_)
        return report_at_line(ProblemKind::too_large, too_many_trace_bytes());
      read_row();
    }
  }

  void read_row() {
    TraceRow row;
    const std::size_t cells = for_each_cell([&](std::size_t index, const Cell& cell) {
      if (index >= columns_.size()) return;
      const Column& column = *columns_[index];
      if (!cell.text.empty() || column.name == "at") (this->*column.read)(cell, row);
    });
    if (cells != columns_.size()) {
      report_at_line(ProblemKind::wrong_value,
                     fmt::format("{} where the header has {}",
                                 cells == 1 ? "one cell" : fmt::format("{} cells", cells), columns_.size()));
    }
    trace_.rows.push_back(row);
  }

  void read_at(const Cell& cell, TraceRow& row) {
    const auto at = read_seconds(cell);
    if (!at) return;
    if (*at < latest_) {
      report(ProblemKind::wrong_order, cell, "earlier than the row before; rows are in the order of time");
    }
    row.at = latest_ = *at;
  }

  void read_holds(const Cell& cell, TraceRow& row) {
    if (const auto holds = read_seconds(cell)) row.holds = *holds;
  }

  void read_service(const Cell& cell, TraceRow& row) {
    const auto found = names_.services.find(cell.text);
    if (found != names_.services.end()) {
      row.destination = found->second;
      return;
    }
    Candidates known;
    for (const auto& [name, index] : names_.services) known.push_back(name);
    report(ProblemKind::unknown_name, cell,
           fmt::format("the workload does not connect to {}; {}", shown(cell.text),
                       suggestion_for(cell.text, known)));
  }

  void read_closes(const Cell& cell, TraceRow& row) {
    constexpr Word<Closer> closers[] = {{"client", Closer::client},
                                        {"server", Closer::server},
                                        {"abort", Closer::abort},
                                        {"server-abort", Closer::server_abort}};
    for (const Word<Closer>& closer : closers) {
      if (closer.word == cell.text) row.closes = closer.meaning;
    }
    if (!row.closes) {
      report(ProblemKind::wrong_value, cell,
             fmt::format("expected client, server, abort or server-abort, found {}", shown(cell.text)));
    }
  }

  void read_from(const Cell& cell, TraceRow& row) {
    const auto found = names_.addresses.find(cell.text);
    if (found != names_.addresses.end()) {
      row.from = found->second;
    } else {
      report(ProblemKind::unknown_name, cell, names_.why_not_address(cell.text));
    }
  }

  std::optional<Duration> read_seconds(const Cell& cell) {
    const auto seconds = decode_seconds(cell.text);
    if (seconds) return *seconds;
    const std::string found = cell.text.empty() ? "nothing" : shown(cell.text);
    const Reason& why = seconds.error();
    report(why.kind, cell,
           fmt::format("expected {}, found {}{}{}", seconds_expected, found, why.text.empty() ? "" : "; ",
                       why.text));
    return std::nullopt;
  }

  void report(ProblemKind kind, const Cell& cell, std::string message) {
    if (trace_.problems.size() == problems_max) return;
    trace_.problems.push_back({kind, line_number_, line_, cell.column, std::move(message)});
  }
  void report_at_line(ProblemKind kind, std::string message) { report(kind, {}, std::move(message)); }

  static constexpr Column all_columns[] = {
      {"at", &TraceReader::read_at},       {"service", &TraceReader::read_service},
      {"holds", &TraceReader::read_holds}, {"closes", &TraceReader::read_closes},
      {"from", &TraceReader::read_from},
  };

  std::string_view rest_;
  std::string_view line_;
  int line_number_ = 0;
  std::vector<const Column*> columns_;
  Duration latest_ = Duration::zero();
  const TraceNames& names_;
  std::size_t rows_max_;
  Trace trace_;
};

}  // namespace

std::string too_many_trace_bytes() {
  return fmt::format(
      "with it the traces take more than {:g} GB: their texts, each as often as a workload reads it, and "
      "{} bytes a row",
      static_cast<double>(trace_bytes_max) / 1e9, sizeof(TraceRow));
}

Trace decode_trace(std::string_view text, const TraceNames& names, std::size_t rows_max) {
  return TraceReader{text, names, rows_max}.read();
}

}  // namespace portsim
