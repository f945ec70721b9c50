#include "sim/report/check_json.hpp"

#include "sim/report/json_text.hpp"

namespace portsim {

std::string check_json(std::string_view file, const std::vector<Problem>& problems) {
  Json rows = Json::array();
  for (const Problem& problem : problems) {
    const Location& at = problem.location;
    rows.push_back({{"file", at.file},
                    {"line", at.line > 0 ? Json(at.line) : Json(nullptr)},
                    {"column", at.column > 0 ? Json(at.column) : Json(nullptr)},
                    {"path", problem.path},
                    {"message", problem.message}});
  }
  return json_text(
      {{"schema", "portsim/check/1"}, {"file", file}, {"valid", problems.empty()}, {"problems", rows}});
}

}  // namespace portsim
