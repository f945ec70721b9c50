#include "sim/scenario/overrides.hpp"

#include <charconv>
#include <utility>

#include <fmt/format.h>

#include "sim/scenario/field.hpp"
#include "sim/scenario/suggestion.hpp"

namespace portsim {
namespace {

// Walks along the path of one override, a part at a time.
class Walk {
 public:
  Walk(std::string_view path, Mark origin, Node& tree, Findings& findings)
      : path_{path}, origin_{origin}, node_{&tree}, findings_{findings} {}

  // The node at the end of the path, made if only its last part is new. nullptr: reported.
  Node* to_the_end() {
    while (node_ && position_ < path_.size()) {
      if (path_[position_] == '[') {
        step_into_list();
      } else {
        step_into_map();
      }
    }
    return node_;
  }

 private:
  std::string_view reached() const { return position_ == 0 ? "the scenario" : path_.substr(0, position_); }

  Mark mark_at(std::size_t position) const {
    return {origin_.text, origin_.line, origin_.column + static_cast<int>(position)};
  }

  void fail(std::size_t position, std::string message) {
    findings_.add(mark_at(position), "", std::move(message));
    node_ = nullptr;
  }

  void step_into_list() {
    const std::string_view rest = path_.substr(position_ + 1);
    std::size_t index = 0;
    const auto read = std::from_chars(rest.data(), rest.data() + rest.size(), index);
    if (read.ec != std::errc{} || read.ptr == rest.data() + rest.size() || *read.ptr != ']') {
      return fail(position_, "expected an index such as [0]");
    }
    List* list = std::get_if<List>(&node_->value);
    if (!list) return fail(position_, fmt::format("{} is no list", reached()));
    if (index >= list->items.size()) {
      return fail(position_, fmt::format("no [{}] in {}; it has {}, counted from [0]", index, reached(),
                                         list->items.size()));
    }
    node_ = &list->items[index];
    position_ = static_cast<std::size_t>(read.ptr + 1 - path_.data());
  }

  void step_into_map() {
    if (position_ > 0 && path_[position_] != '.') return fail(position_, "expected a dot before a key");
    const std::size_t begin = position_ == 0 ? 0 : position_ + 1;
    const std::size_t end = std::min(path_.find_first_of(".[", begin), path_.size());
    const std::string_view key = path_.substr(begin, end - begin);
    if (key.empty()) return fail(begin, "expected a key");
    Map* map = std::get_if<Map>(&node_->value);
    if (!map) return fail(position_, fmt::format("{} is no map", reached()));
    node_ = find_or_create(*map, begin, key);
    if (node_) position_ = end;
  }

  Node* find_or_create(Map& map, std::size_t begin, std::string_view key) {
    for (Entry& entry : map.entries) {
      if (entry.key == key) return &entry.value;
    }
    const bool is_optional_map = key == "settings" || key == "assume";  // of a host
    const bool is_last = begin + key.size() == path_.size();
    if (!is_last && !is_optional_map) {
      Candidates known;
      for (const Entry& entry : map.entries) known.push_back(entry.key);
      fail(begin, fmt::format("no {} in {}; {}", shown(key), reached(), suggestion_for(key, known)));
      return nullptr;
    }
    map.entries.push_back({std::string{key}, mark_at(begin), {mark_at(begin), Map{}}});
    return &map.entries.back().value;
  }

  std::string_view path_;
  Mark origin_;
  Node* node_;
  Findings& findings_;
  std::size_t position_ = 0;
};

}  // namespace

Node* node_at(std::string_view path, Mark origin, Node& tree, Findings& findings) {
  return Walk{path, origin, tree, findings}.to_the_end();
}

void apply_override(std::string_view override_text, Mark origin, Node& tree, Findings& findings) {
  const auto equals = override_text.find('=');
  if (equals == std::string_view::npos || equals == 0) {
    return findings.add(origin, "", "expected PATH=VALUE, such as duration=10min");
  }
  const Mark value_origin{origin.text, origin.line, origin.column + static_cast<int>(equals) + 1};
  std::optional<Node> value = parse_yaml(override_text.substr(equals + 1), value_origin, findings);
  if (!value) return;
  Node* target = node_at(override_text.substr(0, equals), origin, tree, findings);
  if (target) *target = std::move(*value);
}

}  // namespace portsim
