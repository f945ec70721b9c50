#include "models/vocabulary/port_set.hpp"

#include <algorithm>
#include <cassert>

namespace portsim {

namespace {

Port port_numbered(int number) {
  return Port{static_cast<std::uint16_t>(number)};
}

}  // namespace

PortSet::PortSet(const PortRange& range, const std::vector<PortRange>& excluded) {
  std::vector<PortRange> gaps = excluded;
  std::sort(gaps.begin(), gaps.end(),
            [](const PortRange& a, const PortRange& b) { return a.first < b.first; });
  int next = range.first.number();  // the first that no gap so far has decided about
  const int last = range.last.number();
  const auto keep_up_to = [&](int end) {
    if (end >= next) ranges_.push_back({port_numbered(next), port_numbered(end)});
  };
  for (const PortRange& gap : gaps) {
    keep_up_to(std::min(gap.first.number() - 1, last));
    next = std::max(next, gap.last.number() + 1);
  }
  keep_up_to(last);
  for (const PortRange& kept : ranges_) size_ += kept.size();
}

Port PortSet::at(PortOffset offset) const {
  assert(offset < size_);
  auto range = ranges_.begin();
  for (; offset >= range->size(); ++range) offset -= range->size();
  return range->at(offset);
}

std::optional<PortOffset> PortSet::offset_of(Port port) const {
  PortOffset before = 0;
  for (const PortRange& range : ranges_) {
    if (port < range.first) return std::nullopt;
    if (port <= range.last) return before + port.number() - range.first.number();
    before += range.size();
  }
  return std::nullopt;
}

}  // namespace portsim
