// One level of an operating system: a version with its service pack. A row is made from the row it changes;
// what it does not mention is the same. Each value is cited.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "models/os/host_behaviour.hpp"
#include "models/os/setting.hpp"
#include "models/ports/port_selection.hpp"
#include "models/tcp/pool_scope.hpp"
#include "models/vocabulary/cited.hpp"
#include "models/vocabulary/duration.hpp"
#include "models/vocabulary/port.hpp"

namespace portsim {

struct OsProfile {
  std::string_view id;    // "windows-2000"
  std::string_view name;  // "Windows 2000"
  Cited<PortRange> ephemeral;
  std::optional<Cited<Port>> first_port_alternative;  // where the documents disagree about the first port
  Cited<Duration> time_wait;
  Cited<PortSelectionSpec> selection;
  Cited<PoolScope> scope;
  Cited<TimeWaitBlocks> time_wait_blocks;
  Cited<ConnectError> on_collision;
  Cited<ConnectError> on_exhaustion;
  Cited<bool> hands_out_closing_ports;  // the wildcard-reuse defect of 2013 (KB2916780), until patched
  std::span<const Setting> settings;
  std::span<const NoSetting> no_settings;
};

}  // namespace portsim
