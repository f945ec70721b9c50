#include "sim/scenario/trace_files.hpp"

#include <algorithm>
#include <utility>

#include "sim/scenario/digest.hpp"

namespace portsim {
namespace {

std::string folder_of(std::string_view file) {
  const auto slash = file.rfind('/');
  return std::string{slash == std::string_view::npos ? "" : file.substr(0, slash + 1)};
}

bool is_absolute(std::string_view path) {
  return path.substr(0, 1) == "/";
}

// Whether the parts of a relative path, one after the other, ever lead above where they begin.
bool leads_out(std::string_view path) {
  int depth = 0;
  while (!path.empty() && depth >= 0) {
    const std::string_view part = path.substr(0, path.find('/'));
    path.remove_prefix(std::min(path.size(), part.size() + 1));
    if (part == "..") --depth;
    if (part != ".." && part != "." && !part.empty()) ++depth;
  }
  return depth < 0;
}

}  // namespace

TraceFiles::TraceFiles(FileReader read_file, std::string_view scenario_file, int first_text,
                       KnownTraces& known)
    : read_file_{std::move(read_file)},
      folder_{folder_of(scenario_file)},
      first_text_{first_text},
      known_{known} {}

TraceFiles::Rows TraceFiles::rows_for(const Field& file, std::string_view workload, const TraceNames& names) {
  const auto known = by_workload_.find(workload);
  if (known != by_workload_.end()) return known->second;
  if (!file.scalar() || file.scalar()->text.empty()) return file.report_unexpected(), nullptr;
  const std::string& name = file.scalar()->text;
  if (name.find('\0') != std::string::npos)
    return file.report_unexpected({"a NUL is in no name of a file"}), nullptr;
  if (!is_absolute(name) && leads_out(name)) {
    file.report(ProblemKind::wrong_value,
                "it leads out of the folder of the scenario; such a file needs an absolute path");
    return nullptr;
  }
  Rows rows = known_or_read(file, is_absolute(name) ? name : folder_ + name, names);
  by_workload_.emplace(workload, rows);
  return rows;
}

TraceFiles::Rows TraceFiles::known_or_read(const Field& file, const std::string& path,
                                           const TraceNames& names) {
  const auto known = known_.find(path, names);
  if (!known || !has_room_for(known->bytes, known->rows->size())) return read(file, path, names);
  return counted(known->bytes, known->digest, known->rows);
}

TraceFiles::Rows TraceFiles::read(const Field& file, const std::string& path, const TraceNames& names) {
  if (!read_file_) return file.report(ProblemKind::bad_file, "files cannot be read here"), nullptr;
  const auto text = read_file_(path, bytes_left_ + 1);
  if (!text) {
    file.report(ProblemKind::bad_file, fmt::format("cannot read {}: {}", shown(path), text.error()));
    return nullptr;
  }
  if (text->size() > bytes_left_) return file.report(ProblemKind::too_large, too_many_trace_bytes()), nullptr;
  Trace trace = decode_trace(*text, names, (bytes_left_ - text->size()) / sizeof(TraceRow));
  for (const TraceProblem& problem : trace.problems) report(file, path, problem);
  if (!trace.problems.empty()) return bytes_left_ -= text->size(), nullptr;
  const auto rows = std::make_shared<const std::vector<TraceRow>>(std::move(trace.rows));
  const std::string digest = digest_of(*text);
  known_.add({path, names, text->size(), digest, rows});
  return counted(text->size(), digest, rows);
}

TraceFiles::Rows TraceFiles::counted(std::size_t bytes, const std::string& digest, Rows rows) {
  bytes_left_ -= bytes + rows->size() * sizeof(TraceRow);
  digests_.push_back(digest);
  return rows;
}

void TraceFiles::report(const Field& file, const std::string& path, const TraceProblem& problem) {
  if (file.has_reported_enough()) return file.report(problem.kind, "");  // it is only counted
  const int index = first_text_ + static_cast<int>(texts_.size());
  texts_.push_back({path, lines_.emplace_back(problem.text), std::max(problem.line, 1)});
  file.report_at(problem.kind, {index, problem.line, problem.column}, problem.message);
}

}  // namespace portsim
