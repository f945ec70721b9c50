#include "sim/scenario/changeable_path.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "models/vocabulary/overloaded.hpp"

#include "sim/scenario/sections.hpp"
#include "sim/scenario/suggestion.hpp"
#include "sim/scenario/value_patterns.hpp"

namespace portsim {
namespace {

struct Pattern {
  std::string_view section;
  std::string_view key;
  bool is_in_parts;  // only parts of the key's value change
  std::string_view words;
};

// A client's model is what runs, and a trace what has been recorded: they are not values that could change.
constexpr std::string_view fixed_parts[] = {"model", "file"};

constexpr Pattern patterns[] = {
    {"hosts", "settings", true, "hosts.NAME.settings.KEY"},
    {"workloads", "client", true, "workloads.NAME.client.KEY (but for model and file)"},
    {"workloads", "holds", false, "workloads.NAME.holds"},
    {"workloads", "closes", false, "workloads.NAME.closes"},
    {"workloads", "retry", false, "workloads.NAME.retry"},
};

// The next part of a path, which is removed from it.
std::string_view take_part(std::string_view& path) {
  const std::string_view part = path.substr(0, path.find_first_of(".["));
  path.remove_prefix(std::min(path.size(), part.size() + 1));
  return part;
}

bool is_fixed(std::string_view key, std::string_view part) {
  return key == "client" &&
         std::find(std::begin(fixed_parts), std::end(fixed_parts), part) != std::end(fixed_parts);
}

// A name with dots, such as net.ipv4.tcp_tw_reuse, as a regular expression.
std::string literally(std::string_view name) {
  std::string text;
  for (const char c : name) {
    if (c == '.') text += '\\';
    text += c;
  }
  return text;
}

// Every path that leads into a value, as a regular expression, with what may stand there.
class PathsBelow {
 public:
  void add(const Pattern& pattern, const Shape& value) {
    const std::string path = fmt::format("{}\\.[^.]+\\.{}", pattern.section, pattern.key);
    if (!pattern.is_in_parts) shapes_[path].push_back(value);
    add_parts(path, pattern.key, value);
  }

  PathsShape all() && {
    PathsShape paths;
    for (auto& [path, shapes] : shapes_) paths.paths.push_back({whole_text(path), std::move(shapes)});
    return paths;
  }

 private:
  void add_part(const std::string& path, const Shape& shape) {
    shapes_[path].push_back(shape);
    add_parts(path, "", shape);
  }

  // `key`: of a value as a whole.
  void add_parts(const std::string& path, std::string_view key, const Shape& shape) {
    std::visit(overloaded{
                   [&](const MapShape& map) {
                     for (const KeyShape& part : map.keys) {
                       if (!is_fixed(key, part.name))
                         add_part(fmt::format("{}\\.{}", path, literally(part.name)), part.shape);
                     }
                   },
                   [&](const ListShape& list) {
                     for (std::size_t i = 0; i < list.items.size(); ++i) {
                       const std::string index = list.items.size() == 1 ? "[0-9]+" : fmt::format("0*{}", i);
                       add_part(fmt::format("{}\\[{}\\]", path, index), list.items[i]);
                     }
                   },
                   [&](const EitherShape& either) {
                     for (const Shape& each : either.shapes) add_parts(path, key, each);
                   },
                   [&](const TaggedShape& tagged) { add_cases(path, key, tagged.cases); },
                   [&](const DependentShape& dependent) { add_cases(path, key, dependent.cases); },
                   [](const auto&) {},
               },
               shape.form);
  }

  void add_cases(const std::string& path, std::string_view key, const std::vector<Case>& cases) {
    for (const Case& each : cases) add_parts(path, key, each.shape.front());
  }

  std::map<std::string, std::vector<Shape>> shapes_;
};

// Of a section whose names the user chooses.
const Shape& shape_of_key(const Shape& section, std::string_view name) {
  const auto& keys = std::get<MapShape>(std::get<NamedShape>(section.form).of_each.front().form).keys;
  return std::find_if(keys.begin(), keys.end(), [&](const KeyShape& key) { return key.name == name; })->shape;
}

}  // namespace

std::optional<ChangeablePath> changeable(std::string_view path) {
  ChangeablePath parts;
  for (std::string_view* part : {&parts.section, &parts.name, &parts.key, &parts.part})
    *part = take_part(path);
  const bool can_change = std::any_of(std::begin(patterns), std::end(patterns), [&](const Pattern& pattern) {
    return parts.section == pattern.section && parts.key == pattern.key &&
           (!pattern.is_in_parts || !parts.part.empty());
  });
  if (!can_change || is_fixed(parts.key, parts.part)) return std::nullopt;
  return parts;
}

std::string changeable_paths() {
  Candidates words;
  for (const Pattern& pattern : patterns) words.push_back(pattern.words);
  return joined(words, " and ");
}

Shape changes_shape() {
  const Shape hosts = hosts_shape();
  const Shape workloads = workloads_shape();
  PathsBelow paths;
  for (const Pattern& pattern : patterns)
    paths.add(pattern, shape_of_key(pattern.section == "hosts" ? hosts : workloads, pattern.key));
  return {std::move(paths).all()};
}

}  // namespace portsim
