#include "sim/scenario/written_value.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "sim/scenario/findings.hpp"
#include "sim/scenario/overrides.hpp"
#include "sim/scenario/text_check.hpp"
#include "sim/scenario/yaml_tree.hpp"

namespace portsim {
namespace {

using Overrides = std::vector<std::string>;

// Places are of no interest: the texts have been loaded before.
constexpr Mark anywhere{0, 1, 0};

std::optional<Node> tree_of(std::string_view text, const Overrides& overrides, const Overrides& varied) {
  Findings findings;
  std::optional<Node> tree = parse_yaml(without_byte_order_mark(text), anywhere, findings);
  for (const Overrides* each : {&overrides, &varied})
    for (const std::string& override_text : *each)
      if (tree) apply_override(override_text, anywhere, *tree, findings);
  return tree;
}

struct Written {
  std::string path;
  std::string value;
};

// Each value of one word or number; an empty list or map is one, too.
void flatten(const Node& node, const std::string& path, std::vector<Written>& all) {
  const Map* map = node.map();
  const List* list = node.list();
  if (map && !map->entries.empty()) {
    for (const Entry& entry : map->entries)
      flatten(entry.value, path.empty() ? entry.key : fmt::format("{}.{}", path, entry.key), all);
  } else if (list && !list->items.empty()) {
    for (std::size_t n = 0; n < list->items.size(); ++n)
      flatten(list->items[n], fmt::format("{}[{}]", path, n), all);
  } else if (const Scalar* scalar = node.scalar()) {
    all.push_back({path, scalar->text});
  } else {
    all.push_back({path, list ? "[]" : map ? "{}" : "null"});
  }
}

std::vector<Written> flattened(const ScenarioText& source) {
  std::vector<Written> all;
  if (const auto tree = tree_of(source.text, source.overrides, source.varied)) flatten(*tree, "", all);
  return all;
}

const Written* find(const std::vector<Written>& all, const std::string& path) {
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const Written& each) { return each.path == path; });
  return found == all.end() ? nullptr : &*found;
}

}  // namespace

std::optional<std::string> written_value(const ScenarioText& source, std::string_view path) {
  std::optional<Node> tree = tree_of(source.text, source.overrides, {});
  if (!tree) return std::nullopt;
  Findings findings;
  const Node* node = node_at(path, anywhere, *tree, findings);
  if (!node || !node->scalar()) return std::nullopt;
  return node->scalar()->text;
}

std::vector<WrittenDifference> written_differences(const ScenarioText& a, const ScenarioText& b) {
  const std::vector<Written> of_a = flattened(a);
  const std::vector<Written> of_b = flattened(b);
  std::vector<WrittenDifference> differences;
  for (const auto& [path, value] : of_a) {
    const Written* other = find(of_b, path);
    if (!other || other->value != value)
      differences.push_back({path, value, other ? std::optional{other->value} : std::nullopt});
  }
  for (const auto& [path, value] : of_b)
    if (!find(of_a, path)) differences.push_back({path, std::nullopt, value});
  return differences;
}

}  // namespace portsim
