// Ports that a host hands out: a range less what is excluded from it, counted without gaps.
#pragma once

#include <optional>
#include <vector>

#include "models/vocabulary/port.hpp"

namespace portsim {

class PortSet {
 public:
  PortSet() = default;  // no ports
  explicit PortSet(const PortRange& range, const std::vector<PortRange>& excluded = {});

  PortCount size() const { return size_; }
  Port at(PortOffset offset) const;  // offset < size()
  std::optional<PortOffset> offset_of(Port port) const;
  const std::vector<PortRange>& ranges() const { return ranges_; }  // ascending, none touching another
  bool operator==(const PortSet&) const = default;

 private:
  std::vector<PortRange> ranges_;
  PortCount size_ = 0;
};

}  // namespace portsim
