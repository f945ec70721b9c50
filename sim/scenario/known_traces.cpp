#include "sim/scenario/known_traces.hpp"

#include <algorithm>
#include <utility>

namespace portsim {

std::shared_ptr<const KnownTrace> KnownTraces::find(const std::string& path, const TraceNames& names) const {
  const std::lock_guard lock{mutex_};
  const auto found = std::find_if(traces_.begin(), traces_.end(), [&](const auto& known) {
    return known->path == path && known->names.services == names.services &&
           known->names.addresses == names.addresses;
  });
  return found == traces_.end() ? nullptr : *found;
}

void KnownTraces::add(KnownTrace trace) {
  constexpr std::size_t kept_max = 16;
  auto added = std::make_shared<const KnownTrace>(std::move(trace));
  const std::lock_guard lock{mutex_};
  if (traces_.size() == kept_max) traces_.erase(traces_.begin());
  traces_.push_back(std::move(added));
}

}  // namespace portsim
