// The first of several candidates that passes, where all behind one that passes do: a search by halves, which
// asks the last one first.
#pragma once

#include <cstddef>
#include <optional>

namespace portsim {

// `passes(n)` of candidates 0 to `count` - 1, at least one. The last that was found to pass is the answer;
// nothing: not even the last one passes.
template <class Passes>
std::optional<std::size_t> first_passing(std::size_t count, Passes passes) {
  std::size_t from = 0;
  std::size_t to = count - 1;
  if (!passes(to)) return std::nullopt;
  while (from < to) {
    const std::size_t middle = from + (to - from) / 2;
    passes(middle) ? to = middle : from = middle + 1;
  }
  return to;
}

}  // namespace portsim
