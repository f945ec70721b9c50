#include "sim/report/show_netstat.hpp"

#include <array>
#include <cstddef>
#include <iterator>

#include <fmt/format.h>

#include "sim/report/stack_facts.hpp"

namespace portsim {
namespace {

// In the order of TcpState.
using StateNames = std::array<std::string_view, tcp_state_count>;
constexpr StateNames windows_states{"LISTENING",  "SYN_SENT",   "SYN_RECEIVED", "ESTABLISHED", "FIN_WAIT_1",
                                    "FIN_WAIT_2", "CLOSE_WAIT", "LAST_ACK",     "TIME_WAIT"};
constexpr StateNames linux_states{"LISTEN",    "SYN_SENT",   "SYN_RECV", "ESTABLISHED", "FIN_WAIT1",
                                  "FIN_WAIT2", "CLOSE_WAIT", "LAST_ACK", "TIME_WAIT"};
constexpr StateNames bsd_states{"LISTEN",     "SYN_SENT",   "SYN_RCVD", "ESTABLISHED", "FIN_WAIT_1",
                                "FIN_WAIT_2", "CLOSE_WAIT", "LAST_ACK", "TIME_WAIT"};

constexpr std::size_t line_length = 90;

std::string_view name_in(const StateNames& names, const Socket& socket) {
  return names[static_cast<std::size_t>(socket.state)];
}

std::string with_colon(const Endpoint& endpoint) {
  return fmt::format("{}:{}", to_text(endpoint.address), endpoint.port.number());
}

std::string with_dot(const Endpoint& endpoint) {
  const bool is_any = endpoint.address == Ipv4Address{0, 0, 0, 0};
  return fmt::format("{}.{}", is_any ? "*" : to_text(endpoint.address), endpoint.port.number());
}

std::uint32_t process_of(const Socket& socket) {
  if (socket.state == TcpState::time_wait) return 0;
  return socket.workload ? 2000 + 4 * *socket.workload : 1000;
}

std::string windows_text(const std::vector<Socket>& sockets, bool has_pids) {
  std::string text = "\nActive Connections\n\n  Proto  Local Address          Foreign Address        State";
  text += has_pids ? "           PID\n" : "\n";
  text.reserve(line_length * (sockets.size() + 2));
  for (const Socket& socket : sockets) {
    const std::string remote = socket.remote ? with_colon(*socket.remote) : "0.0.0.0:0";
    const auto end = std::back_inserter(text);
    fmt::format_to(end, "  TCP    {:<22} {:<22} ", with_colon(socket.local), remote);
    if (has_pids)
      fmt::format_to(end, "{:<15} {}\n", name_in(windows_states, socket), process_of(socket));
    else
      fmt::format_to(end, "{}\n", name_in(windows_states, socket));
  }
  return text;
}

std::string linux_text(const std::vector<Socket>& sockets) {
  std::string text =
      "Active Internet connections (servers and established)\n"
      "Proto Recv-Q Send-Q Local Address           Foreign Address         State      \n";
  text.reserve(line_length * (sockets.size() + 2));
  for (const Socket& socket : sockets)
    fmt::format_to(std::back_inserter(text), "tcp        0      0 {:<23} {:<23} {:<11}\n",
                   with_colon(socket.local), socket.remote ? with_colon(*socket.remote) : "0.0.0.0:*",
                   name_in(linux_states, socket));
  return text;
}

// `gap`: Apple's has one more space before the addresses.
std::string bsd_text(const std::vector<Socket>& sockets, std::string_view gap, int state_width) {
  std::string text = "Active Internet connections (including servers)\n";
  text.reserve(line_length * (sockets.size() + 2));
  fmt::format_to(std::back_inserter(text), "Proto Recv-Q Send-Q{}{:<22} {:<22} {:<{}}\n", gap,
                 "Local Address", "Foreign Address", "(state)", state_width);
  for (const Socket& socket : sockets)
    fmt::format_to(std::back_inserter(text), "tcp4       0      0{}{:<22} {:<22} {:<{}}\n", gap,
                   with_dot(socket.local), socket.remote ? with_dot(*socket.remote) : "*.*",
                   name_in(bsd_states, socket), state_width);
  return text;
}

}  // namespace

NetstatTool netstat_tool_of(const OsProfile& os) {
  const std::string_view family = family_of(os.id);
  if (family == "freebsd") return NetstatTool::freebsd;
  if (family == "macos") return NetstatTool::macos;
  if (family != "windows") return NetstatTool::linux;
  const bool is_before_xp = os.id == "windows-nt-4.0" || os.id == "windows-2000";
  return is_before_xp ? NetstatTool::windows_without_pids : NetstatTool::windows;
}

std::string_view command_of(NetstatTool tool) {
  switch (tool) {
    case NetstatTool::windows:
      return "netstat -ano";
    case NetstatTool::windows_without_pids:
      return "netstat -an";
    case NetstatTool::linux:
      return "netstat -tan";
    case NetstatTool::freebsd:
    case NetstatTool::macos:
      return "netstat -an -p tcp";
  }
  return "";
}

std::string netstat_text(const std::vector<Socket>& sockets, NetstatTool tool) {
  switch (tool) {
    case NetstatTool::windows:
      return windows_text(sockets, true);
    case NetstatTool::windows_without_pids:
      return windows_text(sockets, false);
    case NetstatTool::linux:
      return linux_text(sockets);
    case NetstatTool::freebsd:
      return bsd_text(sockets, " ", 0);
    case NetstatTool::macos:
      return bsd_text(sockets, "  ", 11);
  }
  return "";
}

}  // namespace portsim
