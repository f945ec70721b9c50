#include "sim/scenario/overrides.hpp"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <utility>

#include <fmt/format.h>

#include "sim/scenario/field.hpp"
#include "sim/scenario/load.hpp"
#include "sim/scenario/suggestion.hpp"

namespace portsim {
namespace {

// Maps whose keys are names that the user chose.
constexpr std::string_view sections_of_names[] = {"hosts", "services", "workloads"};

Candidates keys_of(const Map& map) {
  Candidates keys;
  for (const Entry& entry : map.entries) keys.push_back(entry.key);
  return keys;
}

// Walks along the path of one override, a part at a time.
class Walk {
 public:
  Walk(std::string_view path, Mark origin, Node& tree, Findings& findings)
      : path_{path}, origin_{origin}, node_{&tree}, findings_{findings} {}

  // The node at the end of the path, made where there is none. nullptr: reported.
  Node* to_the_end() {
    for (int depth = 1; node_ && position_ < path_.size(); ++depth) {
      if (depth > scenario_depth_max) {
        fail(ProblemKind::too_large, position_, fmt::format("nested more than {} deep", scenario_depth_max));
      } else if (path_[position_] == '[') {
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

  void fail(ProblemKind kind, std::size_t position, std::string message) {
    findings_.add(kind, mark_at(position), "", std::move(message));
    node_ = nullptr;
  }

  Node* fail_at_key(std::size_t begin, std::string_view key, std::string_view suggestion) {
    fail(ProblemKind::bad_path, begin, fmt::format("no {} in {}; {}", shown(key), reached(), suggestion));
    return nullptr;
  }

  void step_into_list() {
    const std::string_view rest = path_.substr(position_ + 1);
    std::size_t index = 0;
    const auto read = std::from_chars(rest.data(), rest.data() + rest.size(), index);
    if (read.ec != std::errc{} || read.ptr == rest.data() + rest.size() || *read.ptr != ']') {
      return fail(ProblemKind::bad_path, position_, "expected an index such as [0]");
    }
    List* list = std::get_if<List>(&node_->value);
    if (!list) return fail(ProblemKind::bad_path, position_, fmt::format("{} is no list", reached()));
    if (index >= list->items.size()) {
      return fail(
          ProblemKind::bad_path, position_,
          fmt::format("no [{}] in {}; it has {}, counted from [0]", index, reached(), list->items.size()));
    }
    node_ = &list->items[index];
    position_ = static_cast<std::size_t>(read.ptr + 1 - path_.data());
  }

  // Among settings the name of a sysctl, such as net.ipv4.tcp_tw_reuse, is one key.
  std::size_t end_of_key(std::size_t begin) const {
    constexpr std::string_view settings = ".settings";
    constexpr std::string_view sysctl = "net.";
    const bool is_among_settings =
        position_ > settings.size() && path_.substr(position_ - settings.size(), settings.size()) == settings;
    const bool has_dots = is_among_settings && path_.substr(begin, sysctl.size()) == sysctl;
    return std::min(path_.find_first_of(has_dots ? "[" : ".[", begin), path_.size());
  }

  void step_into_map() {
    if (position_ > 0 && path_[position_] != '.')
      return fail(ProblemKind::bad_path, position_, "expected a dot before a key");
    const std::size_t begin = position_ == 0 ? 0 : position_ + 1;
    const std::size_t end = end_of_key(begin);
    const std::string_view key = path_.substr(begin, end - begin);
    if (key.empty()) return fail(ProblemKind::bad_path, begin, "expected a key");
    Map* map = std::get_if<Map>(&node_->value);
    if (!map) return fail(ProblemKind::bad_path, position_, fmt::format("{} is no map", reached()));
    node_ = find_or_create(*map, begin, key);
    if (node_) position_ = end;
  }

  Node* find_or_create(Map& map, std::size_t begin, std::string_view key) {
    for (Entry& entry : map.entries) {
      if (entry.key == key) return &entry.value;
    }
    const std::size_t end = begin + key.size();
    const bool is_last = end == path_.size();
    if (!is_last && is_among_names(map)) return fail_at_key(begin, key, suggestion_for(key, keys_of(map)));
    if (!is_last && path_[end] == '[') return fail_at_key(begin, key, list_suggestion(map, key, end));
    map.entries.push_back({std::string{key}, mark_at(begin), {mark_at(begin), Map{}}});
    return &map.entries.back().value;
  }

  // A part of a host, service or workload that does not exist is a slip: where there are others, its name is
  // one of theirs.
  bool is_among_names(const Map& map) const {
    const bool has_names = std::find(std::begin(sections_of_names), std::end(sections_of_names), reached()) !=
                           std::end(sections_of_names);
    return has_names && !map.entries.empty();
  }

  std::string list_suggestion(const Map& map, std::string_view key, std::size_t end) const {
    if (const auto meant = nearest(key, keys_of(map))) return fmt::format("did you mean \"{}\"?", *meant);
    return fmt::format("set the whole list: {}=[...]", shortened(path_.substr(0, end)));
  }

  std::string_view path_;
  Mark origin_;
  Node* node_;
  Findings& findings_;
  std::size_t position_ = 0;
};

}  // namespace

bool is_override(std::string_view text) {
  const auto equals = text.find('=');
  return equals != std::string_view::npos && equals > 0;
}

Node* node_at(std::string_view path, Mark origin, Node& tree, Findings& findings) {
  return Walk{path, origin, tree, findings}.to_the_end();
}

void apply_override(std::string_view override_text, Mark origin, Node& tree, Findings& findings) {
  if (!is_override(override_text)) {
    return findings.add(ProblemKind::bad_path, origin, "", fmt::format("expected {}", override_expected));
  }
  const auto equals = override_text.find('=');
  const Mark value_origin{origin.text, origin.line, origin.column + static_cast<int>(equals) + 1};
  std::optional<Node> value = parse_yaml(override_text.substr(equals + 1), value_origin, findings);
  if (!value) return;
  Node* target = node_at(override_text.substr(0, equals), origin, tree, findings);
  if (target) *target = std::move(*value);
}

}  // namespace portsim
