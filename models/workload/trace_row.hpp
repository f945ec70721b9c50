// One attempt of a recorded trace. A trace may have millions of rows, so a row is 32 bytes: what it leaves to
// the workload is marked within, not beside.
#pragma once

#include <cstdint>
#include <optional>

#include "models/tcp/port_lease.hpp"
#include "models/vocabulary/duration.hpp"

namespace portsim {

struct TraceRow {
  static constexpr Duration holds_as_workload{-1};
  static constexpr std::uint32_t any = ~std::uint32_t{0};

  Duration at = Duration::zero();  // since the workload starts
  Duration holds = holds_as_workload;
  std::uint32_t destination = any;  // an index; any: one of the workload's
  std::uint32_t from = any;         // an index of a local address; any: as the workload says
  std::optional<Closer> closes;     // nothing: as the workload says
  bool operator==(const TraceRow&) const = default;
};

static_assert(sizeof(TraceRow) == 32);

}  // namespace portsim
