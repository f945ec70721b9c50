#include "sim/scenario/field.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "sim/scenario/utf8.hpp"

namespace portsim {
namespace {

bool is_plain_number(std::string_view text) {
  if (text.substr(0, 1) == "-") text.remove_prefix(1);
  return !text.empty() && text.find_first_not_of("0123456789.") == std::string_view::npos;
}

// The key of a value that an override gives whole stands in another text, which is not to blame.
Mark mark_of_key(const Entry& entry) {
  const bool is_overridden = entry.value.mark.text != entry.key_mark.text;
  return is_overridden ? entry.value.mark : entry.key_mark;
}

}  // namespace

Field::Field(const Node& root, std::string_view expected, Findings& findings)
    : node_{&root}, expected_{expected}, findings_{&findings} {}

Field::Field(const Field* parent, std::string_view key, std::optional<std::size_t> index, Mark key_mark,
             const Node& node, std::string_view expected)
    : parent_{parent},
      key_{key},
      index_{index},
      key_mark_{key_mark},
      node_{&node},
      expected_{expected},
      findings_{parent->findings_} {}

Field Field::entry(const Entry& entry, std::string_view expected) const {
  return {this, entry.key, std::nullopt, mark_of_key(entry), entry.value, expected};
}

Field Field::item(std::size_t index, std::string_view expected) const {
  const Node& node = list()->items[index];
  return {this, "", index, node.mark, node, expected};
}

Field Field::absent(std::string_view key, const Node& stand_in, std::string_view expected) const {
  return {this, key, std::nullopt, key_mark_, stand_in, expected};
}

std::string Field::path() const {
  if (!parent_) return "";
  if (index_) return fmt::format("{}[{}]", parent_->path(), *index_);
  return parent_->path_of(key_);
}

std::string Field::path_of(std::string_view key) const {
  const std::string own = path();
  return own.empty() ? shortened(key) : fmt::format("{}.{}", own, shortened(key));
}

std::optional<std::uint64_t> Field::read_whole(WholeRange range) const {
  if (!scalar()) return report_unexpected(), std::nullopt;
  const auto number = decode_whole(scalar()->text, range);
  if (!number) return report_unexpected(number.error()), std::nullopt;
  if (scalar()->is_quoted) {
    return report_unexpected({"numbers have no quotes", ProblemKind::wrong_type}), std::nullopt;
  }
  return *number;
}

void Field::report(ProblemKind kind, std::string message, Mismatch mismatch) const {
  report_at(kind, node_->mark, std::move(message), std::move(mismatch));
}

void Field::report_at_key(ProblemKind kind, std::string message) const {
  report_at(kind, key_mark_, std::move(message));
}

void Field::report_at(ProblemKind kind, Mark mark, std::string message, Mismatch mismatch) const {
  findings_->add(kind, mark, path(), std::move(message), std::move(mismatch));
}

Mark Field::mark_within(std::size_t offset) const {
  Mark mark = node_->mark;
  mark.column += static_cast<int>(offset) + (scalar()->is_quoted ? 1 : 0);
  return mark;
}

void Field::report_unexpected(const Reason& reason) const {
  report(reason.kind,
         fmt::format("expected {}, found {}{}{}", expected_, shown(*node_), reason.text.empty() ? "" : "; ",
                     reason.text),
         {std::string{expected_}, shown(*node_)});
}

void Field::report_unknown(std::string_view kind, std::string_view name, const Candidates& known) const {
  if (findings_->is_full()) return report(ProblemKind::unknown_name, "");
  report(ProblemKind::unknown_name,
         fmt::format("unknown {} {}; {}", kind, shown(name), suggestion_for(name, known)), {"", shown(name)});
}

void Field::report_unknown_key(const Entry& unknown, const Candidates& known) const {
  const std::string_view before_colon = std::string_view{unknown.key}.substr(0, unknown.key.find(':'));
  const bool lacks_space = before_colon.size() < unknown.key.size() &&
                           std::find(known.begin(), known.end(), before_colon) != known.end();
  std::string suggestion;
  if (lacks_space) {
    suggestion = fmt::format("a space is missing after the colon of \"{}\"", before_colon);
  } else if (!findings_->is_full()) {
    suggestion = suggestion_for(unknown.key, known);
  }
  entry(unknown, "").report_at_key(ProblemKind::unknown_key, fmt::format("unknown key; {}", suggestion));
}

void Field::report_missing(std::string_view key, std::string_view expected) const {
  findings_->add(ProblemKind::missing_key, key_mark_, path_of(key),
                 fmt::format("missing; expected {}", expected), {std::string{expected}, "nothing"});
}

void Field::report_duplicate_keys() const {
  if (list()) {
    for (std::size_t i = 0; i < list()->items.size(); ++i) item(i, "").report_duplicate_keys();
  }
  if (!map()) return;
  std::map<std::string_view, Mark> seen;
  for (const Entry& each : map()->entries) {
    const Field field = entry(each, "");
    const auto [first, is_new] = seen.emplace(each.key, each.key_mark);
    if (!is_new) {
      field.report_at_key(ProblemKind::duplicate_key,
                          fmt::format("duplicate key; the first is in line {}", first->second.line));
    }
    field.report_duplicate_keys();
  }
}

std::string shortened(std::string_view text) {
  constexpr int shown_max = 60;  // characters
  std::string_view rest = text;
  for (int i = 0; i < shown_max && !rest.empty(); ++i) {
    rest.remove_prefix(first_code_point(rest).bytes.size());
  }
  if (rest.empty()) return std::string{text};
  return fmt::format("{}...", text.substr(0, text.size() - rest.size()));
}

std::string shown(std::string_view text) {
  return is_plain_number(text) ? shortened(text) : fmt::format("\"{}\"", shortened(text));
}

std::string shown(const Node& node) {
  if (const Scalar* scalar = node.scalar()) {
    return scalar->is_quoted ? fmt::format("\"{}\"", shortened(scalar->text)) : shown(scalar->text);
  }
  if (const List* list = node.list()) return list->items.empty() ? "an empty list" : "a list";
  if (const Map* map = node.map()) return map->entries.empty() ? "an empty map" : "a map";
  return "nothing";
}

}  // namespace portsim
