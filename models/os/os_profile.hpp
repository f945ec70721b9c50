// One level of an operating system: a version with its service pack. A row is made from the row it changes;
// what it does not mention is the same. Each value is cited.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "models/os/host_behaviour.hpp"
#include "models/os/log_event.hpp"
#include "models/os/setting.hpp"
#include "models/os/socket_option.hpp"
#include "models/ports/port_selection.hpp"
#include "models/tcp/pool_scope.hpp"
#include "models/tcp/time_wait_length.hpp"
#include "models/vocabulary/cited.hpp"
#include "models/vocabulary/duration.hpp"
#include "models/vocabulary/port.hpp"

namespace portsim {

// Whether connect() takes a four-tuple in TIME_WAIT (tcp_tw_reuse), and how old it must be then.
struct TimeWaitReuse {
  std::int64_t default_value;  // 0: never; 1: yes; 2: towards loopback addresses only
  TimeWaitLength after;
};

struct OsProfile {
  std::string_view id;    // "windows-2000"
  std::string_view name;  // "Windows 2000"
  Cited<PortRange> ephemeral;
  std::optional<Cited<Port>> first_port_alternative =
      {};  // where the documents disagree about the first port
  Cited<Duration> time_wait;
  Cited<PortSelectionSpec> selection;
  Cited<PoolScope> scope;
  Cited<TimeWaitBlocks> time_wait_blocks;
  Cited<ConnectError> on_collision;
  Cited<ConnectError> on_exhaustion;
  Cited<ConnectError> on_random_pick;                  // SO_RANDOMIZE_PORT picked a port that cannot be used
  Cited<ConnectError> on_refusal;                      // nothing listens at the destination
  Cited<std::optional<std::int64_t>> half_open_limit;  // connects under way at once; nothing: no limit
  bool has_auto_reuse_without_option = false;  // connect() without bind() uses the auto-reuse range, if any
  std::optional<Cited<Duration>> time_wait_granularity = {};  // nothing: TIME_WAIT ends on time
  std::optional<Cited<std::int64_t>> time_wait_cap = {};  // entries; the oldest leaves when there are more
  std::optional<Cited<TimeWaitReuse>> time_wait_reuse = {};
  std::optional<Cited<Duration>> fin_wait_2 = {};     // as HostBehaviour has it; nothing: not simulated
  std::optional<Cited<BoundPorts>> bound_ports = {};  // nothing: as others
  std::optional<Cited<AnyPortAtBind>> any_port_at_bind = {};  // nothing: as at connect()
  std::optional<Cited<NamedPortAtBind>> named_port_at_bind = {};
  std::span<const Setting> settings;
  std::span<const NoSetting> no_settings;
  std::span<const SocketOptionRow> socket_options;
  std::span<const ErrorCode> error_codes;
  std::span<const LogEvent> events = {};
};

}  // namespace portsim
