#include "sim/scenario/yaml_tree.hpp"

#include <algorithm>
#include <sstream>
#include <utility>

#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include "sim/scenario/colon_mistake.hpp"
#include "sim/scenario/load.hpp"

namespace portsim {
namespace {

// Ends the parse from within the library's callbacks; caught in parse_yaml.
struct Refusal {
  ProblemKind kind;
  Mark mark;
  std::string message;
};

class TreeBuilder : public YAML::EventHandler {
 public:
  explicit TreeBuilder(Mark origin) : origin_{origin} {}

  Node take_root() { return std::move(root_); }
  bool has_root() const { return has_root_; }

  Mark mark_of(const YAML::Mark& mark) const {
    if (mark.is_null()) return origin_;
    const int column = mark.line == 0 ? origin_.column + mark.column : mark.column;
    return {origin_.text, origin_.line + mark.line, column};
  }

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (has_root_)
      throw Refusal{ProblemKind::refused_yaml, mark_of(mark), "a second document; a scenario is one"};
  }
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    refuse_anchor(mark, anchor);
    add({mark_of(mark), Nothing{}});
  }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    throw Refusal{ProblemKind::refused_yaml, mark_of(mark), "aliases are not accepted; write the value"};
  }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& text) override {
    refuse_anchor(mark, anchor);
    refuse_tag(mark, tag);
    const bool is_quoted = tag == "!";  // the library's sign for every style but plain
    if (is_key_next()) {
      open_.back().key = Entry{text, mark_of(mark), {}};
    } else {
      add({mark_of(mark), Scalar{text, is_quoted}});
    }
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    open(mark, tag, anchor, {mark_of(mark), List{}});
  }
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    open(mark, tag, anchor, {mark_of(mark), Map{}});
  }
  void OnMapEnd() override { close(); }

 private:
  struct Collection {
    Node node;
    std::optional<Entry> key;  // of a map: read, and its value comes next
  };

  bool is_key_next() const { return !open_.empty() && open_.back().node.map() && !open_.back().key; }

  void open(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, Node node) {
    refuse_anchor(mark, anchor);
    refuse_tag(mark, tag);
    if (is_key_next())
      throw Refusal{ProblemKind::bad_yaml, mark_of(mark),
                    "a list or a map as a key; is a bracket not closed?"};
    if (open_.size() == static_cast<std::size_t>(scenario_depth_max)) {
      throw Refusal{ProblemKind::too_large, mark_of(mark),
                    fmt::format("nested more than {} deep", scenario_depth_max)};
    }
    open_.push_back({std::move(node), std::nullopt});
  }

  void close() {
    Node node = std::move(open_.back().node);
    open_.pop_back();
    add(std::move(node));
  }

  void add(Node node) {
    if (open_.empty()) {
      root_ = std::move(node);
      has_root_ = true;
      return;
    }
    if (is_key_next()) throw Refusal{ProblemKind::bad_yaml, node.mark, "a key is missing"};
    Collection& parent = open_.back();
    if (List* list = std::get_if<List>(&parent.node.value)) {
      list->items.push_back(std::move(node));
    } else {
      // The library marks a missing value where the next thing stands.
      if (std::holds_alternative<Nothing>(node.value)) node.mark = parent.key->key_mark;
      parent.key->value = std::move(node);
      std::get<Map>(parent.node.value).entries.push_back(std::move(*parent.key));
      parent.key.reset();
    }
  }

  void refuse_anchor(const YAML::Mark& mark, YAML::anchor_t anchor) const {
    if (anchor != 0)
      throw Refusal{ProblemKind::refused_yaml, mark_of(mark),
                    "anchors are not accepted; write the value where it is used"};
  }
  void refuse_tag(const YAML::Mark& mark, const std::string& tag) const {
    if (tag != "?" && tag != "!")
      throw Refusal{ProblemKind::refused_yaml, mark_of(mark), "tags are not accepted"};
  }

  Mark origin_;
  std::vector<Collection> open_;
  Node root_;
  bool has_root_ = false;
};

// The library marks the place where it noticed, which may be behind the end of a line or of the text.
Mark within(Mark mark, Mark origin, std::string_view text) {
  const int lines = static_cast<int>(std::count(text.begin(), text.end(), '\n'));
  mark.line = std::clamp(mark.line, origin.line, origin.line + lines);
  mark.column = std::max(mark.column, 0);
  return mark;
}

// YAML 1.2, section 7.4.2: a key is within one line and has at most 1,024 characters. Of a longer one the
// library says that the colon, a bracket or the key is amiss.
constexpr std::size_t key_length_max = 1024;  // the library counts bytes

// Where in the line a longer key begins.
std::optional<std::size_t> begin_of_long_key(std::string_view line) {
  std::size_t begin = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const bool ends_key =
        line[i] == ':' && (i + 1 == line.size() || line[i + 1] == ' ' || line[i + 1] == '\r');
    if (ends_key && i - begin > key_length_max) return begin;
    const bool is_before_key = line[i] == ' ' && i == begin;
    if (ends_key || is_before_key || std::string_view{",[]{}"}.find(line[i]) != std::string_view::npos) {
      begin = i + 1;
    }
  }
  return std::nullopt;
}

// `noticed` is where the text could not be read on.
void report_unreadable(ProblemKind kind, Mark noticed, std::string message, Mark origin,
                       std::string_view text, Findings& findings) {
  Mark mark = within(noticed, origin, text);
  for (int line = origin.line; line < mark.line; ++line) text.remove_prefix(text.find('\n') + 1);
  if (const auto begin = begin_of_long_key(text.substr(0, text.find('\n')))) {
    mark.column = static_cast<int>(*begin) + (mark.line == origin.line ? origin.column : 0);
    kind = ProblemKind::too_large;
    message = fmt::format("a key of more than {} bytes", key_length_max);
  }
  findings.add(kind, mark, "", std::move(message));
}

// What the library says of a colon that it did not expect.
constexpr std::string_view unexpected_colon = "illegal map value";

void report_not_yaml(const YAML::Exception& error, Mark noticed, Mark origin, std::string_view text,
                     Findings& findings) {
  std::string message = error.msg;
  const Mark mark = within(noticed, origin, text);
  if (error.msg == unexpected_colon) {
    const int column_before = mark.line == origin.line ? origin.column : 0;
    if (const auto mistake = colon_mistake(text, mark.line - origin.line, mark.column - column_before)) {
      const int first_column = mistake->line == 0 ? origin.column : 0;
      noticed = {origin.text, origin.line + mistake->line, first_column + mistake->column};
      message = mistake->message;
    }
  }
  report_unreadable(ProblemKind::bad_yaml, noticed, fmt::format("not YAML: {}", message), origin, text,
                    findings);
}

}  // namespace

const Entry* Map::find(std::string_view key) const {
  const auto found =
      std::find_if(entries.begin(), entries.end(), [&](const Entry& entry) { return entry.key == key; });
  return found == entries.end() ? nullptr : &*found;
}

std::optional<Node> parse_yaml(std::string_view text, Mark origin, Findings& findings) {
  TreeBuilder builder{origin};
  try {
    std::istringstream stream{std::string{text}};
    YAML::Parser parser{stream};
    parser.HandleNextDocument(builder);
    if (!builder.has_root()) return Node{origin, Nothing{}};
    Node root = builder.take_root();
    parser.HandleNextDocument(builder);  // refuses a second document
    return root;
  } catch (const Refusal& refusal) {
    report_unreadable(refusal.kind, refusal.mark, refusal.message, origin, text, findings);
  } catch (const YAML::Exception& error) {
    report_not_yaml(error, builder.mark_of(error.mark), origin, text, findings);
  }
  return std::nullopt;
}

}  // namespace portsim
