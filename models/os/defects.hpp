// The documented defects of port allocation, level by level: which patch cures each, which level had it
// repaired before release, and the way out where nothing cures it. One row of the table in defects.cpp says
// one defect of some levels; a new patch level is one row.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "models/vocabulary/cited.hpp"

namespace portsim {

enum class Defect : std::uint8_t {
  closing_port,          // a port still closing is handed out though others are free (KB2916780)
  port_scalability,      // SO_PORT_SCALABILITY does not multiply the pool over addresses (KB2826167)
  time_wait_497_days,    // after 497 days of uptime no TIME_WAIT ends (KB2553549)
  no_excluded_ranges,    // ports cannot be excluded from the range (KB2665809)
  max_free_tw_tcbs,      // MaxFreeTWTcbs is ignored (KB828333)
  time_wait_early,       // TIME_WAIT ends before 2 MSL (KB151418, KB194429)
  time_wait_late,        // TIME_WAIT lasts longer than 2 MSL under stress (KB169274)
  exhaustion_hang,       // the host hangs when its ports are used up (KB3149157)
  kernel_socket_leak,    // sockets leak on multiprocessor hosts (KB2577795)
  excluded_port_10013,   // a second bind to an excluded port fails with 10013 (KB3039044)
  july_2018_updates,     // the port pool is damaged by a race (updates of 10 July 2018)
  handle_leak_tf_reuse,  // handles leak when sockets are reused (KB977332)
  time_wait_49_days,     // after 2^32 ms of uptime no TIME_WAIT ends (macOS 26.0)
  wsl_1_port_leak,       // non-blocking connects under WSL 1 leave their ports bound
  fin_wait_2_reused,     // connect() takes a four-tuple in FIN_WAIT_2 (Linux before 6.12)
  time_wait_not_bound,   // bind() takes a port in TIME_WAIT (Linux 6.1.0 to 6.1.4)
};

// From some uptime on no TIME_WAIT ends any more: HostBehaviour::last_time_wait_end says from which.
constexpr bool ends_time_wait_never(Defect defect) {
  return defect == Defect::time_wait_497_days || defect == Defect::time_wait_49_days;
}

// What a defect does, whatever the level.
struct DefectDescription {
  Defect defect;
  std::string_view id;          // "closing_port"
  std::string_view mechanism;   // one line
  std::string_view observable;  // what an application or an operator sees
  bool is_simulated;            // false: the catalogue knows it, a run does not show it
  Source source;
};
const DefectDescription& description_of(Defect);
std::span<const DefectDescription> defect_descriptions();

enum class Repair : std::uint8_t {
  patch,           // installing `patch` cures it
  none,            // nothing cures it on this level; `way_out` says what to do
  before_release,  // the level never had it
};

struct DefectRow {
  Defect defect;
  std::span<const std::string_view> levels;  // ids of the catalogue
  Repair repair;
  std::string_view patch;    // "KB2826167", "SP4"
  std::string_view way_out;  // "upgrade to windows-7-sp1 and install KB2826167"
  Source source;
};
std::span<const DefectRow> defect_rows();

}  // namespace portsim
