// The states of a socket (RFC 9293, section 3.3.2) that a person at the machine can see here: a connection
// spends no time in SYN_RECEIVED without data, nor in CLOSING, and what is closed is not listed.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace portsim {

enum class TcpState : std::uint8_t {
  listen,
  syn_sent,
  syn_received,
  established,
  fin_wait_1,
  fin_wait_2,
  close_wait,
  last_ack,
  time_wait,
};

inline constexpr std::size_t tcp_state_count = 9;

// As netstat and the documents of systems write them.
constexpr std::string_view name_of(TcpState state) {
  constexpr std::array<std::string_view, tcp_state_count> names{"LISTEN",      "SYN_SENT",   "SYN_RECEIVED",
                                                                "ESTABLISHED", "FIN_WAIT_1", "FIN_WAIT_2",
                                                                "CLOSE_WAIT",  "LAST_ACK",   "TIME_WAIT"};
  return names[static_cast<std::size_t>(state)];
}

}  // namespace portsim
