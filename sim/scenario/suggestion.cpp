#include "sim/scenario/suggestion.hpp"

#include <algorithm>
#include <cctype>
#include <numeric>

#include <fmt/format.h>

namespace portsim {
namespace {

constexpr std::size_t word_length_max = 64;
constexpr std::size_t listed_max = 12;

bool equal_but_for_case(char a, char b) {
  return std::tolower(static_cast<unsigned char>(a)) == std::tolower(static_cast<unsigned char>(b));
}

// Levenshtein's distance: insertions, deletions and substitutions (Wagner and Fischer 1974, one row at a
// time).
std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i + 1;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t substituted = diagonal + (equal_but_for_case(a[i], b[j]) ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({substituted, row[j] + 1, row[j + 1] + 1});
    }
  }
  return row.back();
}

std::size_t length_difference(std::string_view a, std::string_view b) {
  return std::max(a.size(), b.size()) - std::min(a.size(), b.size());
}

}  // namespace

std::optional<std::string_view> nearest(std::string_view word, const Candidates& candidates) {
  if (word.size() > word_length_max) return std::nullopt;
  std::optional<std::string_view> best;
  std::size_t best_distance = std::max<std::size_t>(1, word.size() / 3) + 1;
  for (const std::string_view candidate : candidates) {
    if (length_difference(word, candidate) >= best_distance) continue;
    const std::size_t distance = edit_distance(word, candidate);
    if (distance >= best_distance) continue;
    best = candidate;
    best_distance = distance;
  }
  return best;
}

std::string joined(const Candidates& words, std::string_view last_separator) {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) text += i + 1 == words.size() ? last_separator : ", ";
    text += words[i];
  }
  return text;
}

// Such as the service packs of a system; none where they are too many to name.
Candidates that_begin_with(std::string_view word, const Candidates& candidates) {
  constexpr std::size_t named_max = 6;
  Candidates longer;
  if (word.size() < 3) return longer;
  for (const std::string_view candidate : candidates) {
    if (candidate.substr(0, word.size()) == word) longer.push_back(candidate);
  }
  return longer.size() <= named_max ? longer : Candidates{};
}

// The one candidate of which `word` is the last part, after a dot, or whose first word it has, as
// failure_rate has that of failure_fraction.
std::optional<std::string_view> only_relative(std::string_view word, const Candidates& candidates) {
  const auto is_relative = [&](std::string_view candidate) {
    const std::string ending = fmt::format(".{}", word);
    if (candidate.size() > ending.size() && candidate.substr(candidate.size() - ending.size()) == ending)
      return true;
    const auto end = word.find_first_of("_-");
    return end != std::string_view::npos && end >= 3 &&
           candidate.substr(0, end + 1) == word.substr(0, end + 1);
  };
  std::optional<std::string_view> found;
  for (const std::string_view candidate : candidates) {
    if (!is_relative(candidate)) continue;
    if (found) return std::nullopt;
    found = candidate;
  }
  return found;
}

std::string suggestion_for(std::string_view word, const Candidates& candidates) {
  if (const Candidates longer = that_begin_with(word, candidates); longer.size() > 1) {
    return fmt::format("did you mean {}?", joined(longer, " or "));
  }
  std::optional<std::string_view> meant = nearest(word, candidates);
  if (!meant) meant = only_relative(word, candidates);
  if (meant) return fmt::format("did you mean \"{}\"?", *meant);
  if (candidates.size() <= listed_max) return fmt::format("expected {}", joined(candidates, " or "));

  Candidates closest = candidates;
  std::stable_sort(closest.begin(), closest.end(), [&](std::string_view a, std::string_view b) {
    const std::string_view compared = word.substr(0, word_length_max);
    return edit_distance(compared, a) < edit_distance(compared, b);
  });
  closest.resize(3);
  return fmt::format("the nearest are {}", joined(closest, " and "));
}

}  // namespace portsim
