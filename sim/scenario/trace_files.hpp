// The traces that a scenario names. Each that is not known yet is read once for each workload, through the
// caller of load_scenario: nothing here opens a file. It keeps the lines that are wrong, for the messages,
// and the digests of the texts.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "models/workload/trace_row.hpp"

#include "sim/scenario/field.hpp"
#include "sim/scenario/findings.hpp"
#include "sim/scenario/known_traces.hpp"
#include "sim/scenario/scenario.hpp"
#include "sim/scenario/trace_text.hpp"

namespace portsim {

// The text of a file, or why it cannot be read. Of a longer one at least its first `size_max` bytes.
using FileReader =
    std::function<tl::expected<std::string, std::string>(const std::string& path, std::size_t size_max)>;

class TraceFiles {
 public:
  using Rows = std::shared_ptr<const std::vector<TraceRow>>;

  // Names count from the folder of the scenario file. The first text of a trace has this index for marks.
  TraceFiles(FileReader read_file, std::string_view scenario_file, int first_text, KnownTraces& known);

  // The rows of the file that `file` names. nullptr: reported.
  Rows rows_for(const Field& file, std::string_view workload, const TraceNames& names);

  // Lines that are wrong, each as a text of its own.
  const std::vector<NamedText>& texts() const { return texts_; }
  // Of the text of each trace, in the order in which they were read.
  const std::vector<std::string>& digests() const { return digests_; }

 private:
  Rows known_or_read(const Field& file, const std::string& path, const TraceNames& names);
  Rows read(const Field& file, const std::string& path, const TraceNames& names);
  // With its bytes taken off, and its digest noted.
  Rows counted(std::size_t bytes, const std::string& digest, Rows rows);
  bool has_room_for(std::size_t bytes, std::size_t rows) const {
    return bytes <= bytes_left_ && rows <= (bytes_left_ - bytes) / sizeof(TraceRow);
  }
  void report(const Field& file, const std::string& path, const TraceProblem& problem);

  FileReader read_file_;
  std::string folder_;  // ends in a slash, if it is not empty
  int first_text_;
  KnownTraces& known_;
  std::map<std::string, Rows, std::less<>> by_workload_;
  std::size_t bytes_left_ = trace_bytes_max;
  std::deque<std::string> lines_;
  std::vector<NamedText> texts_;
  std::vector<std::string> digests_;
};

}  // namespace portsim
