// What a host does when something connects: a level of the catalogue with its patches, settings and
// assumptions applied. The engine sees only this; it knows no operating system by name.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/ports/port_selection.hpp"
#include "models/tcp/connect_outcome.hpp"
#include "models/tcp/pool_scope.hpp"
#include "models/vocabulary/cited.hpp"
#include "models/vocabulary/duration.hpp"
#include "models/vocabulary/port.hpp"

namespace portsim {

// What the application and the operator see when connect() fails.
struct ConnectError {
  int code = 0;                 // 10048
  std::string_view name;        // "WSAEADDRINUSE"
  std::optional<int> event_id;  // 4227: the entry in the system's log, where it writes one
  std::string_view cause;       // one line, for people
  bool operator==(const ConnectError&) const = default;
};

// A fact that the prediction rests on and that no vendor documents.
struct Dependency {
  std::string fact;
  Source source;
  bool operator==(const Dependency&) const = default;
};

struct HostBehaviour {
  PortRange ephemeral{Port{0}, Port{0}};
  PoolScope scope = PoolScope::host;
  TimeWaitBlocks time_wait_blocks = TimeWaitBlocks::four_tuple;
  Duration time_wait = Duration::zero();
  PortSelectionSpec selection;
  ConnectError on_collision;
  ConnectError on_exhaustion;
  std::vector<Dependency> depends_on;
};

}  // namespace portsim
