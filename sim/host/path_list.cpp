#include "sim/host/path_list.hpp"

namespace portsim {

PathList::Step PathList::step_between(const Path& path, const Path& next) {
  return {next.pool - path.pool, next.destination - path.destination, next.selector - path.selector,
          next.destination_of_host - path.destination_of_host};
}

// The second path of a run says what the step is.
void PathList::push_back(const Path& path) {
  const std::uint32_t index = size_++;
  if (!runs_.empty()) {
    Run longer = runs_.back();
    if (longer.count == 1) longer.step = step_between(longer.first, path);
    if (longer.at(longer.count++) == path) {
      runs_.back() = longer;
      if (runs_.size() > 1) run_of_.push_back(static_cast<std::uint32_t>(runs_.size() - 1));
      return;
    }
  }
  if (runs_.size() == 1) run_of_.assign(index, 0);
  if (!runs_.empty()) run_of_.push_back(static_cast<std::uint32_t>(runs_.size()));
  runs_.push_back({.first = path, .begin = index});
}

}  // namespace portsim
