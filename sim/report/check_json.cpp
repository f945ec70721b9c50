#include "sim/report/check_json.hpp"

#include "sim/report/json_text.hpp"

namespace portsim {
namespace {

Json text_or_null(const std::string& text) {
  return text.empty() ? Json(nullptr) : Json(text);
}

Json check_as_json(const CheckedFile& file) {
  Json rows = Json::array();
  for (const Problem& problem : file.problems) {
    const Location& at = problem.location;
    rows.push_back({{"file", at.file},
                    {"line", at.line > 0 ? Json(at.line) : Json(nullptr)},
                    {"column", at.column > 0 ? Json(at.column) : Json(nullptr)},
                    {"path", problem.path},
                    {"code", problem.kind ? Json(code_of(*problem.kind)) : Json(nullptr)},
                    {"message", problem.message},
                    {"expected", text_or_null(problem.mismatch.expected)},
                    {"found", text_or_null(problem.mismatch.found)}});
  }
  return {{"schema", "portsim/check/1"},
          {"file", file.name},
          {"valid", file.problems.empty()},
          {"problems", rows}};
}

}  // namespace

std::string check_json(const CheckedFile& file) {
  return json_text(check_as_json(file));
}

std::string checks_json(const std::vector<CheckedFile>& files) {
  Json all = Json::array();
  for (const CheckedFile& file : files) all.push_back(check_as_json(file));
  return json_text(all);
}

}  // namespace portsim
