#include "sim/report/show_ss.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>
#include <string_view>

#include <fmt/format.h>

#include "sim/report/stack_facts.hpp"

namespace portsim {
namespace {

struct Line {
  std::string_view state;
  std::string_view send_queue;
  std::string local;  // with a colon
  std::string local_port;
  std::string remote;  // likewise
  std::string remote_port;
};

struct Widths {
  std::size_t state = 0;
  std::size_t local = 0;
  std::size_t local_port = 0;
  std::size_t remote = 0;
  std::size_t remote_port = 0;

  void include(const Line& line) {
    state = std::max(state, line.state.size());
    local = std::max(local, line.local.size());
    local_port = std::max(local_port, line.local_port.size());
    remote = std::max(remote, line.remote.size());
    remote_port = std::max(remote_port, line.remote_port.size());
  }
};

std::string_view name_of_state(TcpState state) {
  constexpr std::array<std::string_view, tcp_state_count> names{"LISTEN",     "SYN-SENT",   "SYN-RECV",
                                                                "ESTAB",      "FIN-WAIT-1", "FIN-WAIT-2",
                                                                "CLOSE-WAIT", "LAST-ACK",   "TIME-WAIT"};
  return names[static_cast<std::size_t>(state)];
}

Line line_of(const Socket& socket) {
  Line line{.state = name_of_state(socket.state),
            .send_queue = socket.remote ? "0" : "128",
            .local = to_text(socket.local.address) + ":",
            .local_port = std::to_string(socket.local.port.number()),
            .remote = "0.0.0.0:",
            .remote_port = "*"};
  if (!socket.remote) return line;
  line.remote = to_text(socket.remote->address) + ":";
  line.remote_port = std::to_string(socket.remote->port.number());
  return line;
}

}  // namespace

bool has_ss(const OsProfile& os) {
  const std::string_view family = family_of(os.id);
  return family == "linux" || family == "textbook";
}

std::string ss_text(const std::vector<Socket>& sockets) {
  const Line heading{"State", "Send-Q", "Local Address:", "Port", "Peer Address:", "Port"};
  Widths widths;
  widths.include(heading);
  std::size_t length = 0;
  for (const Socket& socket : sockets) {
    widths.include(line_of(socket));
    length = widths.state + widths.local + widths.local_port + widths.remote + widths.remote_port + 32;
  }
  std::string text;
  text.reserve(length * (sockets.size() + 1));
  const auto add = [&](const Line& line, std::string_view receive_queue, std::string_view process) {
    fmt::format_to(std::back_inserter(text), "{:<{}} {:<6} {:<6} {:>{}}{:<{}} {:>{}}{:<{}}{:<7}\n",
                   line.state, widths.state, receive_queue, line.send_queue, line.local, widths.local,
                   line.local_port, widths.local_port, line.remote, widths.remote, line.remote_port,
                   widths.remote_port, process);
  };
  add(heading, "Recv-Q", "Process");
  for (const Socket& socket : sockets) add(line_of(socket), "0", "");
  return text;
}

}  // namespace portsim
