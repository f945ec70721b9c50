#include "sim/scenario/changeable_path.hpp"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

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

}  // namespace

std::optional<ChangeablePath> changeable(std::string_view path) {
  ChangeablePath parts;
  for (std::string_view* part : {&parts.section, &parts.name, &parts.key, &parts.part})
    *part = take_part(path);
  const bool can_change = std::any_of(std::begin(patterns), std::end(patterns), [&](const Pattern& pattern) {
    return parts.section == pattern.section && parts.key == pattern.key &&
           (!pattern.is_in_parts || !parts.part.empty());
  });
  const bool is_fixed = parts.key == "client" && std::find(std::begin(fixed_parts), std::end(fixed_parts),
                                                           parts.part) != std::end(fixed_parts);
  if (!can_change || is_fixed) return std::nullopt;
  return parts;
}

std::string changeable_paths() {
  Candidates words;
  for (const Pattern& pattern : patterns) words.push_back(pattern.words);
  return joined(words, " and ");
}

std::string changeable_pattern() {
  const Candidates fixed{std::begin(fixed_parts), std::end(fixed_parts)};
  std::string all;
  for (const Pattern& pattern : patterns) {
    const std::string but_for = pattern.key == "client" ? fmt::format("(?!{}$)", one_of(fixed)) : "";
    all += fmt::format("{}{}\\.[^.]+\\.{}{}", all.empty() ? "" : "|", pattern.section, pattern.key,
                       pattern.is_in_parts ? fmt::format("\\.{}.+", but_for) : "(?:[.\\[].*)?");
  }
  return whole_text(all);
}

}  // namespace portsim
