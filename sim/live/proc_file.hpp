// Files of /proc: settings of the network namespace, and what the kernel counts. Errors are texts for the
// user.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "sim/live/done.hpp"
#include "sim/live/file_descriptor.hpp"

namespace portsim {

std::optional<std::string> read_proc(const std::string& path);  // nothing: it cannot be read
Done write_proc(const std::string& path, std::string_view text);

// The file of a sysctl: "net.ipv4.tcp_tw_reuse" is /proc/sys/net/ipv4/tcp_tw_reuse.
std::string path_of_sysctl(std::string_view name);

// Sockets in TIME_WAIT, in the text of /proc/net/sockstat. Nothing: it does not say.
std::optional<std::int64_t> time_wait_in(std::string_view sockstat);

// Of the network namespace that the process was in when this was made.
class SocketStatistics {
 public:
  SocketStatistics();
  std::optional<std::int64_t> time_wait() const;

 private:
  FileDescriptor file_;
};

}  // namespace portsim
