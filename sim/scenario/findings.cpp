#include "sim/scenario/findings.hpp"

#include <algorithm>
#include <iterator>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "sim/scenario/utf8.hpp"

namespace portsim {
namespace {

constexpr std::size_t findings_kept_max = 200;

std::string_view line_of(std::string_view text, int line) {
  for (int skipped = 1; skipped < line; ++skipped) {
    const auto end = text.find('\n');
    if (end == std::string_view::npos) return {};
    text.remove_prefix(end + 1);
  }
  text = text.substr(0, text.find('\n'));
  if (!text.empty() && text.back() == '\r') text.remove_suffix(1);
  return text;
}

Location location_of(const Mark& mark, const NamedText& text) {
  if (mark.line == 0) return {text.name, 0, 0, ""};
  const std::string_view line = line_of(text.text, mark.line - text.first_line + 1);
  const std::string_view before = line.substr(0, static_cast<std::size_t>(mark.column));
  return {text.name, mark.line, count_code_points(before) + 1, valid_utf8(line)};
}

}  // namespace

void Findings::add(ProblemKind kind, Mark mark, std::string path, std::string message, Mismatch mismatch) {
  ++count_;
  if (!is_full()) kept_.push_back({kind, mark, std::move(path), std::move(message), std::move(mismatch)});
}

bool Findings::is_full() const {
  return kept_.size() >= findings_kept_max;
}

std::vector<Problem> Findings::problems(const std::vector<NamedText>& texts) const {
  std::vector<Finding> sorted = kept_;
  std::stable_sort(sorted.begin(), sorted.end(), [](const Finding& a, const Finding& b) {
    return std::tie(a.mark.text, a.mark.line, a.mark.column) <
           std::tie(b.mark.text, b.mark.line, b.mark.column);
  });

  std::vector<Problem> problems;
  const auto reported = std::min<std::size_t>(sorted.size(), problems_reported_max);
  for (std::size_t i = 0; i < reported; ++i) {
    const Finding& finding = sorted[i];
    const NamedText& text = texts[static_cast<std::size_t>(finding.mark.text)];
    problems.push_back(
        {location_of(finding.mark, text), finding.path, finding.message, finding.kind, finding.mismatch});
  }
  const std::int64_t left = count_ - problems_reported_max;
  if (left > 0)
    problems.push_back({{texts.front().name, 0, 0, ""}, "", fmt::format("and {} more", left), {}, {}});
  return problems;
}

}  // namespace portsim
