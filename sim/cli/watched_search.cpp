#include "sim/cli/watched_search.hpp"

#include "sim/cli/interruption.hpp"
#include "sim/cli/terminal.hpp"

namespace portsim {

WatchedSearch::WatchedSearch(bool is_quiet, std::string_view unit) : stop_{catch_interruption()} {
  if (!is_quiet && is_stderr_terminal()) line_.emplace(unit);
}

KeepGoing WatchedSearch::keep_going() {
  return [this](double done) {
    if (line_) line_->show({static_cast<int>(100 * done), 100, done});
    return !stop_;
  };
}

}  // namespace portsim
