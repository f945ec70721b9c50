// What a system's own netstat prints about its TCP sockets, column for column, so that the usual one-liners
// work on it. Pure text from a table of sockets; there are no names in it, only numbers.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "models/os/os_profile.hpp"

#include "sim/replay/socket_table.hpp"

namespace portsim {

enum class NetstatTool {
  windows,
  windows_without_pids,  // netstat has -o since Windows XP
  linux,                 // of net-tools
  freebsd,
  macos,
};

NetstatTool netstat_tool_of(const OsProfile&);
std::string_view command_of(NetstatTool);  // "netstat -ano"

// On Windows the first workload is process 2000, the next 2004 and so on; 1000 is who listens or holds ports
// otherwise, and what is in TIME_WAIT has no process: 0.
std::string netstat_text(const std::vector<Socket>&, NetstatTool);

}  // namespace portsim
